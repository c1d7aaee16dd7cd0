// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/provenance.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace croquis::cli {

/// One part of the photos, counted from 1: every `of`-th of them.
struct Shard {
    int part = 1;
    int of = 1;

    bool takes(std::size_t photo) const {
        return photo % static_cast<std::size_t>(of) == static_cast<std::size_t>(part - 1);
    }
};
/// "2/8". @throws InvalidArgument for what isn't i/n with 1 <= i <= n <= 100000.
Shard shardFrom(const std::string& text);

/// Which photos of a folder have been drawn, so that a later call goes on where one stopped: JSON lines beside the
/// results, croquis-draw.jsonl, or croquis-draw-2-of-8.jsonl for a shard, which no other process writes to. A line is
/// appended when a photo is begun and when it ended, and is on the disk before the next photo is begun. Names are
/// relative to the results' folder, so that photos and results may be moved together, and as textOf() writes them.
class BatchManifest {
  public:
    enum class State {
        unknown, ///< never tried with these settings, or the photo has changed since
        begun,   ///< neither ended nor failed: the program was killed, or fell over it
        failed,  ///< couldn't be drawn
        stopped, ///< Ctrl+C: what was drawn until then has been written
        finished ///< drawn, and all its files are still there
    };

    /// Reads all manifests of the folder, whatever shards wrote them; damaged lines are passed over.
    /// @param folder    the results'
    /// @param settings  all that decides how results look and which there are; other ones are another drawing
    BatchManifest(std::filesystem::path folder, Shard shard, const std::vector<vector::Setting>& settings);

    State stateOf(const std::filesystem::path& photo) const;
    /// What was written for it the last time.
    std::vector<std::filesystem::path> filesOf(const std::filesystem::path& photo) const;
    /// All that was written when it was stopped is still as it was written: nobody's work is in it.
    bool isUntouched(const std::filesystem::path& photo) const;

    /// @throws ExportError when the line can't be written.
    void begin(const std::filesystem::path& photo);
    void end(const std::filesystem::path& photo, State state, const std::vector<std::filesystem::path>& files,
             const std::string& message = {});

  private:
    struct Entry {
        State state = State::unknown;
        std::string identity;                     ///< size and time of the photo
        std::map<std::string, std::string> files; ///< SHA-256 by name
    };

    void read(const std::filesystem::path& file);
    void append(const std::filesystem::path& photo, Entry entry, const std::string& message);
    std::string nameOf(const std::filesystem::path& file) const;
    const Entry* find(const std::filesystem::path& photo) const;

    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    std::string m_settings;                 ///< their SHA-256
    std::map<std::string, Entry> m_entries; ///< by photo, of these settings
};

/// All that the manifests in a folder say was written, with whatever settings: whole paths.
std::set<std::filesystem::path> resultsOfManifestsIn(const std::filesystem::path& folder);

} // namespace croquis::cli
