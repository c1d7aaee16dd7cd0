// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"

namespace croquis::models {

/// A file that can't be fetched: the network, the server, or no place to put it.
class DownloadError : public Error {
  public:
    using Error::Error;
};

} // namespace croquis::models
