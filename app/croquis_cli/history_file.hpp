// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.hpp"
#include "optimise/recipe/run_summary.hpp"

#include <exception>
#include <filesystem>
#include <optional>

namespace croquis::cli {

/// Control points and losses of every iteration as JSON lines; there when finished, not before.
class HistoryFile {
  public:
    /// @throws ExportError when it can't be written.
    explicit HistoryFile(std::filesystem::path target);

    /// Where there is no room for more, what there is of it is given up at once, room for the sketch: a run isn't lost
    /// with its history.
    void add(const optimise::IterationSummary& summary);
    /// @return the name it got, as placeFile gives it. @throws ExportError, also what add() met.
    std::filesystem::path finish(bool overwrite);

  private:
    std::optional<base::AtomicFile> m_file;
    std::filesystem::path m_target;
    std::exception_ptr m_failure;
};

} // namespace croquis::cli
