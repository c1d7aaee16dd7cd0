// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace croquis::loss {

/// A square part of a picture, pixels. A side of 0: there is none.
struct ViewCrop {
    int left = 0, top = 0, side = 0;

    friend bool operator==(const ViewCrop&, const ViewCrop&) = default;
};

/// One augmentation: CLIPasso's random perspective followed by its random crop (method.md 1.11; Vinker et al. 2022).
/// They are composed into one projective map, so that a view is resampled once, or apart: then the map is the
/// perspective alone, and what it shows is resampled again.
///
/// A view's pixel (j, i) has its centre at (j + 0.5, i + 0.5); its source position in the picture's frame is
/// x = (h0 X + h1 Y + h2) / (h6 X + h7 Y + h8), y = (h3 X + h4 Y + h5) / (h6 X + h7 Y + h8). Bilinear between pixel
/// centres.
struct ViewWarp {
    std::array<double, 9> source_from_view{1, 0, 0, 0, 1, 0, 0, 0, 1};
    ViewCrop crop{}; ///< of what the map shows, enlarged to the view's side (CropSamples); none: the view is that

    bool isIdentity() const;
};

struct WarpOptions {
    int side = 224;          ///< pixels; picture and view are squares of this side
    double distortion = 0.5; ///< each corner moves inward by up to side / 2 * distortion pixels
    double cropArea = 0.8;   ///< share of the area that the crop keeps; the crop is scaled back to `side`
    bool twice = false;      ///< perspective and crop apart, as the published program resamples
};

/// Draws `count` warps; warp k depends on (seed, k) alone, so a bank can be extended and replayed.
std::vector<ViewWarp> drawWarps(std::uint64_t seed, int count, const WarpOptions& options = {});

/// The warp for given corners (top left, top right, bottom right, bottom left; pixel indices in the view before the
/// crop) and crop offset.
/// @throws InvalidArgument when the corners don't span a quadrilateral.
ViewWarp warpFromCorners(const std::array<std::array<double, 2>, 4>& corners, int cropLeft, int cropTop,
                         const WarpOptions& options);

} // namespace croquis::loss
