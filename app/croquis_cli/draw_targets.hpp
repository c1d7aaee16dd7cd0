// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_request.hpp"

namespace croquis::cli {

/// Where the results of one photo go.
struct DrawTargets {
    std::filesystem::path photo;
    std::map<OutputKind, std::filesystem::path> results;
    std::filesystem::path history; ///< empty: not wanted

    /// All of them, in the order in which they are written.
    std::vector<std::filesystem::path> files() const;
};

/// One of the photos is a folder.
bool meansFolders(const DrawRequest& request);

/// The photos of the request, folders opened and without what was drawn into them before, each with its targets:
/// photo.svg, or photo.jpg.svg where another photo of the request has that name too.
/// @param notices  gets sentences about what isn't among them.
/// @throws InvalidArgument, ImageFileError.
std::vector<DrawTargets> planTargets(const DrawRequest& request, std::vector<std::string>& notices);

} // namespace croquis::cli
