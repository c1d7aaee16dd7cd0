// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "image/photo.hpp"

#include <cstdlib>
#include <span>

/// A photo that is read has the size it says, damaged or not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace croquis;
    for (const auto damage : {image::Damage::refuse, image::Damage::keepPart})
        try {
            const auto photo = image::decodePhoto(std::as_bytes(std::span(bytes, count)), "fuzzed", damage);
            const bool alphaFits = photo.alpha.values.empty() ||
                                   (photo.alpha.width == photo.rgb.width && photo.alpha.height == photo.rgb.height);
            if (photo.rgb.width < 1 || photo.rgb.height < 1 || !alphaFits || !(photo.readShare > 0))
                std::abort();
        } catch (const Error&) {
            continue; // refused
        }
    return 0;
}
