// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/block_steps.hpp"

#include <array>

namespace croquis::perceptual {
namespace {

const float* orNull(const at::Tensor& tensor) {
    return tensor.defined() ? tensor.const_data_ptr<float>() : nullptr;
}

} // namespace

Product widenProduct(const BlockRun& run, int picture, int row, int column, int channel) {
    const BlockPictures& pictures = run.pictures;
    const std::ptrdiff_t pixel = picture * run.sourcePixels + std::ptrdiff_t{row} * run.pass.sourceSide + column;
    Product product;
    product.in = pictures.in + picture * pictures.inPitch + row * pictures.inRowPitch + column * pictures.inStride;
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

void depthwiseResults(const BlockRun& run, const SourceRows& rows, int picture, int y, Columns columns, int channel,
                      int channels, float* out, std::ptrdiff_t outStride) {
    const DepthwiseTaps& taps = run.pass.taps;
    const std::ptrdiff_t kernelSide = run.pass.depthwise.size(0);
    const float* const kernel = run.pass.depthwise.const_data_ptr<float>() + channel;
    const DepthwiseTaps::Phase& down = taps.phase[y % taps.phases];
    const std::ptrdiff_t pixel = picture * run.resultPixels + std::ptrdiff_t{y} * run.pass.resultSide + columns.begin;

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
            sources[row.sourceCount] = rows.first + source % rows.ring * rows.pitch +
                                       (columns.begin * taps.sourceStep + across.first - rows.origin) * rows.stride;
            weights[row.sourceCount++] = kernel + (down.kernel[t] * kernelSide + offset) * run.channels;
        }
        row.taps = across.count;
        row.sourceStep = taps.sourceStep;
        row.sourceStride = rows.stride;
        row.weightStride = run.channels;
        row.out = out + p * outStride;
        row.outStride = outStride * taps.phases;
        row.count = (columns.count() - p + taps.phases - 1) / taps.phases;
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

void narrowPixels(const BlockRun& run, const float* from, std::ptrdiff_t pixel, int rows, int column, int columns) {
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

} // namespace croquis::perceptual
