// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

namespace croquis::test {

/// Numbers that are the same with every standard library.
class Numbers {
  public:
    explicit Numbers(std::uint32_t seed) : m_engine(seed) {}

    double between(double low, double high) { return low + (high - low) * (m_engine() / 4294967296.0); }
    std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(m_engine() % end); }

  private:
    std::mt19937 m_engine;
};

/// Strokes that wander over a page of that many millimetres, some of them translucent, some over its edge.
inline std::vector<geometry::Stroke> randomStrokes(int count, double page, double width, std::uint32_t seed) {
    Numbers numbers(seed);
    std::vector<geometry::Stroke> strokes;
    for (int i = 0; i < count; ++i) {
        geometry::Stroke stroke;
        geometry::Point at{numbers.between(0, page), numbers.between(0, page)};
        for (geometry::Point& point : stroke.curve.points) {
            point = at;
            at = at + geometry::Point{numbers.between(-0.3, 0.3) * page, numbers.between(-0.3, 0.3) * page};
        }
        stroke.width = width * numbers.between(0.5, 1.5);
        stroke.colour = {static_cast<std::uint8_t>(numbers.below(256)), static_cast<std::uint8_t>(numbers.below(256)),
                         static_cast<std::uint8_t>(numbers.below(256))};
        stroke.opacity = i % 3 == 0 ? 0.5 : 1;
        strokes.push_back(stroke);
    }
    return strokes;
}

inline vector::Provenance sampleProvenance() {
    vector::Provenance provenance;
    provenance.programVersion = "0.1.0";
    provenance.recipe = "default";
    provenance.model = {"efficientnet-lite0", std::string(64, 'a')};
    provenance.maskModel = vector::FileIdentity{"u2netp", std::string(64, 'b')};
    provenance.saliencyModel = vector::FileIdentity{"ViT-B/32", std::string(64, 'c')};
    provenance.faceModel = vector::FileIdentity{"haarcascade_frontalface", std::string(64, 'e')};
    provenance.maskFile = vector::FileIdentity{"its mask.png", std::string(64, 'd')};
    provenance.source = {"a \"cat\" & <dog>.jpg", std::string(64, 'c')};
    provenance.device = "cpu";
    provenance.threads = 2;
    provenance.precision = "fp32";
    provenance.settings = {
        {"strokes", "16"}, {"seed", "0"}, {"width", "2.68mm"}, {"colour", "#000000"}, {"mask", "auto"}};
    vector::SketchRecord record;
    record.layer = "1 sketch";
    record.seed = 18446744073709551615u;
    record.iteration = 120;
    record.loss = 0.1234567890123456789;
    record.terms = {{"stages", 1.0 / 3}, {"embedding", 1e-300}, {"edges", -0.0625}};
    record.pageFromCanvas = {200.0 / 224, 0, 1e-17, 200.0 / 224, -12.3456789012345678, 7};
    Numbers numbers(5);
    for (int i = 0; i < 40; ++i) {
        vector::CanvasCurve curve{};
        for (float& value : curve)
            value = static_cast<float>(numbers.between(-1, 1) * std::pow(10.0, numbers.between(-6, 7)));
        record.curves.push_back(curve);
    }
    provenance.sketches = {record, record};
    provenance.sketches[1].layer = "2 - 8 strokes";
    return provenance;
}

inline vector::Drawing sampleDrawing() {
    vector::Drawing drawing;
    drawing.widthMm = 200;
    drawing.heightMm = 150.5;
    drawing.layers = {{"1 - 4 strokes", randomStrokes(4, 150, 2.68, 1)},
                      {"2 - 8 strokes", randomStrokes(8, 150, 2.68, 2)}};
    drawing.title = "A cat";
    drawing.description = "12 strokes drawn by Croquis";
    drawing.provenance = sampleProvenance();
    return drawing;
}

} // namespace croquis::test
