// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/edge_distance.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "loss/edge_loss.hpp"

#include <limits>

namespace croquis::test {

/// The edge term's bodies, one after the other as a card would launch them.
class EdgeRun {
  public:
    EdgeRun(const loss::EdgeLoss& loss, cuda::EdgeShape shape, float weight, bool traced,
            cuda::ThreadOrder order = cuda::ThreadOrder::ascending)
        : m_shape(shape), m_weight(weight), m_traced(traced), m_order(order), m_scales("scales", 0, traced),
          m_target("target", 0, traced), m_across("across", layers(), traced, kUnset),
          m_difference("difference", layers(), traced, kUnset),
          m_parts("parts", std::int64_t{shape.layers()} * cuda::kStageLanes, traced, kUnset),
          m_folded("folded", std::int64_t{shape.layers()} * cuda::kFoldedLanes, traced, kUnset),
          terms("terms", shape.sketches, traced, kUnset) {
        std::vector<cuda::EdgeScale> scales;
        std::vector<float> target;
        for (const auto& scale : loss.scales()) {
            scales.push_back(
                cuda::edgeScale(scale.blur.taps().data(), static_cast<int>(scale.blur.taps().size()), scale.norm));
            target.insert(target.end(), scale.target.begin(), scale.target.end());
        }
        m_scales = {"scales", scales, traced};
        m_target = {"target", target, traced};
    }

    /// @param picture  [S, H, W]. @param gradient  [S, H, W], which the term's is added to.
    void measure(const std::vector<float>& picture, std::vector<float>& gradient) {
        const TracedMemory<float> source("picture", picture, m_traced);
        TracedMemory<float> sum("gradient", gradient, m_traced);
        launch(cuda::BlurRows<true>{m_shape, m_scales.in(), source.in(), m_across.out()});
        launch(cuda::EdgeDifference{m_shape, m_scales.in(), m_across.in(), m_target.in(), m_difference.out()});
        launch(cuda::MeasureEdges{m_shape, m_difference.in(), m_parts.out()});
        launch(cuda::FoldParts{m_shape.layers(), m_parts.in(), m_folded.out()});
        launch(cuda::SumEdges{m_shape, m_weight, m_scales.in(), m_folded.in(), terms.out()});
        launch(cuda::BlurRows<false>{m_shape, m_scales.in(), m_difference.in(), m_across.out()});
        launch(cuda::AddEdgeGradient{m_shape, m_weight, m_scales.in(), m_across.in(), sum.out()});
        gradient = sum.values;
    }

    const std::vector<float>& difference() const { return m_difference.values; } ///< [S, L, H, W]

  private:
    static constexpr float kUnset = std::numeric_limits<float>::quiet_NaN();

    std::int64_t layers() const { return std::int64_t{m_shape.layers()} * m_shape.area(); }
    template <class Body>
    void launch(const Body& body) const {
        cuda::launchSequentially(body, m_order);
    }

    cuda::EdgeShape m_shape;
    float m_weight;
    bool m_traced;
    cuda::ThreadOrder m_order;
    TracedMemory<cuda::EdgeScale> m_scales;
    TracedMemory<float> m_target, m_across, m_difference, m_parts, m_folded;

  public:
    TracedMemory<float> terms; ///< [S]
};

} // namespace croquis::test
