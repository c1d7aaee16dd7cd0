// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/iteration_memory.hpp"
#include "card/target_store.hpp"
#include "optimise/adam_step.hpp"

namespace croquis::card {

/// One iteration of a batch as a card makes it: from the control points through picture, views, network and losses to
/// the control points after the step, and a record of it in the ring. Nothing in it waits, allocates of its own, or
/// depends on the host: it can be captured once and replayed.
class CardIteration {
  public:
    /// All is kept by reference. @param corrections  Adam's, by the number of steps.
    /// @param atOnce  sketches that go through the network together (sketchesAtOnce()); all kernels are of all.
    CardIteration(const CardRun& run, const IterationMemory& memory, const TargetStore& targets, const EdgeTerm& edges,
                  const cuda::CardMemory<optimise::AdamCorrection>& corrections, int atOnce)
        : m_run(run), m_memory(memory), m_targets(targets), m_edges(edges), m_corrections(corrections),
          m_atOnce(atOnce) {}

    /// Launches it all; to be called within Card::run() or capture().
    void operator()() const;

  private:
    /// Of the batch: sketches in a row, and their views.
    struct Part {
        int first, sketches;
        int viewsEach;

        int rows() const { return sketches * viewsEach; }
        int firstRow() const { return first * viewsEach; }
    };

    void paint() const;
    void warp() const;
    at::Tensor throughNetwork(const Part& part) const; ///< @return  the gradient of the views, scaled
    void measureStage(const Part& part, int index, const at::Tensor& stage) const;
    void measureEmbedding(const Part& part, const at::Tensor& embedding) const;
    void measureEdges() const;
    void gather(const Part& part, const at::Tensor& viewGradient) const;
    void step() const;
    cuda::StrokeField<float> strokes() const;
    cuda::ViewShape viewShape(int sketches) const;
    cuda::Normalisation normalisation() const;
    float perView() const {
        return static_cast<float>(1.0 / m_memory.shape.viewsEach);
    } ///< the loss is the views' mean
    float radius() const { return static_cast<float>(m_run.recipe.strokeWidth) / 2; }

    const CardRun& m_run;
    const IterationMemory& m_memory;
    const TargetStore& m_targets;
    const EdgeTerm& m_edges;
    const cuda::CardMemory<optimise::AdamCorrection>& m_corrections;
    int m_atOnce;
};

} // namespace croquis::card
