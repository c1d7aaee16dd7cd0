// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_store.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace croquis::session {

/// A network and where it comes from.
struct OpenedModel {
    std::unique_ptr<perceptual::PerceptualEncoder> encoder;
    std::string name;        ///< the catalogue's, or the file's
    std::string expectedSha; ///< the catalogue's; empty for a file of one's own
    std::filesystem::path file;

    /// @throws ModelFileError where the file isn't the catalogue's. Waits until it has been read to its end.
    void verify() const;
};

/// @param model  a name of the catalogue or a weights file; empty: the catalogue's default. A large file of the
/// catalogue is opened at once and has yet to be verified.
/// @throws ModelFileError when it is missing, damaged or no network; InvalidArgument for the precision.
OpenedModel openModel(const models::ModelStore& store, const std::string& model,
                      const perceptual::EncoderOptions& options);

} // namespace croquis::session
