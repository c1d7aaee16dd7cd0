// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_program.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/drawing.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QTemporaryDir>

#include <cmath>

namespace croquis::test {

/// A sketch of Croquis' own: 24 strokes of two colours on 200 x 200 mm, with its record.
inline vector::Drawing someSketch() {
    vector::Drawing drawing;
    drawing.title = "A cat";
    drawing.layers = {{"1 sketch", randomStrokes(24, 200, 2.68, 8)}};
    for (std::size_t i = 0; i < 24; ++i) {
        drawing.layers[0].strokes[i].colour = i % 2 == 0 ? geometry::Colour{} : geometry::Colour{200, 20, 40};
        drawing.layers[0].strokes[i].opacity = 1;
    }
    drawing.provenance = sampleProvenance();
    return drawing;
}

inline bool putSketch(const QTemporaryDir& folder) {
    return putFile(folder.filePath("s.svg"), QByteArray::fromStdString(vector::writeSvg(someSketch())));
}

inline vector::SvgDocument svgIn(const QTemporaryDir& folder, const char* name) {
    return vector::readSvg(folder.filePath(name).toStdString());
}

inline bool isPage(const vector::SvgDocument& document, double width, double height) {
    return std::abs(document.sketch.width - width) < 1e-9 && std::abs(document.sketch.height - height) < 1e-9;
}

} // namespace croquis::test
