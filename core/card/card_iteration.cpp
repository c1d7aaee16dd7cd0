// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_iteration.hpp"

#include "card/card_tensors.hpp"

#include <ATen/core/grad_mode.h>

namespace croquis::card {

void CardIteration::operator()() const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    m_run.launch(kernels.takeSchedule,
                 cuda::TakeSchedule{m.shape, m.position.in(), m.plannedViews.in(), m.plannedSlots.in(),
                                    m.plannedRates.in(), m.views.out(), m.slots.out(), m.rates.out()});
    paint();
    warp();
    gather(throughNetwork());
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

cuda::ViewShape CardIteration::viewShape() const {
    return {m_memory.shape.sketches, m_memory.shape.viewsEach, 1, m_memory.field.width, true};
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
                 cuda::WarpViews{viewShape(), normalisation(), static_cast<float>(m_run.recipe.viewFill),
                                 m.picture.in(), m.views.in(), m_targets.bank().in(), m.viewPictures.out()});
}

at::Tensor CardIteration::throughNetwork() const {
    const at::NoGradGuard noGradients;
    const auto& m = m_memory;
    const c10::Device device = m_run.device();
    const std::int64_t rows = m.shape.rows(), side = m.field.width;
    std::unique_ptr<perceptual::TensorNetwork::Tape> tape;
    const auto encoding =
        m_run.network.forward(picturesIn(m.viewPictures, rows, {3, side, side}, device), m_run.wanted, &tape);
    perceptual::Encoding gradients;
    for (int k = 0; k < m_run.stageCount(); ++k) {
        const auto at = static_cast<std::size_t>(k);
        measureStage(k, encoding.stages[at].contiguous(at::MemoryFormat::ChannelsLast));
        gradients.stages.push_back(
            picturesIn(m.stageGradients[at], rows, m_run.network.stageShape(m_run.loss.stages[at].stage), device));
    }
    if (m_run.wanted.embedding) {
        measureEmbedding(encoding.embedding.contiguous());
        gradients.embedding = rowsIn(m.embeddingGradient, rows, m_run.network.embeddingSize(), device);
    }
    return m_run.network.backward(gradients, m_run.wanted, *tape);
}

void CardIteration::measureStage(int index, const at::Tensor& stage) const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const int rows = m.shape.rows(), size = static_cast<int>(m_run.stageSize(index));
    const auto weight = static_cast<float>(m_run.loss.stages[static_cast<std::size_t>(index)].weight);
    const auto& norms = m_targets.norms(index);
    m_run.launch(kernels.measureStage,
                 cuda::MeasureStage{rows, size, m_run.loss.absolute, weight, perView(), inputOf(stage),
                                    m_targets.stage(index).in(), norms.in(), m.slots.in(), m.stageParts.out(),
                                    m.stageGradients[static_cast<std::size_t>(index)].out(), m.scales.in(),
                                    m.shape.viewsEach});
    m_run.launch(
        kernels.sumStage,
        cuda::SumStage{
            rows, size, weight, {m.shape.columns, index}, m.stageParts.in(), norms.in(), m.slots.in(), m.terms.out()});
}

void CardIteration::measureEmbedding(const at::Tensor& embedding) const {
    const auto& m = m_memory;
    const auto& kernels = m_run.card.kernels();
    const int rows = m.shape.rows(), size = static_cast<int>(m_run.network.embeddingSize());
    const auto weight = static_cast<float>(m_run.loss.embeddingWeight);
    m_run.launch(kernels.measureEmbedding,
                 cuda::MeasureEmbedding{rows, size, inputOf(embedding), m_targets.embedding().in(), m.slots.in(),
                                        m.cosineParts.out()});
    m_run.launch(
        kernels.sumEmbedding,
        cuda::SumEmbedding{
            rows, weight, {m.shape.columns, m_run.stageCount()}, m.cosineParts.in(), m.terms.out(), m.cosine.out()});
    m_run.launch(kernels.embeddingGradient,
                 cuda::EmbeddingGradient{rows, size, weight, perView(), inputOf(embedding),
                                         m_targets.embedding().in(), m.slots.in(), m.cosine.in(),
                                         m.embeddingGradient.out(), m.scales.in(), m.shape.viewsEach});
}

void CardIteration::gather(const at::Tensor& viewGradient) const {
    const auto& m = m_memory;
    m_run.launch(m_run.card.kernels().gatherViews,
                 cuda::GatherViews{viewShape(), normalisation(), inputOf(viewGradient), m.views.in(),
                                   m_targets.bank().in(), m.pictureGradient.out(), m.scales.in()});
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
    m_run.launch(kernels.sumEdges,
                 cuda::SumEdges{m.edge, weight, m_edges.scales.in(), m.edgeParts.in(), m.edges.out()});
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
    m_run.launch(kernels.adamUpdate,
                 cuda::AdamUpdate{sketches, strokesEach, m.counts.in(), m.rates.in(), m.stays.in(), m_corrections.in(),
                                  m.pointGradient.in(), m.steps.out(), m.first.out(), m.second.out(), m.points.out(),
                                  m.skips.in()});
}

} // namespace croquis::card
