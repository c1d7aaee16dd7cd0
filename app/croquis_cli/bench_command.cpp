// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "brush_bench.hpp"
#include "command.hpp"
#include "export_files.hpp"
#include "process_run.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "base/atomic_file.hpp"
#include "session/cuda_cards.hpp"
#include "session/devices.hpp"
#include "session/sketch_session.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

struct BenchArguments {
    std::string photo;
    std::string json;
    bool table = false;
    bool overwrite = false;
    int runs = 5;
    session::SessionOptions engine;
};

/// A sample photo, installed or in the checkout that this program was built in.
std::optional<std::string> sample(const std::string& name) {
    std::error_code ignored;
    const fs::path programs = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const char* place : {"../share/croquis/samples", "../../../resources/samples"})
        if (const fs::path file = programs / place / name; fs::is_regular_file(file, ignored))
            return fs::canonical(file, ignored).string();
    return std::nullopt;
}

double medianOf(const std::vector<ProcessRun>& runs, double ProcessRun::*member) {
    std::vector<double> values;
    for (const auto& run : runs)
        values.push_back(run.*member);
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class WholeRuns {
  public:
    WholeRuns(const BenchArguments& arguments, const session::BenchReport& report)
        : m_arguments(arguments), m_report(report),
          m_folder(fs::temp_directory_path() / fmt::format("croquis-bench-{}", ::getpid())) {
        fs::create_directories(m_folder);
    }
    ~WholeRuns() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    WholeRuns(const WholeRuns&) = delete;
    WholeRuns& operator=(const WholeRuns&) = delete;

    std::vector<ProcessRun> time(const std::vector<std::string>& words) const {
        runProcess(words);
        std::vector<ProcessRun> runs;
        for (int k = 0; k < m_arguments.runs; ++k)
            runs.push_back(runProcess(words));
        return runs;
    }

    std::vector<ProcessRun> draw(std::vector<std::string> words) const {
        return draw(std::move(words), m_arguments.photo);
    }
    std::vector<ProcessRun> draw(std::vector<std::string> words, const std::string& photo) const {
        words.insert(words.begin(), {"draw", photo, "-o", (m_folder / "sketch.svg").string(), "--overwrite",
                                     "--progress", "json", "--threads", std::to_string(m_arguments.engine.threads)});
        return time(words);
    }

    void add(const std::string& name, double value, const std::string& unit,
             std::optional<session::BenchGoal> goal = std::nullopt) {
        m_report({name, value, unit, m_arguments.runs, goal});
    }

  private:
    const BenchArguments& m_arguments;
    const session::BenchReport& m_report;
    fs::path m_folder;
};

void benchProcesses(const BenchArguments& arguments, const session::BenchReport& report) {
    using session::BenchGoal;
    WholeRuns whole(arguments, report);
    whole.add("--help, process start to end", 1e3 * medianOf(whole.time({"--help"}), &ProcessRun::seconds), "ms",
              BenchGoal{50});
    const auto normal = whole.draw({});
    const double one = medianOf(normal, &ProcessRun::seconds);
    whole.add("normal, 16 strokes, process start to file", one, "s", BenchGoal{8});
    whole.add("first complete set of strokes after process start", medianOf(normal, &ProcessRun::firstStrokes), "s",
              BenchGoal{2});
    whole.add("first iteration after process start", medianOf(normal, &ProcessRun::firstIteration), "s");
    whole.add("peak memory of the normal run", medianOf(normal, &ProcessRun::peakMegabytes), "MB", BenchGoal{700});
    if (const auto cutOut = sample("horse.png")) {
        const auto unmasked = whole.draw({}, *cutOut);
        whole.add("normal, 16 strokes, of a cut-out (no subject to look for)", medianOf(unmasked, &ProcessRun::seconds),
                  "s");
        whole.add("first iteration of it after process start", medianOf(unmasked, &ProcessRun::firstIteration), "s",
                  BenchGoal{1});
    }
    whole.add("draft, 16 strokes, process start to file",
              medianOf(whole.draw({"--quality", "draft"}), &ProcessRun::seconds), "s", BenchGoal{3});
    const double three = medianOf(whole.draw({"--seeds", "3"}), &ProcessRun::seconds);
    whole.add("normal, 16 strokes, three seeds", three, "s");
    whole.add("three seeds against one", three / one, "x", BenchGoal{2.4});
}

bool isMet(const session::BenchFigure& figure) {
    const bool atMost = figure.goal->bound == session::BenchGoal::Bound::atMost;
    return atMost ? figure.value <= figure.goal->value : figure.value >= figure.goal->value;
}

std::string inWords(const session::BenchFigure& figure) {
    if (!figure.goal)
        return {};
    return fmt::format("{} {} {}{}", figure.goal->bound == session::BenchGoal::Bound::atMost ? "at most" : "at least",
                       figure.goal->value, figure.unit, isMet(figure) ? "" : ": missed");
}

/// Shows each figure as it comes and keeps it for the file.
class Figures {
  public:
    void add(const session::BenchFigure& figure) {
        const std::string goal = inWords(figure);
        write(stderr, "{:<60} {:>10.2f} {} (median of {}{}{})\n", figure.name, figure.value, figure.unit, figure.runs,
              goal.empty() ? "" : "; goal: ", goal);
        if (!figure.remark.empty())
            write(stderr, "{}\n", figure.remark);
        nlohmann::ordered_json entry{
            {"name", figure.name}, {"value", figure.value}, {"unit", figure.unit}, {"runs", figure.runs}};
        if (figure.goal)
            entry["goal"] = {
                {"value", figure.goal->value},
                {"bound", figure.goal->bound == session::BenchGoal::Bound::atMost ? "at most" : "at least"},
                {"met", isMet(figure)}};
        if (!figure.remark.empty())
            entry["remark"] = figure.remark;
        m_json.push_back(std::move(entry));
        m_table += fmt::format("| {} | {:.2f} {} | {}{}{} |\n", figure.name, figure.value, figure.unit, goal,
                               goal.empty() || figure.remark.empty() ? "" : "; ", figure.remark);
    }
    const nlohmann::ordered_json& json() const { return m_json; }
    std::string table() const { return "| what | median | goal |\n|---|---|---|\n" + m_table; }

  private:
    nlohmann::ordered_json m_json = nlohmann::ordered_json::array();
    std::string m_table;
};

int bench(BenchArguments& arguments) {
    if (arguments.photo.empty()) {
        const auto cat = sample("cat.jpg");
        if (!cat)
            throw InvalidArgument("There is no sample photo beside this program (../share/croquis/samples/cat.jpg): "
                                  "name any photo to time it with, as in \"croquis-cli bench PHOTO\".");
        arguments.photo = *cat;
    }
    std::optional<base::AtomicFile> file; // now, not after five minutes, it shows that it can't be written
    if (!arguments.json.empty() && arguments.json != "-") {
        requireWritable(arguments.json, arguments.overwrite);
        file.emplace(arguments.json);
    }
    Figures figures;
    const session::BenchReport report = [&](const auto& figure) { figures.add(figure); };
    const bool onCard = arguments.engine.device.starts_with("cuda"); // nothing else is timed then
    if (!onCard)
        benchBrushes(report);
    const auto start = std::chrono::steady_clock::now();
    const auto session = openEngine(arguments.engine);
    const std::chrono::duration<double> opening = std::chrono::steady_clock::now() - start;
    optimise::IterationObserver silent;
    session::PhotoOptions photo;
    const bool paper = session->engine().network == optimise::Network::clip;
    if (paper) {
        photo.placement = geometry::Placement::squash;
        photo.mask = session::PhotoOptions::Mask::none;
    }
    if (paper || onCard) // a whole run takes the better part of an hour: its iterations are timed
        report({"opening the engine and the network", opening.count(), "s", 1});
    else
        benchProcesses(arguments, report);
    session->loadPhoto(arguments.photo, photo, silent);
    session->bench(report);
    if (paper && !onCard) {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        report({"peak memory, three seeds", static_cast<double>(usage.ru_maxrss) / 1024, "MB", 1});
    }

    nlohmann::ordered_json json;
    json["processor"] = session::devices().front().description;
    json["device"] = session->engine().device;
    if (onCard)
        json["card"] = session::nameOfCard(session->engine().device);
    json["threads"] = session->engine().threads;
    json["precision"] = session->engine().precision;
    json["model"] = session->engine().modelName;
    json["figures"] = figures.json();
    if (arguments.json == "-")
        write(stdout, "{}\n", json.dump(2));
    if (arguments.table)
        write(stdout, "{}", figures.table());
    if (file) {
        file->write(json.dump(2) + "\n");
        write(stdout, "{}\n", placeFile(*file, arguments.json, arguments.overwrite).string());
    }
    return kDone;
}

} // namespace

void addBenchCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "bench",
        "Time the program on this machine (some minutes, on an otherwise idle machine); the goals are those of "
        "two cores whose matrix product runs at 168 GFLOP/s together");
    const auto arguments = std::make_shared<BenchArguments>();
    BenchArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("photo", a.photo, "Default: the sample cat");
    command->add_option("--json", a.json, "Write the figures to this file; - is stdout")->type_name("FILE");
    command->add_flag("--overwrite", a.overwrite, "Replace an existing file instead of choosing name-2.json");
    command->add_flag("--table", a.table, "Write a Markdown table to stdout");
    command->add_option("--runs", a.runs, "Of each whole process")->check(CLI::Range(1, 100));
    command->add_option("--model", a.engine.model,
                        "Name of a model or a weights file; with one of CLIP's, the paper's iterations are timed");
    command->add_option("--device", a.engine.device,
                        "cpu, or cuda (cuda:N) for runs on a card and each of its kernels");
    command->add_option("--precision", a.engine.precision, "auto, fp32 or bf16");
    command->add_option("--threads", a.engine.threads, "0: all processors")->check(CLI::Range(0, 1024));
    command->callback([&chosen, arguments] { chosen = [arguments] { return bench(*arguments); }; });
}

} // namespace croquis::cli
