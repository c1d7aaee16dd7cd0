// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/block_pass.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>

namespace croquis::perceptual {
namespace {

constexpr int kLargeSide = 28;                   // from here on by bands of rows
constexpr std::ptrdiff_t kBandFloats = 96 << 10; // of a band's buffers: 384 KiB
constexpr int kFewestRows = 4;                   // worth a thread

const float* orNull(const at::Tensor& tensor) {
    return tensor.defined() ? tensor.const_data_ptr<float>() : nullptr;
}

/// A pass and its pictures, with the widths that follow from them.
struct Run {
    const Kernels& kernels;
    const BlockPass& pass;
    const BlockPictures& pictures;
    int channels = pass.channels();
    int before = pass.taps.paddingBefore();
    int paddedSide = before + pass.sourceSide + pass.taps.paddingAfter(pass.sourceSide, pass.resultSide);
    std::ptrdiff_t sourcePixels = std::ptrdiff_t{pass.sourceSide} * pass.sourceSide;
    std::ptrdiff_t resultPixels = std::ptrdiff_t{pass.resultSide} * pass.resultSide;
};

/// Some rows of the first step's sums, for channels from `channel` on.
Product widenProduct(const Run& run, int picture, int row, int channel) {
    const BlockPictures& pictures = run.pictures;
    const std::ptrdiff_t pixel = picture * run.sourcePixels + std::ptrdiff_t{row} * run.pass.sourceSide;
    Product product;
    product.in = pictures.in + picture * pictures.inPitch + row * pictures.inRowPitch;
    product.inStride = pictures.inStride;
    product.weights = run.pass.widen.from(channel);
    product.depth = run.pass.widen.depth();
    product.rowLength = run.pass.sourceSide;
    product.finish.activation = pictures.activation;
    if (const float* bias = orNull(run.pass.widenBias))
        product.finish.bias = bias + channel;
    if (pictures.widenMarks != nullptr)
        product.finish.marks = pictures.widenMarks + (pixel * run.channels + channel) / 8;
    product.finish.marksStride = run.channels / 8;
    return product;
}

/// The widened pictures' rows that a result needs, for some channels.
struct SourceRows {
    const float* first = nullptr; ///< of row 0, or of the ring's first row
    std::ptrdiff_t pitch = 0;
    int ring = 0; ///< row r lies at r % ring
    std::ptrdiff_t stride = 0;
};

void depthwiseResults(const Run& run, const SourceRows& rows, int picture, int y, int channel, int channels, float* out,
                      std::ptrdiff_t outStride) {
    const DepthwiseTaps& taps = run.pass.taps;
    const std::ptrdiff_t kernelSide = run.pass.depthwise.size(0);
    const float* const kernel = run.pass.depthwise.const_data_ptr<float>() + channel;
    const DepthwiseTaps::Phase& down = taps.phase[y % taps.phases];
    const std::ptrdiff_t pixel = picture * run.resultPixels + std::ptrdiff_t{y} * run.pass.resultSide;

    int offset = 0; // of the phase in the kernel's row
    for (int p = 0; p < taps.phases; offset += taps.phase[p].count, ++p) {
        const DepthwiseTaps::Phase& across = taps.phase[p];
        std::array<const float*, 5> sources{}, weights{};
        DepthwiseRow row;
        row.sources = sources.data();
        row.weights = weights.data();
        for (int t = 0; t < down.count; ++t) {
            const int source = y / taps.phases * taps.sourceStep + down.first + t;
            if (source < 0 || source >= run.pass.sourceSide)
                continue;
            sources[row.sourceCount] =
                rows.first + source % rows.ring * rows.pitch + (run.before + across.first) * rows.stride;
            weights[row.sourceCount++] = kernel + (down.kernel[t] * kernelSide + offset) * run.channels;
        }
        row.taps = across.count;
        row.sourceStep = taps.sourceStep;
        row.sourceStride = rows.stride;
        row.weightStride = run.channels;
        row.out = out + p * outStride;
        row.outStride = outStride * taps.phases;
        row.count = (run.pass.resultSide - p + taps.phases - 1) / taps.phases;
        row.channels = channels;
        row.finish.activation = run.pictures.activation;
        if (const float* bias = orNull(run.pass.depthwiseBias))
            row.finish.bias = bias + channel;
        if (run.pictures.depthwiseAdd != nullptr)
            row.finish.add = run.pictures.depthwiseAdd + (pixel + p) * run.channels + channel;
        row.finish.addStride = std::ptrdiff_t{run.channels} * taps.phases;
        if (run.pictures.depthwiseMarks != nullptr)
            row.finish.marks = run.pictures.depthwiseMarks + ((pixel + p) * run.channels + channel) / 8;
        row.finish.marksStride = std::ptrdiff_t{run.channels} / 8 * taps.phases;
        run.kernels.depthwise(row);
    }
}

/// The last step for `rows` pixels from `pixel` (counted through all pictures) on, whose depthwise results start at
/// `from`.
void narrowPixels(const Run& run, const float* from, std::ptrdiff_t pixel, int rows, int column, int columns) {
    const PackedMatrix& narrow = run.pass.narrow;
    Product product;
    product.in = from;
    product.inStride = run.channels;
    product.weights = narrow.from(column);
    product.depth = narrow.depth();
    product.rows = rows;
    product.columns = columns;
    product.out = run.pictures.out + pixel * narrow.columns() + column;
    product.outStride = narrow.columns();
    product.rowLength = rows;
    if (const float* bias = orNull(run.pass.narrowBias))
        product.finish.bias = bias + column;
    if (run.pictures.add != nullptr)
        product.finish.add = run.pictures.add + pixel * narrow.columns() + column;
    product.finish.addStride = narrow.columns();
    run.kernels.multiply(product);
}

/// Bands of rows: a ring of widened rows and a few rows of depthwise results, both in the cache.
class RowBands {
  public:
    explicit RowBands(const Run& run) : m_run(run) {
        m_rowFloats = std::ptrdiff_t{run.paddedSide} * run.channels;
        m_resultFloats = std::ptrdiff_t{run.pass.resultSide} * run.channels;
        const int phases = run.pass.taps.phases;
        m_bandRows = phases;
        while (floats(m_bandRows + phases) <= kBandFloats && m_bandRows + phases <= run.pass.resultSide)
            m_bandRows += phases;
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
            const SourceRows rows{scratch, m_rowFloats, ringRows(m_bandRows), m_run.channels};
            for (int y = y0; y < y1; ++y)
                depthwiseResults(m_run, rows, picture, y, 0, m_run.channels, results + (y - y0) * m_resultFloats,
                                 m_run.channels);
            narrowPixels(m_run, results, picture * m_run.resultPixels + std::ptrdiff_t{y0} * pass.resultSide,
                         (y1 - y0) * pass.resultSide, 0, pass.narrow.columns());
        }
    }

  private:
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
        const std::ptrdiff_t left = std::ptrdiff_t{m_run.before} * m_run.channels;
        const std::ptrdiff_t right = left + std::ptrdiff_t{m_run.pass.sourceSide} * m_run.channels;
        for (int row = 0; row < ringRows(m_bandRows); ++row) {
            std::fill_n(ring + row * m_rowFloats, left, 0.0f);
            std::fill(ring + row * m_rowFloats + right, ring + (row + 1) * m_rowFloats, 0.0f);
        }
    }

    void widenRow(int picture, int row, bool own, float* ring) const {
        const int side = m_run.pass.sourceSide;
        float* const out =
            ring + row % ringRows(m_bandRows) * m_rowFloats + std::ptrdiff_t{m_run.before} * m_run.channels;
        Product product = widenProduct(m_run, picture, row, 0);
        product.rows = side;
        product.columns = m_run.channels;
        product.out = out;
        product.outStride = m_run.channels;
        if (!own && product.finish.activation == Activation::relu6Marked)
            product.finish.activation = Activation::relu6;
        m_run.kernels.multiply(product);
        if (own && m_run.pictures.widened != nullptr)
            std::copy_n(out, std::ptrdiff_t{side} * m_run.channels,
                        m_run.pictures.widened +
                            (picture * m_run.sourcePixels + std::ptrdiff_t{row} * side) * m_run.channels);
    }

    const Run& m_run;
    std::ptrdiff_t m_rowFloats = 0, m_resultFloats = 0;
    int m_bandRows = 1;
};

void runByRows(const Run& run, Workspace& workspace) {
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
void computeChannels(const Run& run, int picture, int channel, int channels, float* scratch, float* results) {
    const int side = run.pass.sourceSide;
    const std::ptrdiff_t rowFloats = std::ptrdiff_t{run.paddedSide} * channels;
    const std::ptrdiff_t left = std::ptrdiff_t{run.before} * channels;
    for (int row = 0; row < side; ++row) {
        std::fill_n(scratch + row * rowFloats, left, 0.0f);
        std::fill(scratch + row * rowFloats + left + std::ptrdiff_t{side} * channels, scratch + (row + 1) * rowFloats,
                  0.0f);
    }
    Product product = widenProduct(run, picture, 0, channel);
    product.rows = side * side;
    product.columns = channels;
    product.out = scratch + left;
    product.outStride = channels;
    product.rowPitch = rowFloats;
    run.kernels.multiply(product);
    const SourceRows rows{scratch, rowFloats, side, channels};
    for (int y = 0; y < run.pass.resultSide; ++y)
        depthwiseResults(run, rows, picture, y, channel, channels,
                         results + std::ptrdiff_t{y} * run.pass.resultSide * run.channels + channel, run.channels);
}

void runByChannels(const Run& run, Workspace& workspace) {
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
    const Run run{kernels, pass, pictures};
    if (std::max(pass.sourceSide, pass.resultSide) >= kLargeSide)
        runByRows(run, workspace);
    else
        runByChannels(run, workspace);
}

} // namespace croquis::perceptual
