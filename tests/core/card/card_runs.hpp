// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_iterations.hpp"
#include "core/card/host_card.hpp"
#include "image/canvas_target.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "saliency/stroke_source.hpp"

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace croquis::test {

using Points = std::vector<float>;

/// All that a run tells, and what a person does meanwhile.
struct CardRecorder final : optimise::IterationObserver {
    std::vector<std::map<std::size_t, Points>> points; ///< per iteration and sketch
    std::vector<std::map<std::size_t, double>> losses;
    std::vector<std::map<std::size_t, optimise::LossTerms>> terms;
    std::map<int, std::vector<optimise::SketchEdit>> edits;
    std::stop_source stop;
    int stopAt = std::numeric_limits<int>::max();

    void iterationFinished(const optimise::IterationSummary& summary) override;
    std::vector<optimise::SketchEdit> takeEdits() override { return edits[static_cast<int>(points.size())]; }
};

/// What a run did, on the processor or on the stand-in for a card.
struct CardRunDone {
    CardRecorder recorder;
    optimise::RunSummary summary;
    std::vector<std::string> notices;
    std::vector<std::size_t> noticedAt; ///< how many iterations the host had heard of by then
    std::vector<int> together;          ///< CardOptions::together's
    int captures = 0, beginnings = 0, replays = 0, runs = 0, launches = 0, copies = 0, records = 0, allocations = 0,
        pages = 0, trims = 0;
    std::int64_t most = 0; ///< pictures that went through the network at once, at most
    float largest = 0;     ///< of the gradients that came to the network

    bool sameBytesAs(const CardRunDone& other) const;
    /// As far as the shorter of the two went.
    bool beginsAs(const CardRunDone& other) const;
};

/// Of a run on the stand-in.
struct CardSettings {
    Pace pace = Pace::workFirst;
    bool captures = true;
    int segment = 8;
    double gradientScale = 1;
    int sketchesAtOnce = 0;
    std::uint64_t bytesPerPicture = 0, bytesToEncode = 0;
    bool networkWaits = false, companyCounts = false;
    int nanAt = std::numeric_limits<int>::max();
    float most = std::numeric_limits<float>::infinity(); ///< the network's, on its way back
    int side = 224;
    std::function<void(HostCard&)> host = [](HostCard&) {}; ///< what else the card is told

    CardSettings with(std::function<void(HostCard&)> told) const;
};

/// Runs on the stand-in for a card, and the same on the processor; the network is MeanNetwork.
class CardRuns {
  public:
    CardRuns();
    ~CardRuns();

    CardRunDone onProcessor(const optimise::Recipe& recipe, const std::vector<optimise::SketchPlan>& plans,
                            CardRecorder recorder = {}, int nanAt = std::numeric_limits<int>::max()) const;
    CardRunDone onCard(const optimise::Recipe& recipe, const std::vector<optimise::SketchPlan>& plans,
                       const CardSettings& settings = {}, CardRecorder recorder = {}) const;

  private:
    /// Contours where a recipe asks for their edges, which takes a second once; else random walks.
    const saliency::StrokeSource& sourceFor(const optimise::Recipe& recipe) const;

    image::CanvasTarget m_target;
    mutable std::unique_ptr<saliency::StrokeSource> m_contours;
    std::unique_ptr<saliency::StrokeSource> m_walks;
};

/// The least that has all parts but an edge term: one view beside the clean one, strokes anywhere, none placed again.
optimise::Recipe leastRecipe(int iterations);
/// The program's own, on the stand-in network.
optimise::Recipe wholeRecipe(int iterations);
/// As the recipe clipasso is, on the stand-in network.
optimise::Recipe paperRecipe(int iterations);

geometry::CubicBezier lineAt(double x, double y);

/// The processor's and the card's own order of additions differ. Largest |difference|.
double difference(const Points& a, const Points& b);

} // namespace croquis::test
