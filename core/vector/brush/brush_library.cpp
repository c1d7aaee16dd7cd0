// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_library.hpp"

#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace croquis::vector {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 64; // bytes, as in a brush file
constexpr int kMostNumbers = 10000;
constexpr std::string_view kEnding = ".json";
constexpr std::size_t kMostFiles = 2000, kMostComplaints = 20;

std::optional<fs::path> folderFromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        return std::nullopt;
    return fs::path(value);
}

bool isBuiltIn(const std::string& name) {
    return std::ranges::find(builtInBrushes(), name, &Brush::name) != builtInBrushes().end();
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

/// As much of UTF-8 text as fits, and no half character.
std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    text.resize(bytes);
    return text;
}

/// The nearest name that can be had.
std::string possible(std::string name) {
    std::erase_if(name, isControl);
    std::ranges::replace(name, '/', '-');
    name.erase(0, name.find_first_not_of("{- "));
    name = cut(std::move(name), kLongestName);
    while (name.ends_with(' ') || name.ends_with(kEnding))
        name.resize(name.size() - (name.back() == ' ' ? 1 : kEnding.size()));
    return name.empty() ? "brush" : name;
}

/// What a brush's file is called: plain letters and digits, whatever its name is.
std::string fileNameFor(const std::string& name) {
    std::string file;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain)
            file += c;
        else if (!file.empty() && file.back() != '-')
            file += '-';
    }
    while (file.ends_with('-'))
        file.pop_back();
    return file.empty() ? "brush" : file;
}

} // namespace

BrushLibrary BrushLibrary::standard() {
    if (const auto own = folderFromEnvironment("CROQUIS_BRUSHES"))
        return BrushLibrary(*own);
    if (const auto data = folderFromEnvironment("XDG_DATA_HOME"); data && data->is_absolute())
        return BrushLibrary(*data / "croquis" / "brushes");
    const auto home = folderFromEnvironment("HOME");
    return BrushLibrary(home ? *home / ".local" / "share" / "croquis" / "brushes" : fs::path());
}

BrushLibrary::Shelf BrushLibrary::read() const {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(m_folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == kEnding && at->path().filename().string().front() != '.')
            files.push_back(at->path());
    std::ranges::sort(files);
    Shelf shelf;
    std::size_t leftOut = files.size() - std::min(files.size(), kMostFiles);
    files.resize(files.size() - leftOut);
    const auto complain = [&](std::string complaint) {
        if (shelf.complaints.size() < kMostComplaints)
            shelf.complaints.push_back(std::move(complaint));
        else
            ++leftOut;
    };
    if (error && error != std::errc::no_such_file_or_directory)
        shelf.complaints.push_back(fmt::format("Couldn't read {}: {}.", m_folder.string(), error.message()));
    for (const fs::path& file : files) {
        if (shelf.brushes.size() == kMostBrushes) {
            shelf.complaints.push_back(fmt::format("There are more than {} brushes in {}; the others are left out.",
                                                   kMostBrushes, m_folder.string()));
            break;
        }
        try {
            Brush brush = readBrush(file);
            requireName(brush.name);
            const bool taken = std::ranges::any_of(
                shelf.brushes, [&brush](const Kept& kept) { return kept.brush.name == brush.name; });
            if (taken)
                throw InvalidArgument(fmt::format("There is a brush \"{}\" already.", brush.name));
            shelf.brushes.push_back({std::move(brush), file});
        } catch (const InvalidArgument& refusal) {
            complain(fmt::format("{} is left out: {}", file.string(), refusal.what()));
        } catch (const ExportError& refusal) {
            complain(refusal.what());
        }
    }
    if (leftOut > 0)
        shelf.complaints.push_back(
            fmt::format("There is more in {} that isn't a brush: {} files are left out.", m_folder.string(), leftOut));
    std::ranges::sort(shelf.brushes, {}, [](const Kept& kept) { return kept.brush.name; });
    return shelf;
}

BrushLibrary::Listing BrushLibrary::list() const {
    Shelf shelf = read();
    Listing listing{{}, std::move(shelf.complaints)};
    for (Kept& kept : shelf.brushes)
        listing.brushes.push_back(std::move(kept.brush));
    return listing;
}

std::optional<Brush> BrushLibrary::find(const std::string& name) const {
    for (Kept& kept : read().brushes)
        if (kept.brush.name == name)
            return std::move(kept.brush);
    return std::nullopt;
}

void BrushLibrary::requireName(const std::string& name) {
    if (name.empty())
        throw InvalidArgument("A brush needs a name.");
    if (name.size() > kLongestName)
        throw InvalidArgument(fmt::format("The name of a brush is too long: at most {} bytes.", kLongestName));
    if (isBuiltIn(name))
        throw InvalidArgument(fmt::format("\"{}\" is a brush that comes with the program; choose another name.", name));
    if (name != possible(name))
        throw InvalidArgument("The name of a brush has no slash and no line break in it, doesn't begin with a brace, a "
                              "dash or a space and doesn't end in .json or a space.");
}

std::string BrushLibrary::freeName(const std::string& name) const {
    const std::string base = possible(name);
    const Listing listing = list();
    const auto isTaken = [&](const std::string& candidate) {
        return isBuiltIn(candidate) ||
               std::ranges::find(listing.brushes, candidate, &Brush::name) != listing.brushes.end();
    };
    std::string candidate = base;
    for (int number = 2; isTaken(candidate); ++number) {
        const std::string ending = fmt::format(" {}", number);
        candidate = cut(base, kLongestName - ending.size()) + ending;
    }
    return candidate;
}

fs::path BrushLibrary::write(const Brush& brush) const {
    if (m_folder.empty())
        throw ExportError("There is no folder for brushes of your own: neither CROQUIS_BRUSHES nor HOME is set.");
    std::error_code error;
    fs::create_directories(m_folder, error); // a failure shows when the file is opened, with its cause
    const std::string name = fileNameFor(brush.name);
    base::AtomicFile file(m_folder / (name + std::string(kEnding)));
    file.write(toJson(brush) + "\n");
    for (int number = 1; number <= kMostNumbers; ++number) {
        const fs::path target = m_folder / (number == 1 ? fmt::format("{}{}", name, kEnding)
                                                        : fmt::format("{}-{}{}", name, number, kEnding));
        if (file.placeAs(target, base::IfExists::fail))
            return target;
    }
    throw ExportError(fmt::format("Couldn't save {}: all names up to number {} are taken.",
                                  (m_folder / (name + std::string(kEnding))).string(), kMostNumbers));
}

void BrushLibrary::erase(const fs::path& file) const {
    std::error_code error;
    if (!fs::remove(file, error) && error)
        throw ExportError(fmt::format("Couldn't remove {}: {}.", file.string(), error.message()));
}

void BrushLibrary::add(const Brush& brush) const {
    requireName(brush.name);
    const Shelf shelf = read();
    if (std::ranges::any_of(shelf.brushes, [&](const Kept& kept) { return kept.brush.name == brush.name; }))
        throw InvalidArgument(fmt::format("There is a brush \"{}\" already.", brush.name));
    if (shelf.brushes.size() >= kMostBrushes)
        throw InvalidArgument(fmt::format("There are {} brushes of your own already; delete one first.", kMostBrushes));
    write(brush);
}

BrushLibrary::Kept BrushLibrary::require(const std::string& name) const {
    for (Kept& kept : read().brushes)
        if (kept.brush.name == name)
            return std::move(kept);
    throw InvalidArgument(fmt::format("There is no brush \"{}\" of your own.", name));
}

void BrushLibrary::replace(const Brush& brush) const {
    const Kept kept = require(brush.name);
    base::AtomicFile file(kept.file);
    file.write(toJson(brush) + "\n");
    file.place(base::IfExists::replace);
}

void BrushLibrary::rename(const std::string& from, const std::string& to) const {
    Kept kept = require(from);
    if (from == to)
        return;
    requireName(to);
    if (find(to))
        throw InvalidArgument(fmt::format("There is a brush \"{}\" already.", to));
    kept.brush.name = to;
    write(kept.brush); // first, so that a failure loses nothing
    erase(kept.file);
}

Brush BrushLibrary::remove(const std::string& name) const {
    Kept kept = require(name);
    erase(kept.file);
    return kept.brush;
}

} // namespace croquis::vector
