// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_iteration.hpp"

#include "card/card_tensors.hpp"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace croquis::card {

void CardIteration::operator()() const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    m_run.launch(kernels.takeSchedule,
                 cuda::TakeSchedule{m.shape, m.position.in(), m.plannedViews.in(), m.plannedSlots.in(),
                                    m.plannedRates.in(), m.views.out(), m.slots.out(), m.rates.out()});
    paint();
    warp();
    for (int first = 0; first < m.shape.sketches; first += m_atOnce) {
        const Part part{first, std::min(m_atOnce, m.shape.sketches - first), m.shape.viewsEach};
        gather(part, throughNetwork(part));
    }
    if (m_edges.isUsed())
        measureEdges();
    step();
    m_run.launch(kernels.recordIteration,
                 cuda::RecordIteration{m.shape, m.position.in(), m.points.in(), m.first.in(), m.second.in(),
                                       m.terms.in(), m.edges.in(), m.ring.out(), m.scales.in()});
    m_run.launch(kernels.advanceIteration, cuda::AdvanceIteration{m.shape.ring, m.position.out()});
}

cuda::StrokeField<float> CardIteration::strokes() const {
    return {m_memory.field, radius(), m_memory.headers.in(), m_memory.chords.in(), m_memory.ranges.in()};
}

cuda::ViewShape CardIteration::viewShape(int sketches) const {
    return {sketches, m_memory.shape.viewsEach, 1, m_memory.field.width, true};
}

cuda::Normalisation CardIteration::normalisation() const {
    cuda::Normalisation result;
    const auto of = m_run.network.normalisation();
    for (std::size_t c = 0; c < 3; ++c) {
        result.mean[c] = static_cast<float>(of.mean[c]);
        result.deviation[c] = static_cast<float>(of.deviation[c]);
    }
    return result;
}

void CardIteration::paint() const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    m_run.launch(kernels.flattenStrokes, cuda::FlattenStrokes<float>{m.field, radius(), m.points.in(), m.counts.in(),
                                                                     m.headers.out(), m.chords.out()});
    m_run.launch(kernels.binStrokes,
                 cuda::BinStrokes<float>{m.field, radius(), m.headers.in(), m.chords.in(), m.ranges.out()});
    if (radius() >= raster::kWideRadius<float>)
        m_run.launch(kernels.paintWide,
                     cuda::PaintPixels<float, true>{strokes(), m.picture.out(), m.pixelState.out(), m.cells.out()});
    else
        m_run.launch(kernels.paintNarrow,
                     cuda::PaintPixels<float, false>{strokes(), m.picture.out(), m.pixelState.out(), m.cells.out()});
}

void CardIteration::warp() const {
    const auto& m = m_memory;
    m_run.launch(m_run.card.kernels().warpViews,
                 cuda::WarpViews{viewShape(m.shape.sketches), normalisation(),
                                 static_cast<float>(m_run.recipe.viewFill), m.picture.in(), m.views.in(),
                                 m_targets.bank().in(), m.viewPictures.out()});
}

at::Tensor CardIteration::throughNetwork(const Part& part) const {
    const at::NoGradGuard noGradients;
    const auto& m = m_memory;
    const c10::Device device = m_run.device();
    const std::int64_t rows = part.rows(), first = part.firstRow(), side = m.field.width;
    std::unique_ptr<perceptual::TensorNetwork::Tape> tape;
    const auto encoding =
        m_run.network.forward(picturesIn(m.viewPictures, rows, {3, side, side}, device, first), m_run.wanted, &tape);
    perceptual::Encoding gradients;
    for (int k = 0; k < m_run.stageCount(); ++k) {
        const auto at = static_cast<std::size_t>(k);
        measureStage(part, k, encoding.stages[at].contiguous(at::MemoryFormat::ChannelsLast));
        gradients.stages.push_back(picturesIn(m.stageGradients[at], rows,
                                              m_run.network.stageShape(m_run.loss.stages[at].stage), device, first));
    }
    if (m_run.wanted.embedding) {
        measureEmbedding(part, encoding.embedding.contiguous());
        gradients.embedding = rowsIn(m.embeddingGradient, rows, m_run.network.embeddingSize(), device, first);
    }
    return m_run.network.backward(gradients, m_run.wanted, *tape);
}

void CardIteration::measureStage(const Part& part, int index, const at::Tensor& stage) const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const int rows = part.rows(), first = part.firstRow(), columns = m.shape.columns;
    const std::int64_t size = m_run.stageSize(index);
    const auto weight = static_cast<float>(m_run.loss.stages[static_cast<std::size_t>(index)].weight);
    const auto norms = m_targets.norms(index).in();
    const auto slots = m.slots.in(first, rows);
    const std::int64_t parts = std::int64_t{rows} * cuda::kStageLanes;
    m_run.launch(kernels.measureStage,
                 cuda::MeasureStage{rows, static_cast<int>(size), m_run.loss.absolute, weight, perView(),
                                    inputOf(stage), m_targets.stage(index).in(), norms, slots,
                                    m.stageParts.out(0, parts),
                                    m.stageGradients[static_cast<std::size_t>(index)].out(first * size, rows * size),
                                    m.scales.in(part.first, part.sketches), part.viewsEach});
    const std::int64_t folded = std::int64_t{rows} * cuda::kFoldedLanes;
    m_run.launch(kernels.foldParts, cuda::FoldParts{rows, m.stageParts.in(0, parts), m.stageFolded.out(0, folded)});
    m_run.launch(kernels.sumStage,
                 cuda::SumStage{rows,
                                static_cast<int>(size),
                                weight,
                                {columns, index},
                                m.stageFolded.in(0, folded),
                                norms,
                                slots,
                                m.terms.out(std::int64_t{first} * columns, std::int64_t{rows} * columns)});
}

void CardIteration::measureEmbedding(const Part& part, const at::Tensor& embedding) const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const int rows = part.rows(), first = part.firstRow(), columns = m.shape.columns;
    const std::int64_t size = m_run.network.embeddingSize();
    const auto weight = static_cast<float>(m_run.loss.embeddingWeight);
    const auto slots = m.slots.in(first, rows);
    const auto target = m_targets.embedding().in();
    const std::int64_t parts = std::int64_t{rows} * cuda::kCosineLanes * 2;
    m_run.launch(kernels.measureEmbedding, cuda::MeasureEmbedding{rows, static_cast<int>(size), inputOf(embedding),
                                                                  target, slots, m.cosineParts.out(0, parts)});
    m_run.launch(kernels.sumEmbedding,
                 cuda::SumEmbedding{rows,
                                    weight,
                                    {columns, m_run.stageCount()},
                                    m.cosineParts.in(0, parts),
                                    m.terms.out(std::int64_t{first} * columns, std::int64_t{rows} * columns),
                                    m.cosine.out(0, std::int64_t{rows} * 2)});
    m_run.launch(kernels.embeddingGradient,
                 cuda::EmbeddingGradient{rows, static_cast<int>(size), weight, perView(), inputOf(embedding), target,
                                         slots, m.cosine.in(0, std::int64_t{rows} * 2),
                                         m.embeddingGradient.out(first * size, rows * size),
                                         m.scales.in(part.first, part.sketches), part.viewsEach});
}

void CardIteration::gather(const Part& part, const at::Tensor& viewGradient) const {
    const auto& m = m_memory;
    const cuda::ViewShape shape = viewShape(part.sketches);
    m_run.launch(m_run.card.kernels().gatherViews,
                 cuda::GatherViews{shape, normalisation(), inputOf(viewGradient),
                                   m.views.in(part.firstRow(), part.rows()), m_targets.bank().in(),
                                   m.pictureGradient.out(std::int64_t{part.first} * shape.area(),
                                                         std::int64_t{part.sketches} * shape.area()),
                                   m.scales.in(part.first, part.sketches)});
}

void CardIteration::measureEdges() const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const auto weight = static_cast<float>(m_run.recipe.edgeWeight);
    m_run.launch(kernels.blurInk,
                 cuda::BlurRows<true>{m.edge, m_edges.scales.in(), m.picture.in(), m.edgeAcross.out()});
    m_run.launch(kernels.edgeDifference, cuda::EdgeDifference{m.edge, m_edges.scales.in(), m.edgeAcross.in(),
                                                              m_edges.target.in(), m.edgeDifference.out()});
    m_run.launch(kernels.measureEdges, cuda::MeasureEdges{m.edge, m.edgeDifference.in(), m.edgeParts.out()});
    m_run.launch(kernels.foldParts, cuda::FoldParts{m.edge.layers(), m.edgeParts.in(), m.edgeFolded.out()});
    m_run.launch(kernels.sumEdges,
                 cuda::SumEdges{m.edge, weight, m_edges.scales.in(), m.edgeFolded.in(), m.edges.out()});
    m_run.launch(kernels.blurDifference,
                 cuda::BlurRows<false>{m.edge, m_edges.scales.in(), m.edgeDifference.in(), m.edgeAcross.out()});
    m_run.launch(kernels.addEdgeGradient, cuda::AddEdgeGradient{m.edge, weight, m_edges.scales.in(), m.edgeAcross.in(),
                                                                m.pictureGradient.out()});
}

void CardIteration::step() const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const int sketches = m.shape.sketches, strokesEach = m.shape.strokes;
    if (radius() >= raster::kWideRadius<float>)
        m_run.launch(kernels.gatherWide, cuda::GatherSlopes<float, true>{strokes(), m.pixelState.in(), m.cells.in(),
                                                                         m.pictureGradient.in(), m.slopeParts.out()});
    else
        m_run.launch(kernels.gatherNarrow,
                     cuda::GatherSlopes<float, false>{strokes(), m.pixelState.in(), m.cells.in(),
                                                      m.pictureGradient.in(), m.slopeParts.out()});
    m_run.launch(kernels.sumSlopes, cuda::SumSlopes<float>{m.field, m.slopeParts.in(), m.pointGradient.out()});
    if (m_run.recipe.keeperWeight > 0)
        m_run.launch(kernels.keepShapes,
                     cuda::KeepShapes{sketches, strokesEach, m_run.recipe.keeperWeight, m.counts.in(), m.points.in(),
                                      m.shapes.in(), m.keeperCosts.out(), m.pointGradient.out()});
    if (m.shape.scaled)
        m_run.launch(kernels.guardScale, cuda::GuardScale{sketches, strokesEach, m.counts.in(), m.pointGradient.in(),
                                                          m.scales.out(), m.skips.out()});
    m_run.launch(kernels.adamUpdate, cuda::AdamUpdate{sketches, strokesEach, m.counts.in(), m.rates.in(), m.stays.in(),
                                                      m_corrections.in(), m.pointGradient.in(), m.steps.out(),
                                                      m.first.out(), m.second.out(), m.points.out(), m.skips.in()});
}

} // namespace croquis::card
