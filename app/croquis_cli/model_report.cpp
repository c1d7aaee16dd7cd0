// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_report.hpp"

#include "streams.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <unistd.h>
#include <utility>

namespace croquis::cli {
namespace {

using Step = models::DownloadProgress::Step;

constexpr int kBarWidth = 24; // characters
constexpr auto kBetweenLines = std::chrono::milliseconds(500);

double megabytes(std::uint64_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

const char* eventFor(Step step) {
    return step == Step::fetching ? "progress" : step == Step::checking ? "checking" : "copying";
}

const char* wordsFor(Step step) {
    return step == Step::fetching ? "" : step == Step::checking ? " compared with its SHA-256" : " copied";
}

} // namespace

std::string sizeWords(const models::ModelEntry& entry) {
    if (entry.size() == 0)
        return "of unknown size";
    return fmt::format("{}{:.1f} MB", entry.bytes > 0 ? "" : "about ", megabytes(entry.size()));
}

void printJsonLine(const nlohmann::json& object) {
    write(stdout, "{}\n", object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    std::fflush(stdout);
}

nlohmann::json describe(const models::ModelEntry& entry, const models::ModelStore::Presence& presence) {
    nlohmann::json json{{"name", entry.name},
                        {"role", entry.role == models::ModelRole::mask ? "mask" : "perceptual"},
                        {"default", entry.isDefault},
                        {"file", entry.file},
                        {"bytes", entry.bytes > 0 ? nlohmann::json(entry.bytes) : nlohmann::json()},
                        {"sha256", entry.sha256},
                        {"address", entry.address.empty() ? nlohmann::json() : nlohmann::json(entry.address)},
                        {"licence", entry.licence},
                        {"caution", entry.caution},
                        {"note", entry.note},
                        {"path", presence.file ? nlohmann::json(presence.file->string()) : nlohmann::json()},
                        {"partBytes", presence.partBytes}};
    json["state"] = !presence.file ? "missing" : presence.sizeFits ? "installed" : "damaged";
    if (entry.approximateBytes > 0)
        json["approximateBytes"] = entry.approximateBytes;
    return json;
}

TaskPrinter::TaskPrinter(std::string name, bool json)
    : m_name(std::move(name)), m_json(json), m_bar(!json && ::isatty(STDERR_FILENO) == 1) {}

void TaskPrinter::show(const models::DownloadProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (m_json && now - m_last >= kBetweenLines) {
        m_last = now;
        printJsonLine({{"event", eventFor(progress.step)},
                       {"name", m_name},
                       {"received", progress.received},
                       {"total", progress.total > 0 ? nlohmann::json(progress.total) : nlohmann::json()},
                       {"bytesPerSecond", std::lround(progress.bytesPerSecond)}});
    }
    showBar(progress);
}

void TaskPrinter::showBar(const models::DownloadProgress& progress) {
    if (!m_bar)
        return;
    std::string line = fmt::format("{} ", m_name);
    if (progress.total > 0) {
        const double done = static_cast<double>(progress.received) / static_cast<double>(progress.total);
        const int filled = static_cast<int>(std::lround(std::min(done, 1.0) * kBarWidth));
        line += fmt::format("[{:#<{}}{:-<{}}] {:.1f}/{:.1f} MB", "", filled, "", kBarWidth - filled,
                            megabytes(progress.received), megabytes(progress.total));
    } else {
        line += fmt::format("{:.1f} MB", megabytes(progress.received));
    }
    line += wordsFor(progress.step);
    if (progress.bytesPerSecond > 0)
        line += fmt::format("  {:.1f} MB/s", progress.bytesPerSecond / 1e6);
    if (progress.bytesPerSecond > 0 && progress.total > progress.received)
        line += fmt::format("  {:.0f} s left", std::ceil(static_cast<double>(progress.total - progress.received) /
                                                         progress.bytesPerSecond));
    write(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
    m_shown = true;
}

void TaskPrinter::clear() {
    if (std::exchange(m_shown, false))
        write(stderr, "\r\033[K");
}

} // namespace croquis::cli
