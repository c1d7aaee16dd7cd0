// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_batch.hpp"

#include "command.hpp"
#include "folder_listing.hpp"
#include "path_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

namespace croquis::cli {

namespace {

using State = BatchManifest::State;

/// Where the results of the first photo go; all go there.
std::filesystem::path folderOf(const std::vector<DrawTargets>& targets) {
    return targets.front().results.begin()->second.parent_path();
}

/// All that decides how the results look and which there are. Threads and the device decide how soon they come.
std::vector<vector::Setting> decisive(const DrawRequest& request, const DrawTargets& targets) {
    constexpr std::array<std::string_view, 3> kPace{"threads", "device", "dpi"}; // which is always told, below
    std::vector<vector::Setting> settings;
    std::ranges::copy_if(request.settings, std::back_inserter(settings), [&](const vector::Setting& setting) {
        return std::ranges::find(kPace, setting.name) == kPace.end();
    });
    settings.push_back({"dpi", fmt::format("{}", request.sheet.dpi)});
    for (const auto& [kind, file] : targets.results)
        settings.push_back({"result", extensionOf(kind)});
    if (!targets.history.empty())
        settings.push_back({"result", ".jsonl"});
    return settings;
}

std::vector<DrawTargets> partOf(std::vector<DrawTargets> targets, const std::optional<Shard>& shard) {
    if (!shard)
        return targets;
    std::vector<DrawTargets> part;
    for (std::size_t k = 0; k < targets.size(); ++k)
        if (shard->takes(k))
            part.push_back(std::move(targets[k]));
    return part;
}

} // namespace

int forEachPhoto(const std::vector<DrawTargets>& targets, std::size_t all, ProgressPrinter& printer,
                 const std::function<bool(const DrawTargets&)>& action) {
    int failures = 0, lastCode = kDone;
    for (const auto& target : targets) {
        try {
            if (!action(target))
                return kInterrupted;
        } catch (const std::exception& error) {
            printer.photoFinished(
                {{"event", "error"}, {"photo", printedPath(target.photo)}, {"message", error.what()}});
            lastCode = report(error);
            ++failures;
        }
    }
    if (failures == 0)
        return kDone;
    return all == 1 ? lastCode : static_cast<int>(kSomeFailed);
}

DrawBatch::DrawBatch(const DrawRequest& request, std::vector<DrawTargets> targets, std::optional<Shard> shard)
    : m_request(request), m_manifest(folderOf(targets), shard.value_or(Shard{}), decisive(request, targets.front())),
      m_all(targets.size()) {
    for (auto& target : partOf(std::move(targets), shard))
        if (!request.overwrite && m_manifest.stateOf(target.photo) == State::finished)
            m_finished.push_back(target.photo);
        else
            m_left.push_back(std::move(target));
    std::ranges::stable_partition(
        m_left, [&](const DrawTargets& target) { return m_manifest.stateOf(target.photo) != State::begun; });
}

void DrawBatch::announceRest(ProgressPrinter& printer) const {
    if (!m_finished.empty())
        printer.notice(m_finished.size() == 1
                           ? fmt::format("{} has been drawn before with these settings and is passed over.",
                                         m_finished.front().string())
                           : fmt::format("{} photos have been drawn before with these settings and are passed over.",
                                         m_finished.size()));
}

bool DrawBatch::leftInPart(const DrawTargets& target) const {
    const State state = m_manifest.stateOf(target.photo);
    if ((state != State::stopped && state != State::failed) || !m_manifest.isUntouched(target.photo))
        return false;
    std::set<std::filesystem::path> left;
    for (const auto& file : m_manifest.filesOf(target.photo))
        left.insert(wholePath(file));
    return std::ranges::all_of(target.files(), [&](const auto& file) {
        std::error_code ignored;
        return left.contains(wholePath(file)) || !std::filesystem::exists(symlink_status(file, ignored));
    });
}

int DrawBatch::draw(session::SketchSession& session, ProgressPrinter& printer, const Interruption& interruption) {
    return forEachPhoto(m_left, m_all, printer, [&](const DrawTargets& target) {
        DrawRequest request = m_request;
        request.overwrite = request.overwrite || leftInPart(target);
        m_manifest.begin(target.photo);
        DrawnPhoto drawn;
        try {
            drawn = drawPhoto(request, target, session, printer, interruption);
            if (drawn.failure)
                std::rethrow_exception(drawn.failure);
        } catch (const std::exception& error) {
            m_manifest.end(target.photo, State::failed, drawn.files, error.what());
            throw;
        }
        m_manifest.end(target.photo, drawn.interrupted ? State::stopped : State::finished, drawn.files);
        return !drawn.interrupted;
    });
}

} // namespace croquis::cli
