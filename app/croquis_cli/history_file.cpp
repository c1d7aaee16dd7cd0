// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history_file.hpp"

#include "export_files.hpp"

#include "base/error.hpp"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace croquis::cli {

HistoryFile::HistoryFile(std::filesystem::path target) : m_file(target), m_target(std::move(target)) {}

void HistoryFile::add(const optimise::IterationSummary& summary) {
    if (!m_file)
        return;
    nlohmann::ordered_json line;
    line["iteration"] = summary.iteration;
    line["sketches"] = nlohmann::ordered_json::array();
    for (const auto& sketch : summary.sketches) {
        nlohmann::ordered_json terms;
        for (const auto& term : sketch.loss.terms)
            terms[term.name] = term.value;
        line["sketches"].push_back(
            {{"loss", sketch.loss.total},
             {"terms", terms},
             {"best", sketch.best},
             {"controlPoints", std::vector<float>(sketch.controlPoints.begin(), sketch.controlPoints.end())}});
    }
    try {
        m_file->write(line.dump() + "\n");
    } catch (const ExportError&) {
        m_failure = std::current_exception();
        m_file.reset();
    }
}

std::filesystem::path HistoryFile::finish(bool overwrite) {
    if (m_failure)
        std::rethrow_exception(m_failure);
    return placeFile(*m_file, m_target, overwrite);
}

} // namespace croquis::cli
