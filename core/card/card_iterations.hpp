// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/batch_state.hpp"
#include "card/card_iteration.hpp"
#include "optimise/sketch_optimiser.hpp"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace croquis::card {

struct CardOptions {
    bool captures = true;     ///< iterations as one CUDA graph; off: every kernel by itself
    int segment = 8;          ///< iterations that the host plans, and fetches, together; 1 or more
    int roomForStrokes = 8;   ///< a batch's room is a multiple of it: a stroke more seldom asks for a new graph
    double gradientScale = 1; ///< CardRun's; fp16: kHalfGradientScale
    int sketchesAtOnce = 0;   ///< that may go through the network together; 0: as many as the whole card has room for
    std::function<void(const std::string&)> notice; ///< told at once what the person at the log should know
    /// Told how many may, before the first iteration: what a record needs to repeat the bits. And 0 where that had to
    /// change later, so that nothing repeats them.
    std::function<void(int sketchesAtOnce)> together;
    /// Told where the card's memory was full or the card failed: what LibTorch has chosen and keeps by thread isn't to
    /// be relied on by another run, also where this one goes on with fewer sketches at once.
    std::function<void()> chosenInNeed;
};

/// fp16 ends at 6e-8 and 65504; a gradient of the loss in an activation is about 1e-6. Where one is so large that it
/// overflows, its sketch's scale is halved on the card, and the host finds in the record that the step was left out.
inline constexpr double kHalfGradientScale = 65536;

/// Iterations on a card. The card runs ahead of the host: it makes iteration after iteration from its own results, by
/// segments, while the host still looks at those before. Every iteration that is asked for is compared with what the
/// card made it from; where the host has decided otherwise in between (an edit, a stroke placed again, a sketch that
/// has settled, a number that wasn't finite), the card begins again from the host's state. So decisions take effect
/// exactly where they do on the processor, and cost nothing where there are none. A step that the card left out by
/// itself (cuda::GuardScale) is in the record, so the host leaves it out too and nothing begins again.
///
/// Order of events, a segment: (Lane::work) its schedule is copied to the card, its iterations run, an event is
/// recorded; (Lane::fetch) is held back by that event, copies the segment's half of the ring to pinned memory, records
/// a second event; the host finishes that one before it reads the pinned memory, and before it plans the segment after
/// next, which uses the same half of schedule, ring and pinned memory. Views of the photo are encoded on Lane::work
/// before the segment that needs them, and take the place of others only behind the iterations that read those.
///
/// Memory, as it is asked for: what is the run's for good (edges, corrections); encoded views, a quarter of what is
/// free then; the batch's own, for all its sketches. How many sketches the network is given at once follows from the
/// size of the whole card, so that it is the same in the next run; where what is left has no room for as many it is
/// fewer, which is said. Where the card runs out of memory all the same it is given half as many, from the host's state
/// on; with one the run ends (optimise::DeviceGaveUp), and the host has the best sketch so far.
///
/// The libraries choose how to compute when they first meet a number of pictures. Then there must be room for what they
/// load, or they may choose otherwise in silence: there is before (planTargets(), sketchesFitting()), and whether there
/// still was is looked at behind it (Card::hasKeptRoom()): behind the first views of the photo, without which the run
/// ends, and behind the first iterations of a size.
///
/// Order of ends: Idle, the last member, waits for both lanes before any memory, event or graph goes; Trimmed, the
/// first, gives back what LibTorch keeps when all has gone.
///
/// A run stays on one thread: LibTorch keeps what cuDNN and cuBLAS need by thread, and a capture must find it there.
/// The next run may have the same one (RunThread) unless chosenInNeed() was told.
class CardIterations final : public optimise::IterationSource {
  public:
    /// Card and network are kept by reference, and what the inputs refer to; the encoder is asked for names only.
    /// @throws cuda::CardMemoryError; DeviceError for a network that looks at pictures of another size.
    CardIterations(cuda::Card& card, const perceptual::TensorNetwork& network, const optimise::IterationInputs& inputs,
                   CardOptions options);

    std::vector<optimise::MeasuredSketch> measure(const optimise::IterationPlan& plan,
                                                  std::span<const optimise::SketchTrack> tracks,
                                                  const optimise::IterationForecast& forecast) override;
    void step(std::size_t row, optimise::SketchTrack& track) override;

    int captures() const { return m_captures; }     ///< graphs made so far
    int beginnings() const { return m_beginnings; } ///< how often the card began from the host's state
    const TargetPlan& targetPlan() const { return m_targetPlan; }
    int sketchesAtOnce() const { return m_atOnce; } ///< that go through the network together

  private:
    /// Lets the host wait until nothing is under way: the last member, so that no memory is released before, also where
    /// the constructor throws.
    class Idle {
      public:
        explicit Idle(cuda::Card& card) : m_card(card), m_event(card.makeEvent()) {}
        ~Idle();
        /// @throws DeviceError for what went wrong on the card.
        void wait();

      private:
        void wait(cuda::Lane lane);

        cuda::Card& m_card;
        std::unique_ptr<cuda::CardEvent> m_event;
    };
    /// The first member: when all memory of the run is released, others may have it.
    class Trimmed {
      public:
        explicit Trimmed(cuda::Card& card) : m_card(card) {}
        ~Trimmed() { m_card.trim(); }

      private:
        cuda::Card& m_card;
    };
    /// One iteration as the card was told to make it.
    struct Planned {
        int iteration;
        std::vector<int> views;    ///< [S * V]
        std::vector<double> rates; ///< [S]
        friend bool operator==(const Planned&, const Planned&) = default;
    };
    /// One half of what goes between host and card.
    struct Half {
        cuda::PinnedMemory<int> views, slots, position;
        cuda::PinnedMemory<double> rates;
        cuda::PinnedMemory<float> records;
        std::unique_ptr<cuda::CardEvent> made, fetched;
    };
    struct Segment {
        int half;
        int iterations;
    };
    struct SentState {
        cuda::PinnedMemory<float> points, first, second, edges, scales;
        cuda::PinnedMemory<int> steps, counts;
        cuda::PinnedMemory<std::uint8_t> stays;
        cuda::PinnedMemory<loss::KeptShape> shapes;
    };

    std::vector<optimise::MeasuredSketch> measureOnce(const optimise::IterationPlan& plan,
                                                      std::span<const optimise::SketchTrack> tracks,
                                                      const optimise::IterationForecast& forecast);
    /// After the card ran out of memory: the network is to look at fewer sketches at once. @return false: it can't.
    bool split();
    void tellChosenInNeed() const;
    void planParts();
    /// So many sketches may go through the network together from now on.
    void allow(int most, int sketches);
    /// The same where there is no room for those that would.
    void allowFewer(int most, int sketches, int would);
    void tell(const std::string& sentence) const;
    /// Encodes what the iterations need. @throws optimise::DeviceGaveUp where the choices that it makes can't be relied
    /// on.
    void prepareViews(std::span<const int> needed, const std::function<std::vector<int>()>& ahead, int turn);
    Planned plannedOf(const optimise::IterationPlan& plan) const;
    void begin(const BatchState& state);
    void release(); ///< what resize() makes
    void resize(const BatchState& state);
    void sendState();
    /// Enqueues segments until two are under way or all is planned.
    void keepBusy(const optimise::IterationPlan& plan, const optimise::IterationForecast& forecast);
    void enqueue(std::vector<Planned> iterations, const optimise::IterationForecast& forecast, int end);
    void launchIteration();
    void capture();
    /// Takes the records of the oldest segment.
    void collect();
    /// Forgets what is under way, when it is over.
    void drain();
    optimise::MeasuredSketch measured(std::size_t row) const;
    std::span<const float> recordPart(std::size_t begin, std::size_t size) const;

    Trimmed m_trimmed;
    CardOptions m_options;
    CardRun m_run;
    std::vector<std::string> m_names; ///< of the perceptual terms
    EdgeTerm m_edges;
    cuda::CardMemory<optimise::AdamCorrection> m_corrections;
    cuda::PinnedMemory<optimise::AdamCorrection> m_sentCorrections;
    TargetPlan m_targetPlan;
    std::unique_ptr<TargetStore> m_targets;
    int m_viewsEach;

    BatchState m_state;          ///< what the next record was made from
    std::vector<float> m_scales; ///< of the gradients, by track, as of the last record
    std::vector<bool> m_leftOut; ///< whose step, of the iteration that was measured last
    std::unique_ptr<IterationMemory> m_memory;
    std::unique_ptr<CardIteration> m_iteration;
    SentState m_sent;
    std::array<Half, 2> m_halves;
    std::unique_ptr<cuda::CardGraph> m_graph;
    int m_eagerIterations = 0; ///< of this memory's

    std::deque<Planned> m_planned; ///< under way or fetched, and not yet asked for
    std::deque<Segment> m_segments;
    std::deque<std::vector<float>> m_records; ///< fetched, of the first of m_planned
    std::vector<float> m_record;              ///< of the iteration that was measured last
    int m_nextHalf = 0;
    int m_mostAtOnce = 0; ///< sketches; 0: not decided yet
    int m_atOnce = 0;
    bool m_partsTold = false;
    bool m_hasMeasured = false;    ///< an iteration
    bool m_hasChosenViews = false; ///< how to encode them: what the libraries chose had room
    bool m_captureWasFull = false; ///< of this memory's iterations
    int m_captures = 0;
    int m_beginnings = 0;
    Idle m_idle;
};

} // namespace croquis::card
