// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <algorithm>

namespace croquis::image {

/// OpenCV's thread count belongs to the process; this sets it for a while. More threads than processors would only make
/// TBB print a warning.
class ThreadCount {
  public:
    explicit ThreadCount(int threads) : m_before(cv::getNumThreads()) {
        if (threads > 0)
            cv::setNumThreads(std::min(threads, cv::getNumberOfCPUs()));
    }
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;
    ~ThreadCount() { cv::setNumThreads(m_before); }

  private:
    int m_before;
};

} // namespace croquis::image
