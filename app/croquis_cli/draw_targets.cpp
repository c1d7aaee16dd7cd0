// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_targets.hpp"

#include "batch_manifest.hpp"
#include "folder_listing.hpp"

#include "base/error.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace croquis::cli {

namespace fs = std::filesystem;

namespace {

/// What Croquis writes beside pictures: histories, manifests, brushes.
bool isRecordName(const fs::path& file) {
    return file.extension() == ".json" || file.extension() == ".jsonl";
}

std::vector<fs::path> photosOf(const DrawRequest& request, std::vector<std::string>& notices) {
    std::vector<fs::path> photos;
    for (const auto& argument : request.photos) {
        if (argument.empty())
            throw InvalidArgument("The name of a photo is empty.");
        std::error_code ignored;
        if (!fs::is_directory(argument, ignored)) {
            photos.emplace_back(argument);
            continue;
        }
        std::set<fs::path> drawn;
        for (const fs::path& folder : {fs::path(argument), fs::path(request.output)})
            drawn.merge(resultsOfManifestsIn(folder));
        const auto found = photosIn(argument, drawn, notices);
        photos.insert(photos.end(), found.begin(), found.end());
    }
    return photos;
}

/// Where the results of one option go.
struct Place {
    std::string option; ///< without dashes
    std::string path;   ///< as typed
    std::string extension;
};

/// A name that ends in / or is a folder there, and for several photos one that isn't a file's.
bool meansFolder(const Place& place, bool severalPhotos) {
    std::error_code ignored;
    if (place.path.ends_with('/') || fs::is_directory(place.path, ignored))
        return true;
    if (severalPhotos && (isPhotoName(place.path) || isRecordName(place.path) || kindOf(place.path)))
        throw InvalidArgument(
            fmt::format("Several photos, or a folder of them, need a folder: --{} {} is the name of a "
                        "file.",
                        place.option, place.path));
    return severalPhotos;
}

/// folder/<name>.<extension> for a folder, else the path itself.
fs::path targetFor(const Place& place, const std::string& name, bool severalPhotos) {
    if (!meansFolder(place, severalPhotos))
        return place.path;
    return fs::path(place.path) / (name + place.extension);
}

/// What each photo's results are called: its name without the ending, with it where that tells it from another's.
std::vector<std::string> namesFor(const std::vector<fs::path>& photos) {
    std::map<std::string, std::multiset<std::string>> groups; // file names by what they are without the ending
    for (const auto& photo : photos)
        groups[photo.stem().string()].insert(photo.filename().string());
    std::vector<std::string> names;
    for (const auto& photo : photos) {
        const auto& group = groups[photo.stem().string()];
        const bool distinct = std::ranges::adjacent_find(group) == group.end();
        names.push_back(group.size() > 1 && distinct ? photo.filename().string() : photo.stem().string());
    }
    return names;
}

/// @throws InvalidArgument for a device or a pipe: a file of many parts can't be placed there whole.
fs::path historyFor(const std::string& path, const std::string& name, bool severalPhotos) {
    fs::path target = targetFor({"history", path, ".jsonl"}, name, severalPhotos);
    std::error_code ignored;
    const auto kind = fs::status(target, ignored).type();
    if (kind == fs::file_type::character || kind == fs::file_type::block || kind == fs::file_type::fifo ||
        kind == fs::file_type::socket)
        throw InvalidArgument(
            fmt::format("--history takes the name of a file; {} is a device or a pipe.", target.string()));
    return target;
}

/// No result may take the place of a photo or of what it is made with, nor of another result.
void requireDistinct(const std::vector<DrawTargets>& all, const DrawRequest& request) {
    std::set<fs::path> photos, inputs, taken;
    for (const auto& targets : all)
        photos.insert(wholePath(targets.photo));
    for (const auto& file : request.inputs)
        inputs.insert(wholePath(file));
    for (const auto& targets : all) {
        std::set<fs::path> own;
        for (const auto& file : targets.files()) {
            const auto path = wholePath(file);
            if (photos.contains(path))
                throw InvalidArgument(
                    fmt::format("{} is a photo to be drawn; choose another name for the result.", file.string()));
            if (request.overwrite && inputs.contains(path))
                throw InvalidArgument(fmt::format(
                    "{} is what the sketch is made with; choose another name for the result.", file.string()));
            const bool twice = !own.insert(path).second, takenBefore = !taken.insert(path).second;
            if (twice || (takenBefore && request.overwrite))
                throw InvalidArgument(
                    fmt::format("Two results would be written to {}; choose different names.", file.string()));
        }
    }
}

} // namespace

std::vector<fs::path> DrawTargets::files() const {
    std::vector<fs::path> all;
    for (const auto& [kind, file] : results)
        all.push_back(file);
    if (!history.empty())
        all.push_back(history);
    return all;
}

bool meansFolders(const DrawRequest& request) {
    std::error_code ignored;
    return std::ranges::any_of(request.photos,
                               [&](const std::string& name) { return fs::is_directory(name, ignored); });
}

std::vector<DrawTargets> planTargets(const DrawRequest& request, std::vector<std::string>& notices) {
    const auto photos = photosOf(request, notices);
    const bool several = photos.size() > 1 || meansFolders(request);
    const auto names = namesFor(photos);
    std::vector<DrawTargets> all;
    for (std::size_t k = 0; k < photos.size(); ++k) {
        const std::string& name = names[k];
        DrawTargets targets{photos[k], {}, {}};
        const fs::path output =
            targetFor({"output", request.output.empty() ? "./" : request.output, ".svg"}, name, several);
        const auto kind = kindOf(output);
        if (!kind)
            throw InvalidArgument(fmt::format("--output takes a name that ends in {}, or a folder, not {}.",
                                              allEndings(), request.output));
        targets.results[*kind] = output;
        for (const auto& [other, path] : request.also) {
            const std::string option = extensionOf(other).substr(1);
            const fs::path target = targetFor({option, path, extensionOf(other)}, name, several);
            if (kindOf(target) != other)
                throw InvalidArgument(fmt::format("--{} takes a name that ends in {}, or a folder, not {}.", option,
                                                  endingsOf(other), path));
            targets.results[other] = target;
        }
        if (!request.history.empty())
            targets.history = historyFor(request.history, name, several);
        if (const double side = request.sheet.longSideMm(request.page.longSideMm);
            targets.results.contains(OutputKind::png))
            vector::pictureSize(side, side, request.sheet.dpi); // too large is said before anything is drawn
        all.push_back(std::move(targets));
    }
    requireDistinct(all, request);
    return all;
}

} // namespace croquis::cli
