// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::image {

/// OpenCV's thread count belongs to the process; this sets it for a while. More threads than processors would only make
/// TBB print a warning.
class ThreadCount {
  public:
    /// @param threads  0: as many as OpenCV uses already.
    explicit ThreadCount(int threads);
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;
    ~ThreadCount();

  private:
    int m_before;
};

} // namespace croquis::image
