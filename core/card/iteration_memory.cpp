// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/iteration_memory.hpp"

#include "image/canvas_target.hpp"

#include <algorithm>

namespace croquis::card {

using cuda::CardMemory;

EdgeTerm::EdgeTerm(cuda::Card& card, const image::Plane& edges) {
    if (edges.empty())
        return;
    const loss::EdgeLoss loss(edges);
    const auto count = static_cast<std::int64_t>(loss.scales().size());
    const auto area = static_cast<std::int64_t>(edges.values.size());
    scales = CardMemory<cuda::EdgeScale>(card, count);
    target = CardMemory<float>(card, count * area);
    m_sentScales = cuda::PinnedMemory<cuda::EdgeScale>(card, count);
    m_sentTarget = cuda::PinnedMemory<float>(card, count * area);
    const auto sentScales = m_sentScales.open();
    const auto sentTarget = m_sentTarget.open();
    for (std::size_t k = 0; k < loss.scales().size(); ++k) {
        const auto& scale = loss.scales()[k];
        sentScales[k] =
            cuda::edgeScale(scale.blur.taps().data(), static_cast<int>(scale.blur.taps().size()), scale.norm);
        std::copy(scale.target.begin(), scale.target.end(), sentTarget.begin() + static_cast<std::ptrdiff_t>(k) * area);
    }
}

void EdgeTerm::send(cuda::Card& card) const {
    if (!isUsed())
        return;
    card.upload(scales.data(), m_sentScales.data(), scales.bytes());
    card.upload(target.data(), m_sentTarget.data(), target.bytes());
}

IterationMemory::IterationMemory(const CardRun& run, const cuda::IterationShape& of, bool withEdges)
    : shape(of), field{of.sketches, of.strokes, image::kCanvasSide, image::kCanvasSide}, edge{of.sketches, 2,
                                                                                              image::kCanvasSide,
                                                                                              image::kCanvasSide} {
    cuda::Card& card = run.card;
    const std::int64_t sketches = of.sketches, strokes = field.allStrokes(), rows = of.rows(), numbers = of.numbers(),
                       pixels = sketches * field.pixels();
    const auto make = [&card](auto& memory, std::int64_t size) {
        memory = std::remove_reference_t<decltype(memory)>(card, size);
    };
    for (CardMemory<float>* memory : {&points, &first, &second, &pointGradient})
        make(*memory, numbers);
    for (CardMemory<float>* memory : {&picture, &pictureGradient})
        make(*memory, pixels);
    for (CardMemory<int>* memory : {&views, &slots})
        make(*memory, rows);
    for (CardMemory<int>* memory : {&plannedViews, &plannedSlots})
        make(*memory, of.ring * rows);
    make(steps, strokes);
    make(counts, sketches);
    make(stays, strokes);
    make(shapes, strokes);
    make(position, 1);
    make(plannedRates, of.ring * sketches);
    make(ring, std::int64_t{of.ring} * of.recordSize());
    make(rates, sketches);
    make(headers, strokes);
    make(chords, strokes * raster::kMaximumSegments);
    make(ranges, strokes * field.tiles());
    make(cells, pixels * cuda::kCells);
    make(pixelState, pixels);
    make(slopeParts, strokes * 8 * cuda::kGradientLanes);
    make(keeperCosts, strokes);
    make(viewPictures, rows * 3 * field.pixels());
    make(terms, rows * of.columns);
    make(edges, sketches);
    if (of.scaled) {
        make(scales, sketches);
        make(skips, sketches);
    }
    for (int stage = 0; stage < run.stageCount(); ++stage)
        make(stageGradients.emplace_back(), rows * run.stageSize(stage));
    make(stageParts, rows * cuda::kStageLanes);
    make(stageFolded, rows * cuda::kFoldedLanes);
    if (run.wanted.embedding) {
        make(embeddingGradient, rows * run.network.embeddingSize());
        make(cosineParts, rows * cuda::kCosineLanes * 2);
        make(cosine, rows * 2);
    }
    if (withEdges) {
        make(edgeAcross, std::int64_t{edge.layers()} * edge.area());
        make(edgeDifference, std::int64_t{edge.layers()} * edge.area());
        make(edgeParts, std::int64_t{edge.layers()} * cuda::kStageLanes);
        make(edgeFolded, std::int64_t{edge.layers()} * cuda::kFoldedLanes);
    }
}

} // namespace croquis::card
