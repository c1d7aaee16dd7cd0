// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace croquis {

/// What the core throws. The message is one plain sentence for the person at the screen: the file, the cause, what to
/// do.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A value outside its documented range; names the field.
class InvalidArgument : public Error {
  public:
    using Error::Error;
};

/// A precision that a network, a processor or a card doesn't compute in.
class PrecisionError : public InvalidArgument {
  public:
    using InvalidArgument::InvalidArgument;
};

/// A tensor whose shape, dtype or device differs from what the function documents.
class ShapeMismatch : public Error {
  public:
    using Error::Error;
};

/// A photo or mask that can't be read.
class ImageFileError : public Error {
  public:
    using Error::Error;
};

/// A model that is missing, damaged or not what its name says.
class ModelFileError : public Error {
  public:
    using Error::Error;
};

/// A device that is absent, too old or out of memory.
class DeviceError : public Error {
  public:
    using Error::Error;
};

/// A result that can't be written, or an exported file that can't be read back.
class ExportError : public Error {
  public:
    using Error::Error;
};

} // namespace croquis
