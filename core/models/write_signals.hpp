// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

namespace croquis::models {

/// While it lives, writing past a file size limit (SIGXFSZ) and into a closed connection (SIGPIPE) are errors in this
/// thread, not signals that end the program.
class WriteSignalsHeld {
  public:
    WriteSignalsHeld();
    ~WriteSignalsHeld();
    WriteSignalsHeld(const WriteSignalsHeld&) = delete;
    WriteSignalsHeld& operator=(const WriteSignalsHeld&) = delete;

  private:
    sigset_t m_before{};
};

} // namespace croquis::models
