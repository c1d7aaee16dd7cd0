// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "vector/brush/brush_controls.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <cmath>
#include <cstdlib>

using namespace croquis;

namespace {

bool isFinite(const vector::Mark& mark) {
    for (const auto& contour : mark.contours)
        for (const auto& point : contour.points)
            if (!std::isfinite(point.x) || !std::isfinite(point.y))
                return false;
    return true;
}

bool isBrush(const vector::Brush& brush) {
    try {
        brush.validate();
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

/// A brush that is accepted is written and read as itself, draws a stroke, and stays a brush however it is turned.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string_view json(reinterpret_cast<const char*>(bytes), count);
    try {
        const auto brush = vector::brushFromJson(json, "fuzzed");
        if (!(vector::brushFromJson(vector::toJson(brush), "written") == brush))
            std::abort();
        geometry::Stroke stroke;
        stroke.curve.points = {{{10, 10}, {60, 0}, {0, 60}, {70, 80}}};
        stroke.width = 3;
        for (const auto& mark : vector::marksOf(stroke, brush, 0))
            if (!isFinite(mark))
                std::abort();
        for (const auto& control : vector::brushControls())
            for (const double value : {control.minimum, 0.5 * (control.minimum + control.maximum), control.maximum}) {
                auto turned = brush;
                control.set(turned, value, brush);
                if (!isBrush(turned))
                    std::abort();
            }
    } catch (const Error&) {
        return 0; // refused
    }
    return 0;
}
