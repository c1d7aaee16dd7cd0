// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.hpp"
#include "optimise/run_summary.hpp"

#include <filesystem>

namespace croquis::cli {

/// Control points and losses of every iteration as JSON lines; there when finished, not before.
class HistoryFile {
  public:
    /// @throws ExportError when it can't be written.
    explicit HistoryFile(std::filesystem::path target);

    void add(const optimise::IterationSummary& summary);
    /// @return the name it got, as placeFile gives it.
    std::filesystem::path finish(bool overwrite);

  private:
    base::AtomicFile m_file;
    std::filesystem::path m_target;
};

} // namespace croquis::cli
