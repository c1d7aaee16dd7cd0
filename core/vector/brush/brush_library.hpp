// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace croquis::vector {

/// A person's own brushes: a folder of brush files, each known by the name that stands in it. Nothing is kept in
/// memory, so several programs may use it at once. Any thread.
class BrushLibrary {
  public:
    /// $CROQUIS_BRUSHES where it is set, else $XDG_DATA_HOME/croquis/brushes (~/.local/share by default).
    static BrushLibrary standard();
    explicit BrushLibrary(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    const std::filesystem::path& folder() const { return m_folder; }

    struct Listing {
        std::vector<Brush> brushes;          ///< by name
        std::vector<std::string> complaints; ///< a sentence for each file there that isn't among them, and why
    };
    /// Reads the folder, which needn't exist. Of two of a name the first by file name counts; at most kMostBrushes are
    /// read, and of a folder full of other things no more than shows that it is one.
    Listing list() const;
    std::optional<Brush> find(const std::string& name) const;

    /// @throws InvalidArgument in a sentence for a name that a brush of one's own can't have: empty or over 64 bytes,
    /// that of a brush that comes with the program, one that --brush would take for a file or JSON.
    static void requireName(const std::string& name);
    /// The name if it can be had and isn't taken, else one like it: "reed 2".
    std::string freeName(const std::string& name) const;

    /// Adds a brush. @throws InvalidArgument for its name, also when it is taken; ExportError when it can't be written.
    void add(const Brush& brush) const;
    /// Puts a brush in the place of the one of its name, in the same file. @throws InvalidArgument when there is none;
    /// ExportError.
    void replace(const Brush& brush) const;
    /// @throws InvalidArgument for a new name as add(), or when there is no brush of the old one; ExportError.
    void rename(const std::string& from, const std::string& to) const;
    /// @return the brush that was there. @throws InvalidArgument when there is none; ExportError.
    Brush remove(const std::string& name) const;

    static constexpr std::size_t kMostBrushes = 200;

  private:
    struct Kept {
        Brush brush;
        std::filesystem::path file;
    };
    struct Shelf {
        std::vector<Kept> brushes;
        std::vector<std::string> complaints;
    };
    Shelf read() const;
    Kept require(const std::string& name) const;
    std::filesystem::path write(const Brush& brush) const;
    void erase(const std::filesystem::path& file) const;

    std::filesystem::path m_folder;
};

} // namespace croquis::vector
