// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/sketch_painter.hpp"

#include "base/error.hpp"
#include "raster/block_kernels.hpp"
#include "raster/stroke_coverage.hpp"

#include <algorithm>
#include <string>

namespace croquis::raster {

namespace {

constexpr std::size_t kNumbers = 8;                   // of a stroke
constexpr std::size_t kSplitPixels = kLanes / kCells; // in a batch
constexpr std::int32_t kNoSlot = -1;
void require(bool fits, const char* what) {
    if (!fits)
        throw ShapeMismatch(std::string("SketchPainter: ") + what + " has the wrong size.");
}

// What a thread needs while it paints, kept from call to call.
template <class Real>
struct Workspace {
    BlockFinder<Real> finder;
    std::vector<OutlineBatch<Real>> traced;      // by all strokes, before it's known which pixels more than one crosses
    std::vector<std::size_t> tracedEnds;         // one a stroke
    std::vector<std::uint8_t> marks;             // of every pixel: the sum of its strokes' PixelMark, kSharp at most
    std::vector<std::int32_t> slotAt;            // of every split pixel: where its cells are
    std::vector<std::int32_t> splitPlaces;       // of every slot: its pixel
    std::vector<std::int32_t> cellSlots;         // of every four lanes of the tape's cells
    std::vector<std::array<Real, kCells>> cells; // of every slot: the paper that all strokes leave

    // The split pixel's slot, a new one the first time.
    std::int32_t slotOf(std::int32_t place) {
        const auto slot = static_cast<std::size_t>(slotAt[place]);
        if (slot >= splitPlaces.size() || splitPlaces[slot] != place) {
            slotAt[place] = static_cast<std::int32_t>(splitPlaces.size());
            splitPlaces.push_back(place);
        }
        return slotAt[place];
    }

    void clear(std::size_t pixels) {
        tracedEnds.clear();
        marks.assign(pixels, kUncrossed);
        slotAt.resize(pixels);
        splitPlaces.clear();
        cellSlots.clear();
    }
};

template <class Real>
StrokeShape<Real> shapeOf(std::span<const Real> controlPoints, std::size_t stroke, Real radius) {
    return {cubicTerms(controlPoints.data() + stroke * kNumbers), radius};
}

template <class Batches, class Ends>
auto batchesOf(Batches& batches, const Ends& ends, std::size_t stroke) {
    const std::size_t begin = stroke == 0 ? 0 : ends[stroke - 1];
    return std::span(batches).subspan(begin, ends[stroke] - begin);
}

// First pass, one stroke: multiplies its paper into the picture as if no pixel needed splitting, and marks the pixels
// it crosses.
template <class Real>
void paintPixels(const BlockKernels<Real>& kernels, const StrokeShape<Real>& stroke, Canvas<Real> canvas,
                 Workspace<Real>& work) {
    const std::size_t begin = work.tracedEnds.empty() ? 0 : work.tracedEnds.back();
    const auto& blocks = work.finder.blocks();
    if (work.traced.size() < begin + blocks.size())
        work.traced.resize(2 * (begin + blocks.size()));
    const auto room = std::span(work.traced).subspan(begin, blocks.size());
    const std::size_t count = kernels.trace(stroke, work.finder.segments(), blocks, canvas, room);
    const auto traced = room.first((count + kLanes - 1) / kLanes);
    work.tracedEnds.push_back(begin + traced.size());
    kernels.cover(stroke, Real(1), work.finder.segments().step, traced);
    for (std::size_t i = 0; i < count; ++i) {
        const OutlineBatch<Real>& batch = traced[i / kLanes];
        const std::size_t lane = i % kLanes;
        const std::int32_t place = batch.place[lane];
        canvas.picture[place] *= batch.paper[lane];
        work.marks[place] = static_cast<std::uint8_t>(std::min(work.marks[place] + batch.mark[lane], int(kSharp)));
    }
    if (count % kLanes != 0)
        std::fill(traced.back().mark.begin() + count % kLanes, traced.back().mark.end(), kUncrossed);
}

template <class Real>
struct BatchPacker {
    std::vector<OutlineBatch<Real>>& batches;
    std::size_t used = kLanes;

    void add(Real x, Real y, Real foot, std::int32_t place) {
        if (used == kLanes) {
            batches.emplace_back();
            used = 0;
        }
        OutlineBatch<Real>& batch = batches.back();
        batch.x[used] = x;
        batch.y[used] = y;
        batch.foot[used] = foot;
        batch.paper[used] = 1;
        batch.place[used] = place;
        ++used;
    }
};

// Second pass, one stroke: puts the pixels that show it on the tape, those that need it as cells.
template <class Real>
void sift(std::span<const OutlineBatch<Real>> traced, std::span<const Real> picture, Workspace<Real>& work,
          PaintTape<Real>& tape) {
    BatchPacker<Real> pixels{tape.pixels};
    BatchPacker<Real> cells{tape.cells};
    for (const OutlineBatch<Real>& batch : traced) {
        Lanes<std::uint8_t> whole; // lanes, without a branch that would be mispredicted at every other pixel
        Lanes<std::uint8_t> split;
        std::size_t wholes = 0;
        std::size_t splits = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const std::int32_t place = batch.place[lane];
            const bool shows = (batch.mark[lane] != kUncrossed) & (picture[place] > 0);
            const bool sharp = work.marks[place] == kSharp;
            whole[wholes] = split[splits] = static_cast<std::uint8_t>(lane);
            wholes += shows & !sharp ? 1 : 0;
            splits += shows & sharp ? 1 : 0;
        }
        for (std::size_t i = 0; i < wholes; ++i)
            pixels.add(batch.x[whole[i]], batch.y[whole[i]], batch.foot[whole[i]], batch.place[whole[i]]);
        for (std::size_t i = 0; i < splits; ++i) {
            const std::size_t lane = split[i];
            work.cellSlots.push_back(work.slotOf(batch.place[lane]));
            for (int cell = 0; cell < kCells; ++cell) {
                const Real dx = (Real(cell % kSplit) + Real(0.5)) / kSplit - Real(0.5);
                const Real dy = (Real(cell / kSplit) + Real(0.5)) / kSplit - Real(0.5);
                cells.add(batch.x[lane] + dx, batch.y[lane] + dy, batch.foot[lane], batch.place[lane]);
            }
        }
    }
    work.cellSlots.resize(tape.cells.size() * kSplitPixels, kNoSlot);
}

// Third pass, all strokes: the paper of the split pixels' cells, their mean into the picture, and what the other
// strokes leave of each cell onto the tape.
template <class Real>
void paintCells(std::span<Real> picture, Workspace<Real>& work, std::vector<OutlineBatch<Real>>& batches) {
    std::array<Real, kCells> blank;
    blank.fill(1);
    work.cells.assign(work.splitPlaces.size(), blank);
    for (std::size_t group = 0; group < work.cellSlots.size(); ++group) {
        if (work.cellSlots[group] == kNoSlot)
            continue;
        const Real* paper = batches[group / kSplitPixels].paper.data() + group % kSplitPixels * kCells;
        std::array<Real, kCells>& cells = work.cells[work.cellSlots[group]];
        for (int cell = 0; cell < kCells; ++cell)
            cells[cell] *= paper[cell];
    }
    for (std::size_t i = 0; i < batches.size(); ++i) {
        Lanes<Real> all{};
        for (std::size_t group = 0; group < kSplitPixels; ++group)
            if (const std::int32_t slot = work.cellSlots[i * kSplitPixels + group]; slot != kNoSlot)
                std::copy_n(work.cells[slot].begin(), kCells, all.begin() + group * kCells);
        Lanes<Real>& paper = batches[i].paper;
        for (int lane = 0; lane < kLanes; ++lane)
            paper[lane] = paper[lane] > 0 ? all[lane] / (paper[lane] * kCells) : Real(0);
    }
    for (std::size_t slot = 0; slot < work.splitPlaces.size(); ++slot) {
        Real sum = 0;
        for (const Real paper : work.cells[slot])
            sum += paper;
        picture[work.splitPlaces[slot]] = sum * (Real(1) / kCells);
    }
}

} // namespace

template <class Real>
SketchPainter<Real>::SketchPainter(const RasterOptions& options, InstructionSet instructions)
    : m_options(options), m_instructions(instructions) {
    m_options.validate();
    blockKernels<Real>(instructions, true);
}

template <class Real>
void SketchPainter<Real>::paint(std::span<const Real> controlPoints, std::span<Real> picture,
                                PaintTape<Real>& tape) const {
    const int width = m_options.width;
    const std::size_t pixels = static_cast<std::size_t>(width) * m_options.height;
    require(controlPoints.size() % kNumbers == 0, "controlPoints");
    require(picture.size() == pixels, "picture");
    const std::size_t strokes = controlPoints.size() / kNumbers;
    const Real radius = Real(m_options.strokeWidth) / 2;
    const BlockKernels<Real> kernels = blockKernels<Real>(m_instructions, radius >= kWideRadius<Real>);
    const Canvas<Real> canvas{m_options.width, m_options.height, picture.data()};
    static thread_local Workspace<Real> work;
    work.clear(pixels);
    tape.clear();
    std::fill(picture.begin(), picture.end(), Real(1));
    for (std::size_t i = 0; i < strokes; ++i) {
        work.finder.find(controlPoints.data() + i * kNumbers, radius, canvas.width, canvas.height);
        paintPixels(kernels, shapeOf(controlPoints, i, radius), canvas, work);
    }
    const std::size_t batches = strokes == 0 ? 0 : work.tracedEnds.back();
    tape.pixels.reserve(batches);
    tape.cells.reserve(batches);
    for (std::size_t i = 0; i < strokes; ++i) {
        const std::size_t first = tape.cells.size();
        sift<Real>(batchesOf(work.traced, work.tracedEnds, i), picture, work, tape);
        kernels.cover(shapeOf(controlPoints, i, radius), Real(kSplit), Real(1), std::span(tape.cells).subspan(first));
        tape.pixelEnds.push_back(tape.pixels.size());
        tape.cellEnds.push_back(tape.cells.size());
    }
    paintCells(picture, work, tape.cells);
}

template <class Real>
void SketchPainter<Real>::gradient(std::span<const Real> controlPoints, std::span<const Real> pictureGradient,
                                   const PaintTape<Real>& tape, std::span<Real> controlPointGradient) const {
    require(controlPoints.size() % kNumbers == 0, "controlPoints");
    require(pictureGradient.size() == static_cast<std::size_t>(m_options.width) * m_options.height, "pictureGradient");
    require(tape.pixelEnds.size() == controlPoints.size() / kNumbers, "tape");
    require(controlPointGradient.size() == controlPoints.size(), "controlPointGradient");
    const Real radius = Real(m_options.strokeWidth) / 2;
    const BlockKernels<Real> kernels = blockKernels<Real>(m_instructions, radius >= kWideRadius<Real>);
    for (std::size_t i = 0; i < tape.pixelEnds.size(); ++i)
        kernels.gradient(shapeOf(controlPoints, i, radius), batchesOf(tape.pixels, tape.pixelEnds, i),
                         batchesOf(tape.cells, tape.cellEnds, i), pictureGradient.data(),
                         controlPointGradient.data() + i * kNumbers);
}

template class SketchPainter<float>;
template class SketchPainter<double>;

} // namespace croquis::raster
