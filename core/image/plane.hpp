// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace croquis::image {

/// A dense picture of `channels` interleaved values a pixel, row-major, origin top left; pixel (x, y) covers [x, x+1) x
/// [y, y+1).
template <typename Value>
struct Raster {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<Value> values;

    Raster() = default;
    Raster(int width_, int height_, int channels_ = 1, Value fill = Value{})
        : width(width_), height(height_), channels(channels_),
          values(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) *
                     static_cast<std::size_t>(channels_),
                 fill) {}

    std::size_t index(int x, int y, int channel = 0) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
                   static_cast<std::size_t>(channels) +
               static_cast<std::size_t>(channel);
    }
    Value& at(int x, int y, int channel = 0) { return values[index(x, y, channel)]; }
    const Value& at(int x, int y, int channel = 0) const { return values[index(x, y, channel)]; }
    bool empty() const { return values.empty(); }
};

/// One value a pixel: a map (saliency, edges, a mask). Range and meaning are the owner's.
using Plane = Raster<float>;

} // namespace croquis::image
