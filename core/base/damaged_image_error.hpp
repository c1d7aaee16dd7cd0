// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"

namespace croquis {

/// A photo that is damaged, but part of it can be read if that is asked for.
class DamagedImageError : public ImageFileError {
  public:
    using ImageFileError::ImageFileError;
};

} // namespace croquis
