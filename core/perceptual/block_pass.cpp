// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/block_pass.hpp"

#include "perceptual/block_steps.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace croquis::perceptual {
namespace {

constexpr int kLargeSide = 28;                   // from here on by bands of rows
constexpr std::ptrdiff_t kBandFloats = 96 << 10; // of a band's buffers: 384 KiB
constexpr int kFewestRows = 4;                   // worth a thread

/// Bands of rows: a ring of widened rows and a few rows of depthwise results, both in the cache.
class RowBands {
  public:
    explicit RowBands(const BlockRun& run)
        : RowBands(run, {0, run.pass.resultSide}, {0, run.pass.sourceSide}, -run.before, run.paddedSide) {}

    /// Some columns of the results. @param run  of a pass of one phase.
    static RowBands ofColumns(const BlockRun& run, Columns columns) {
        const int first = columns.begin * run.pass.taps.sourceStep + run.pass.taps.phase[0].first;
        const int end =
            (columns.end - 1) * run.pass.taps.sourceStep + run.pass.taps.phase[0].first + run.pass.taps.phase[0].count;
        return {run, columns, {std::max(0, first), std::min(run.pass.sourceSide, end)}, first, end - first};
    }

    std::ptrdiff_t floats() const { return floats(m_bandRows); }

    /// Rows `begin`..`end` of one picture.
    void compute(int picture, int begin, int end, float* scratch) const {
        const BlockPass& pass = m_run.pass;
        float* const results = scratch + ringRows(m_bandRows) * m_rowFloats;
        clearPadding(scratch);
        int have = 0;
        for (int y0 = begin; y0 < end; y0 += m_bandRows) {
            const int y1 = std::min(y0 + m_bandRows, end);
            int first = pass.sourceSide, last = 0;
            for (int y = y0; y < y1; ++y) {
                const DepthwiseTaps::Phase& down = pass.taps.phase[y % pass.taps.phases];
                const int source = y / pass.taps.phases * pass.taps.sourceStep + down.first;
                first = std::min(first, source);
                last = std::max(last, source + down.count);
            }
            for (have = std::max({have, first, 0}); have < std::min(last, pass.sourceSide); ++have)
                widenRow(picture, have, owned(begin) <= have && have < owned(end), scratch);
            const SourceRows rows{scratch, m_rowFloats, ringRows(m_bandRows), m_run.channels, m_origin};
            for (int y = y0; y < y1; ++y)
                depthwiseResults(m_run, rows, picture, y, m_columns, 0, m_run.channels,
                                 results + (y - y0) * m_resultFloats, m_run.channels);
            narrowRows(picture, y0, y1, results);
        }
    }

  private:
    /// @param sources  columns that are computed. @param origin, width  of a row in the ring, with padding.
    RowBands(const BlockRun& run, Columns columns, Columns sources, int origin, int width)
        : m_run(run), m_columns(columns), m_sources(sources), m_origin(origin),
          m_rowFloats(std::ptrdiff_t{width} * run.channels),
          m_resultFloats(std::ptrdiff_t{columns.count()} * run.channels) {
        const int phases = run.pass.taps.phases;
        m_bandRows = phases;
        while (floats(m_bandRows + phases) <= kBandFloats && m_bandRows + phases <= run.pass.resultSide)
            m_bandRows += phases;
    }

    int ringRows(int bandRows) const {
        const DepthwiseTaps& taps = m_run.pass.taps;
        return bandRows * taps.sourceStep / taps.phases + static_cast<int>(m_run.pass.depthwise.size(0));
    }
    std::ptrdiff_t floats(int bandRows) const { return ringRows(bandRows) * m_rowFloats + bandRows * m_resultFloats; }

    /// The first widened row that belongs to the rows from `y` on: what is kept of it is written by them and no others.
    int owned(int y) const {
        return y == m_run.pass.resultSide ? m_run.pass.sourceSide : y * m_run.pass.taps.sourceStep;
    }

    void clearPadding(float* ring) const {
        const std::ptrdiff_t left = std::ptrdiff_t{m_sources.begin - m_origin} * m_run.channels;
        const std::ptrdiff_t right = std::ptrdiff_t{m_sources.end - m_origin} * m_run.channels;
        for (int row = 0; row < ringRows(m_bandRows); ++row) {
            std::fill_n(ring + row * m_rowFloats, left, 0.0f);
            std::fill(ring + row * m_rowFloats + right, ring + (row + 1) * m_rowFloats, 0.0f);
        }
    }

    void widenRow(int picture, int row, bool own, float* ring) const {
        const int side = m_run.pass.sourceSide, count = m_sources.count();
        float* const out = ring + row % ringRows(m_bandRows) * m_rowFloats +
                           std::ptrdiff_t{m_sources.begin - m_origin} * m_run.channels;
        Product product = widenProduct(m_run, picture, row, m_sources.begin, 0);
        product.rows = product.rowLength = count;
        product.columns = m_run.channels;
        product.out = out;
        product.outStride = m_run.channels;
        if (!own && product.finish.activation == Activation::relu6Marked)
            product.finish.activation = Activation::relu6;
        m_run.kernels.multiply(product);
        if (own && m_run.pictures.widened != nullptr)
            std::copy_n(out, std::ptrdiff_t{count} * m_run.channels,
                        m_run.pictures.widened +
                            (picture * m_run.sourcePixels + std::ptrdiff_t{row} * side) * m_run.channels);
    }

    void narrowRows(int picture, int begin, int end, const float* results) const {
        const int side = m_run.pass.resultSide, count = m_columns.count();
        const std::ptrdiff_t pixel = picture * m_run.resultPixels + std::ptrdiff_t{begin} * side + m_columns.begin;
        if (count == side)
            return narrowPixels(m_run, results, pixel, (end - begin) * side, 0, m_run.pass.narrow.columns());
        for (int y = 0; y < end - begin; ++y)
            narrowPixels(m_run, results + y * m_resultFloats, pixel + std::ptrdiff_t{y} * side, count, 0,
                         m_run.pass.narrow.columns());
    }

    const BlockRun& m_run;
    Columns m_columns, m_sources;
    int m_origin;
    std::ptrdiff_t m_rowFloats, m_resultFloats;
    int m_bandRows = 1;
};

void runByRows(const BlockRun& run, Workspace& workspace) {
    const RowBands bands(run);
    float* const scratch = workspace.perThread(static_cast<std::size_t>(bands.floats()));
    const int side = run.pass.resultSide;
    at::parallel_for(
        0, std::int64_t{run.pictures.count} * side, kFewestRows, [&](std::int64_t begin, std::int64_t end) {
            float* const mine = scratch + at::get_thread_num() * bands.floats();
            while (begin < end) {
                const int picture = static_cast<int>(begin / side);
                const std::int64_t start = std::int64_t{picture} * side;
                const std::int64_t stop = std::min(end, start + side);
                bands.compute(picture, static_cast<int>(begin - start), static_cast<int>(stop - start), mine);
                begin = stop;
            }
        });
}

/// The first two steps for some channels of a picture, into `results`, [pixel, channel] of the whole picture.
void computeChannels(const BlockRun& run, int picture, int channel, int channels, float* scratch, float* results) {
    const int side = run.pass.sourceSide;
    const std::ptrdiff_t rowFloats = std::ptrdiff_t{run.paddedSide} * channels;
    const std::ptrdiff_t left = std::ptrdiff_t{run.before} * channels;
    for (int row = 0; row < side; ++row) {
        std::fill_n(scratch + row * rowFloats, left, 0.0f);
        std::fill(scratch + row * rowFloats + left + std::ptrdiff_t{side} * channels, scratch + (row + 1) * rowFloats,
                  0.0f);
    }
    Product product = widenProduct(run, picture, 0, 0, channel);
    product.rows = side * side;
    product.columns = channels;
    product.out = scratch + left;
    product.outStride = channels;
    product.rowPitch = rowFloats;
    run.kernels.multiply(product);
    const SourceRows rows{scratch, rowFloats, side, channels, -run.before};
    for (int y = 0; y < run.pass.resultSide; ++y)
        depthwiseResults(run, rows, picture, y, {0, run.pass.resultSide}, channel, channels,
                         results + std::ptrdiff_t{y} * run.pass.resultSide * run.channels + channel, run.channels);
}

void runByChannels(const BlockRun& run, Workspace& workspace) {
    const std::ptrdiff_t each = std::ptrdiff_t{run.pass.sourceSide} * run.paddedSide * kChunkChannels;
    float* const scratch = workspace.perThread(static_cast<std::size_t>(each));
    const std::ptrdiff_t pictureFloats = run.resultPixels * run.channels;
    float* const results =
        workspace.floats(Workspace::middle, static_cast<std::size_t>(run.pictures.count * pictureFloats));
    const int chunks = (run.channels + kChunkChannels - 1) / kChunkChannels;
    at::parallel_for(0, std::int64_t{run.pictures.count} * chunks, 1, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            const int picture = static_cast<int>(begin / chunks);
            const int channel = static_cast<int>(begin % chunks) * kChunkChannels;
            computeChannels(run, picture, channel, std::min(kChunkChannels, run.channels - channel),
                            scratch + at::get_thread_num() * each, results + picture * pictureFloats);
        }
    });
    const int width = run.kernels.panelColumns;
    const int panels = (run.pass.narrow.columns() + width - 1) / width;
    at::parallel_for(0, std::int64_t{run.pictures.count} * panels, 1, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            const std::int64_t picture = begin / panels;
            const int column = static_cast<int>(begin % panels) * width;
            narrowPixels(run, results + picture * pictureFloats, picture * run.resultPixels,
                         static_cast<int>(run.resultPixels), column,
                         std::min(width, run.pass.narrow.columns() - column));
        }
    });
}

} // namespace

at::Tensor arrangeDepthwise(const at::Tensor& kernel, const DepthwiseTaps& taps) {
    const std::int64_t channels = kernel.size(0), side = kernel.size(2);
    at::Tensor arranged = at::empty({side, side, channels}, at::kFloat);
    const at::Tensor dense = kernel.contiguous();
    const float* const from = dense.const_data_ptr<float>();
    float* to = arranged.mutable_data_ptr<float>();
    for (std::int64_t row = 0; row < side; ++row)
        for (int p = 0; p < taps.phases; ++p)
            for (int t = 0; t < taps.phase[p].count; ++t)
                for (std::int64_t channel = 0; channel < channels; ++channel)
                    *to++ = from[(channel * side + row) * side + taps.phase[p].kernel[t]];
    return arranged;
}

void runBlock(const Kernels& kernels, const BlockPass& pass, const BlockPictures& pictures, Workspace& workspace) {
    const BlockRun run{kernels, pass, pictures};
    if (std::max(pass.sourceSide, pass.resultSide) >= kLargeSide)
        runByRows(run, workspace);
    else
        runByChannels(run, workspace);
}

PixelWindow reachedResults(const BlockPass& pass, const PixelWindow& sources) {
    const auto first = [&](int source) { // the first result that reads nothing before this source
        const int reach = source - pass.taps.phase[0].first - pass.taps.phase[0].count + 1;
        return std::max(0, (reach + pass.taps.sourceStep - 1) / pass.taps.sourceStep);
    };
    const auto end = [&](int source) {
        return std::min(pass.resultSide, (source - 1 - pass.taps.phase[0].first) / pass.taps.sourceStep + 1);
    };
    return {first(sources.left), first(sources.top), end(sources.right), end(sources.bottom)};
}

void runWindow(const Kernels& kernels, const BlockPass& pass, const BlockPictures& pictures, const PixelWindow& window,
               std::vector<float>& scratch) {
    const BlockRun run{kernels, pass, pictures};
    const RowBands bands = RowBands::ofColumns(run, {window.left, window.right});
    scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(bands.floats())));
    bands.compute(0, window.top, window.bottom, scratch.data());
}

} // namespace croquis::perceptual
