// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_printer.hpp"
#include "path_text.hpp"
#include "sheet_options.hpp"
#include "streams.hpp"
#include "terminal.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace croquis::cli {
namespace {

constexpr int kBarWidth = 24; // characters
constexpr int kShortestName = 8;

double lowestLoss(const optimise::IterationSummary& summary) {
    double lowest = INFINITY;
    for (const auto& sketch : summary.sketches)
        lowest = std::min(lowest, sketch.loss.total);
    return lowest;
}

} // namespace

ProgressStyle progressStyleFrom(const std::string& name) {
    if (name == "auto")
        return ProgressStyle::automatic;
    if (name == "json")
        return ProgressStyle::json;
    if (name == "none")
        return ProgressStyle::none;
    throw InvalidArgument(fmt::format("There is no progress style \"{}\": choose auto, json or none.", name));
}

ProgressPrinter::ProgressPrinter(ProgressStyle style)
    : m_bar(style == ProgressStyle::automatic && ::isatty(STDERR_FILENO) == 1), m_json(style == ProgressStyle::json) {}

void ProgressPrinter::printLine(const nlohmann::json& object) {
    write(stdout, "{}\n", object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    std::fflush(stdout);
}

void ProgressPrinter::clearBar() {
    if (m_barShown)
        write(stderr, "\r\033[K");
    m_barShown = false;
}

void ProgressPrinter::showBar(const std::string& photo, const std::string& rest) {
    write(stderr, "\r\033[K{}{}", shortened(photo, terminalColumns() - 1 - static_cast<int>(rest.size())), rest);
    std::fflush(stderr);
    m_barShown = true;
}

void ProgressPrinter::photoBegan(const std::filesystem::path& photo) {
    m_since = std::chrono::steady_clock::now();
    m_photo = photo.string();
    m_photoText = textOf(photo);
    if (m_json)
        printLine({{"event", "photo"}, {"photo", m_photoText}});
}

void ProgressPrinter::notice(const std::string& sentence) {
    clearBar();
    if (m_json)
        printLine({{"event", "notice"}, {"photo", m_photoText}, {"message", sentence}});
    else
        write(stderr, "{}\n", sentence);
}

void ProgressPrinter::plotted(const std::vector<sheet::PlotFigures>& figures) {
    clearBar();
    for (const auto& one : figures) {
        const auto& report = one.report;
        std::vector<std::string> formats;
        for (const auto kind : one.kinds)
            formats.push_back(sheet::extensionOf(kind));
        if (!m_json) {
            write(stderr, "{}{}: {}.\n", m_photo,
                  figures.size() > 1 ? fmt::format(" ({})", fmt::join(formats, ", ")) : std::string(),
                  sentenceFor(one));
            continue;
        }
        printLine({{"event", "plot"},
                   {"photo", m_photoText},
                   {"files", formats},
                   {"pens", report.pens},
                   {"paths", report.paths},
                   {"lifts", report.lifts},
                   {"scale", report.scale},
                   {"penDownMm", report.penDownMm},
                   {"travelMm", report.travelMm},
                   {"fileOrderTravelMm", report.fileOrderTravelMm},
                   {"cornerMm", report.cornerMm},
                   {"penDownMmPerSecond", one.pace.drawMmPerSecond},
                   {"seconds", report.seconds}});
    }
}

void ProgressPrinter::planned(const std::filesystem::path& photo, const DrawPlan& plan) {
    clearBar();
    if (m_json) {
        nlohmann::json paths = nlohmann::json::array();
        for (const auto& file : plan.files)
            paths.push_back(printedPath(file));
        printLine({{"event", "plan"},
                   {"photo", printedPath(photo)},
                   {"strokes", plan.strokes},
                   {"iterations", plan.iterations},
                   {"seeds", plan.seeds},
                   {"precision", plan.precision},
                   {"files", paths}});
        return;
    }
    write(stdout, "{}: {} strokes, {} iterations, {} {}, {}", photo.string(), fmt::join(plan.strokes, ","),
          plan.iterations, plan.seeds, plan.seeds == 1 ? "seed" : "seeds", plan.precision);
    for (const auto& file : plan.files)
        write(stdout, ", {}", file.string());
    write(stdout, "\n");
}

bool ProgressPrinter::shareDone(double share) {
    constexpr std::chrono::milliseconds kMoment(400);
    if (m_bar && std::chrono::steady_clock::now() - m_since > kMoment)
        showBar(m_photo, fmt::format(": {:.0f} %", std::floor(100 * share)));
    return true;
}

void ProgressPrinter::fileWritten(const std::filesystem::path& file) {
    clearBar();
    if (m_json)
        return;
    write(stdout, "{}\n", file.string());
    std::fflush(stdout);
}

void ProgressPrinter::photoFinished(const nlohmann::json& result) {
    clearBar();
    if (m_json)
        printLine(result);
}

void ProgressPrinter::stepBegan(const std::string& name) {
    if (m_json)
        printLine({{"event", "step"}, {"photo", m_photoText}, {"name", name}});
    if (!m_bar)
        return;
    showBar(m_photo, m_photo.empty() ? name + "..." : ": " + name + "...");
}

void ProgressPrinter::strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) {
    if (m_json)
        for (const auto& sketch : sketches)
            printLine({{"event", "placed"}, {"photo", m_photoText}, {"strokes", sketch.size()}});
}

void ProgressPrinter::iterationFinished(const optimise::IterationSummary& summary) {
    if (alsoTell)
        alsoTell(summary);
    if (m_json)
        printLine({{"event", "iteration"},
                   {"photo", m_photoText},
                   {"iteration", summary.iteration},
                   {"of", summary.iterationCount},
                   {"loss", lowestLoss(summary)},
                   {"seconds", summary.seconds}});
    if (!m_bar)
        return;
    const double done =
        summary.iterationCount > 0 ? static_cast<double>(summary.iteration) / summary.iterationCount : 1;
    const int filled = static_cast<int>(std::lround(done * kBarWidth));
    const double left = done > 0 ? summary.seconds * (1 - done) / done : 0;
    const std::string figures = fmt::format(" {}/{}  loss {:.3f}  {:.0f} s left", summary.iteration,
                                            summary.iterationCount, lowestLoss(summary), std::ceil(left));
    const std::string bar = fmt::format(" [{:#<{}}{:-<{}}]", "", filled, "", kBarWidth - filled);
    const bool narrow = static_cast<int>(bar.size() + figures.size()) + kShortestName >= terminalColumns();
    showBar(m_photo, narrow ? figures : bar + figures);
}

void ProgressPrinter::noticed(const std::string& sentence) {
    notice(m_json ? sentence : m_photo + ": " + sentence);
}

} // namespace croquis::cli
