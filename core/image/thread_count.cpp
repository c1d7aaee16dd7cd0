// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/thread_count.hpp"

#include <opencv2/core.hpp>

#include <algorithm>

namespace croquis::image {

ThreadCount::ThreadCount(int threads) : m_before(cv::getNumThreads()) {
    if (threads > 0)
        cv::setNumThreads(std::min(threads, cv::getNumberOfCPUs()));
}

ThreadCount::~ThreadCount() {
    cv::setNumThreads(m_before);
}

} // namespace croquis::image
