// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder_listing.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <span>

namespace croquis::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 9> kPhotoEndings{".jpg",  ".jpeg", ".png", ".webp", ".tif",
                                                        ".tiff", ".bmp",  ".gif", ".jpe"};
/// Pictures all the same, which somebody may wonder about.
constexpr std::array<std::string_view, 19> kOtherEndings{".heic", ".heif", ".avif", ".dng", ".cr2", ".cr3", ".nef",
                                                         ".arw",  ".raf",  ".orf",  ".rw2", ".pef", ".srw", ".x3f",
                                                         ".psd",  ".jxl",  ".jp2",  ".exr", ".tga"};
constexpr std::size_t kMostNamed = 3;

template <typename List>
bool hasEndingOf(const List& endings, const fs::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::find(endings, ending) != endings.end();
}

base::ContentKind::Kind kindByContent(const fs::path& file) {
    std::array<char, 64> start{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(start.data(), start.size());
    const auto bytes = std::as_bytes(std::span(start)).first(static_cast<std::size_t>(stream.gcount()));
    return base::recogniseContent(bytes, file.filename().string()).kind;
}

enum class Use { photo, unreadable, none };

Use useOf(const fs::path& file) {
    using Kind = base::ContentKind::Kind;
    if (hasEndingOf(kPhotoEndings, file))
        return Use::photo;
    if (hasEndingOf(kOtherEndings, file))
        return Use::unreadable;
    if (file.has_extension() || file.filename().string().starts_with('.'))
        return Use::none;
    const Kind kind = kindByContent(file);
    if (kind == Kind::otherPicture)
        return Use::unreadable;
    return kind == Kind::svg || kind == Kind::notPicture ? Use::none : Use::photo;
}

std::string sentenceAbout(const std::vector<fs::path>& unreadable, const fs::path& folder) {
    std::string names;
    for (std::size_t k = 0; k < std::min(kMostNamed, unreadable.size()); ++k)
        names += (k == 0 ? "" : ", ") + unreadable[k].filename().string();
    if (unreadable.size() > kMostNamed)
        names += fmt::format(" and {} more", unreadable.size() - kMostNamed);
    return fmt::format("{} in {} can't be read and {} left out; export {} as JPEG or PNG.", names, folder.string(),
                       unreadable.size() == 1 ? "is" : "are", unreadable.size() == 1 ? "it" : "them");
}

} // namespace

std::vector<fs::path> regularFilesIn(const fs::path& folder, std::error_code& error) {
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->is_regular_file(ignored))
            files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

fs::path wholePath(const fs::path& file) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(fs::absolute(file, error), error);
    return error ? file : whole;
}

namespace {

/// Folders of photos within aren't searched, which somebody may wonder about. Those of results are none.
std::string sentenceAboutFolders(const fs::path& folder, const std::set<fs::path>& results) {
    std::size_t count = 0;
    fs::path first;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        const fs::path name = at->path().filename();
        if (!at->is_directory(ignored) || name.string().starts_with('.'))
            continue;
        const auto files = regularFilesIn(at->path(), ignored);
        if (std::ranges::none_of(
                files, [&](const fs::path& file) { return isPhotoName(file) && !results.contains(wholePath(file)); }))
            continue;
        first = count++ == 0 ? name : std::min(first, name);
    }
    if (count == 0)
        return {};
    return fmt::format("The folder {}{} in {} {} left out; name {} too to draw what is there.", first.string(),
                       count > 1 ? fmt::format(" and {} more", count - 1) : "", folder.string(),
                       count == 1 ? "is" : "are", count == 1 ? "it" : "them");
}

} // namespace

std::vector<fs::path> photosIn(const fs::path& folder, const std::set<fs::path>& results,
                               std::vector<std::string>& notices) {
    std::error_code error;
    std::vector<fs::path> photos, unreadable;
    for (const auto& file : regularFilesIn(folder, error)) {
        const Use use = results.contains(wholePath(file)) ? Use::none : useOf(file);
        if (use == Use::photo)
            photos.push_back(file);
        else if (use == Use::unreadable)
            unreadable.push_back(file);
    }
    if (error)
        throw ImageFileError(fmt::format("The folder {} can't be read: {}.", folder.string(), error.message()));
    if (!unreadable.empty())
        notices.push_back(sentenceAbout(unreadable, folder));
    if (photos.empty() && !unreadable.empty())
        throw ImageFileError(
            fmt::format("There are no photos in the folder {} that can be read: {}", folder.string(), notices.back()));
    std::string within = sentenceAboutFolders(folder, results);
    if (photos.empty())
        throw ImageFileError(
            within.empty() ? fmt::format("There are no photos in the folder {}.", folder.string())
                           : fmt::format("There are no photos in the folder {} itself. {}", folder.string(), within));
    if (!within.empty())
        notices.push_back(std::move(within));
    return photos;
}

bool isPhotoName(const fs::path& file) {
    return hasEndingOf(kPhotoEndings, file);
}

} // namespace croquis::cli
