// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite_network.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/div.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

#include <algorithm>

namespace croquis::perceptual {
namespace {

constexpr int kHeadSide = 7;
constexpr int kHeadPixels = kHeadSide * kHeadSide;
constexpr int kHeadIn = 320;

/// The rows of models.md's table that are made of blocks.
constexpr struct {
    int stage, blocks, kernelSide, stride, expansion, outChannels;
} kStages[] = {{1, 1, 3, 1, 1, 16},  {2, 2, 3, 2, 6, 24},  {3, 2, 5, 2, 6, 40}, {4, 3, 3, 2, 6, 80},
               {5, 3, 5, 1, 6, 112}, {6, 4, 5, 2, 6, 192}, {7, 1, 3, 1, 6, 320}};

using Block = EfficientNetLiteNetwork::Block;
using Blocks = std::array<Block, EfficientNetLiteNetwork::kBlockCount>;

Blocks makeBlocks() {
    Blocks blocks{};
    int index = 0, side = Stem::kSide, channels = Stem::kOutChannels;
    for (const auto& stage : kStages)
        for (int i = 0; i < stage.blocks; ++i) {
            const int stride = i == 0 ? stage.stride : 1;
            blocks[index++] = {.stage = stage.stage,
                               .inSide = side,
                               .outSide = side / stride,
                               .inChannels = channels,
                               .middleChannels = channels * stage.expansion,
                               .outChannels = stage.outChannels,
                               .kernelSide = stage.kernelSide,
                               .stride = stride,
                               .endsStage = i + 1 == stage.blocks};
            side /= stride;
            channels = stage.outChannels;
        }
    return blocks;
}

at::Tensor pixelMatrix(const at::Tensor& weight) { return weight.flatten(1); }

at::Tensor makeMarks(int count, int side, int channels) { return at::empty({count, side, side, channels / 8}, at::kByte); }

at::Tensor* find(std::vector<at::Tensor>& tensors, const std::vector<int>& stages, int stage) {
    const auto found = std::find(stages.begin(), stages.end(), stage);
    return found == stages.end() ? nullptr : &tensors[static_cast<std::size_t>(found - stages.begin())];
}

/// Room for a stage's result, channels innermost, and where it is written; the tensor as callers see it goes to `result`.
float* makeStage(at::Tensor& result, int count, int side, int channels) {
    const at::Tensor pixels = at::empty({count, side, side, channels}, at::kFloat);
    result = pixels.permute({0, 3, 1, 2});
    return pixels.mutable_data_ptr<float>();
}

} // namespace

const Blocks& EfficientNetLiteNetwork::blocks() {
    static const Blocks kBlocks = makeBlocks();
    return kBlocks;
}

int EfficientNetLiteNetwork::Wanted::blockCount() const {
    if (embedding)
        return kBlockCount;
    if (stages.empty())
        return 0;
    const auto past = std::find_if(blocks().begin(), blocks().end(), [&](const Block& block) { return block.stage > stages.back(); });
    return std::max(1, static_cast<int>(past - blocks().begin())); // the stem runs as the first block's first step
}

EfficientNetLiteNetwork::EfficientNetLiteNetwork(const SafetensorsFile& file, const Kernels& kernels)
    : m_kernels(kernels), m_stem(kernels, file.read("stem.weight", {Stem::kOutChannels, 3, 3, 3}),
                                 file.read("stem.bias", {Stem::kOutChannels})) {
    for (int index = 0; index < kBlockCount; ++index)
        readBlock(file, index);
    const at::Tensor head = pixelMatrix(file.read("head.weight", {kEmbeddingSize, kHeadIn, 1, 1}));
    m_head = {PackedMatrix(kernels, head.t()), PackedMatrix(kernels, head), file.read("head.bias", {kEmbeddingSize})};
}

void EfficientNetLiteNetwork::readBlock(const SafetensorsFile& file, int index) {
    const Block& block = blocks()[index];
    const auto read = [&](const char* part, std::vector<std::int64_t> shape) {
        return file.read(fmt::format("blocks.{}.{}", index, part), shape);
    };
    BlockPass& forth = m_forward[index];
    BlockPass& back = m_backward[index];
    forth.sourceSide = back.resultSide = block.inSide;
    forth.resultSide = back.sourceSide = block.outSide;
    forth.taps = DepthwiseTaps::convolution(block.kernelSide, block.stride);
    back.taps = DepthwiseTaps::transposed(block.kernelSide, block.stride);

    if (index > 0) {
        const at::Tensor expand = pixelMatrix(read("expand.weight", {block.middleChannels, block.inChannels, 1, 1}));
        forth.widen = PackedMatrix(m_kernels, expand.t());
        forth.widenBias = read("expand.bias", {block.middleChannels});
        back.narrow = PackedMatrix(m_kernels, expand);
    } else
        forth.widenBias = m_stem.bias();
    const at::Tensor depthwise = read("depthwise.weight", {block.middleChannels, 1, block.kernelSide, block.kernelSide});
    forth.depthwise = arrangeDepthwise(depthwise, forth.taps);
    forth.depthwiseBias = read("depthwise.bias", {block.middleChannels});
    back.depthwise = arrangeDepthwise(depthwise, back.taps);
    const at::Tensor project = pixelMatrix(read("project.weight", {block.outChannels, block.middleChannels, 1, 1}));
    forth.narrow = PackedMatrix(m_kernels, project.t());
    forth.narrowBias = read("project.bias", {block.outChannels});
    back.widen = PackedMatrix(m_kernels, project);
}

EfficientNetLiteNetwork::Results EfficientNetLiteNetwork::forward(const at::Tensor& pictures, const Wanted& wanted, Marks* marks) const {
    const int count = static_cast<int>(pictures.size(0)), channels = static_cast<int>(pictures.size(1));
    const WorkspacePool::Loan loan(m_workspaces);
    Workspace& workspace = *loan;
    Results results;
    results.stages.resize(wanted.stages.size());

    BlockPass first = m_forward[0];
    first.widen = m_stem.forward(channels);
    const float* in = nullptr;
    for (int index = 0; index < wanted.blockCount(); ++index) {
        const Block& block = blocks()[index];
        BlockPictures io;
        io.count = count;
        if (index == 0) {
            float* const windows =
                workspace.floats(Workspace::windows, std::size_t(count) * Stem::kSide * Stem::windowRowPitch(channels));
            Stem::fillWindows(pictures.const_data_ptr<float>(), count, channels, windows);
            io.in = windows;
            io.inStride = Stem::windowStride(channels);
            io.inRowPitch = Stem::windowRowPitch(channels);
            if (at::Tensor* stage = find(results.stages, wanted.stages, 0))
                io.widened = makeStage(*stage, count, Stem::kSide, Stem::kOutChannels);
        } else {
            io.in = in;
            io.inStride = block.inChannels;
            io.inRowPitch = std::ptrdiff_t{block.inSide} * block.inChannels;
        }
        io.inPitch = io.inRowPitch * block.inSide;
        io.add = block.addsInput() ? in : nullptr;
        at::Tensor* stage = block.endsStage ? find(results.stages, wanted.stages, block.stage) : nullptr;
        io.out = stage != nullptr ? makeStage(*stage, count, block.outSide, block.outChannels)
                                  : workspace.floats(index % 2 == 0 ? Workspace::even : Workspace::odd,
                                                     std::size_t(count) * block.outSide * block.outSide * block.outChannels);
        if (marks != nullptr) {
            io.activation = Activation::relu6Marked;
            marks->widen[index] = makeMarks(count, block.inSide, block.middleChannels);
            marks->depthwise[index] = makeMarks(count, block.outSide, block.middleChannels);
            io.widenMarks = marks->widen[index].mutable_data_ptr<std::uint8_t>();
            io.depthwiseMarks = marks->depthwise[index].mutable_data_ptr<std::uint8_t>();
        }
        runBlock(m_kernels, index == 0 ? first : m_forward[index], io, workspace);
        in = io.out;
    }
    if (wanted.embedding)
        results.embedding = headForward(in, count, marks, workspace);
    return results;
}

at::Tensor EfficientNetLiteNetwork::headForward(const float* in, int count, Marks* marks, Workspace& workspace) const {
    constexpr int kChunks = (kEmbeddingSize + kChunkChannels - 1) / kChunkChannels;
    constexpr std::ptrdiff_t kScratch = std::ptrdiff_t{kHeadPixels} * kChunkChannels;
    at::Tensor embedding = at::empty({count, kEmbeddingSize}, at::kFloat);
    float* const out = embedding.mutable_data_ptr<float>();
    if (marks != nullptr)
        marks->head = makeMarks(count, kHeadSide, kEmbeddingSize);
    std::uint8_t* const bits = marks != nullptr ? marks->head.mutable_data_ptr<std::uint8_t>() : nullptr;
    float* const scratch = workspace.perThread(kScratch);
    at::parallel_for(0, std::int64_t{count} * kChunks, 1, [&](std::int64_t begin, std::int64_t end) {
        float* const pixels = scratch + at::get_thread_num() * kScratch;
        for (; begin < end; ++begin) {
            const std::ptrdiff_t picture = begin / kChunks;
            const int column = static_cast<int>(begin % kChunks) * kChunkChannels;
            const int columns = std::min(kChunkChannels, kEmbeddingSize - column);
            Product product;
            product.in = in + picture * kHeadPixels * kHeadIn;
            product.inStride = kHeadIn;
            product.weights = m_head.forward.from(column);
            product.depth = kHeadIn;
            product.rows = product.rowLength = kHeadPixels;
            product.columns = columns;
            product.out = pixels;
            product.outStride = columns;
            product.finish.bias = m_head.bias.const_data_ptr<float>() + column;
            product.finish.activation = Activation::relu6;
            if (bits != nullptr) {
                product.finish.activation = Activation::relu6Marked;
                product.finish.marks = bits + (picture * kHeadPixels * kEmbeddingSize + column) / 8;
                product.finish.marksStride = kEmbeddingSize / 8;
            }
            m_kernels.multiply(product);
            float* const mean = out + picture * kEmbeddingSize + column;
            std::copy_n(pixels, columns, mean);
            for (int pixel = 1; pixel < kHeadPixels; ++pixel)
                for (int c = 0; c < columns; ++c)
                    mean[c] += pixels[pixel * columns + c];
            for (int c = 0; c < columns; ++c)
                mean[c] /= kHeadPixels;
        }
    });
    return embedding;
}

void EfficientNetLiteNetwork::headBackward(const at::Tensor& gradient, const Marks& marks, const float* add, float* out,
                                           Workspace& workspace) const {
    const std::int64_t count = gradient.size(0);
    const at::Tensor perPixel = at::div(gradient, kHeadPixels).contiguous();
    const float* const spread = perPixel.const_data_ptr<float>();
    // Written only through `gate`, which reads them.
    std::uint8_t* const bits = const_cast<std::uint8_t*>(marks.head.const_data_ptr<std::uint8_t>());
    float* const gated = workspace.floats(Workspace::middle, std::size_t(count) * kHeadPixels * kEmbeddingSize);
    at::parallel_for(0, count * kHeadPixels, kHeadSide, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            Product copy; // of depth 0: the bias alone, gated
            copy.in = spread;
            copy.weights = spread;
            copy.rows = copy.rowLength = 1;
            copy.columns = kEmbeddingSize;
            copy.out = gated + begin * kEmbeddingSize;
            copy.finish.activation = Activation::gate;
            copy.finish.bias = spread + begin / kHeadPixels * kEmbeddingSize;
            copy.finish.marks = bits + begin * kEmbeddingSize / 8;
            m_kernels.multiply(copy);
        }
    });
    const int panels = (kHeadIn + m_kernels.panelColumns - 1) / m_kernels.panelColumns;
    at::parallel_for(0, count * panels, 1, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            const std::ptrdiff_t picture = begin / panels;
            const int column = static_cast<int>(begin % panels) * m_kernels.panelColumns;
            Product product;
            product.in = gated + picture * kHeadPixels * kEmbeddingSize;
            product.inStride = kEmbeddingSize;
            product.weights = m_head.backward.from(column);
            product.depth = kEmbeddingSize;
            product.rows = product.rowLength = kHeadPixels;
            product.columns = std::min(m_kernels.panelColumns, kHeadIn - column);
            product.out = out + picture * kHeadPixels * kHeadIn + column;
            product.outStride = kHeadIn;
            product.finish.add = add != nullptr ? add + picture * kHeadPixels * kHeadIn + column : nullptr;
            product.finish.addStride = kHeadIn;
            m_kernels.multiply(product);
        }
    });
}

at::Tensor EfficientNetLiteNetwork::backward(const Results& gradients, const Wanted& wanted, const Marks& marks, int count,
                                             int channels) const {
    const WorkspacePool::Loan loan(m_workspaces);
    Workspace& workspace = *loan;
    std::array<at::Tensor, kStageCount> stageGradients; // channels innermost
    for (std::size_t i = 0; i < wanted.stages.size(); ++i)
        if (gradients.stages[i].defined())
            stageGradients[wanted.stages[i]] = gradients.stages[i].permute({0, 2, 3, 1}).contiguous();
    const auto gradientOf = [&](int stage) {
        return stageGradients[stage].defined() ? stageGradients[stage].const_data_ptr<float>() : nullptr;
    };
    const auto slotFor = [&](int index, int side, int width) {
        return workspace.floats(index % 2 == 0 ? Workspace::even : Workspace::odd, std::size_t(count) * side * side * width);
    };

    Wanted reached{{}, gradients.embedding.defined()};
    for (int stage = 0; stage < kStageCount; ++stage)
        if (stageGradients[stage].defined())
            reached.stages.push_back(stage);
    int index = reached.blockCount() - 1;
    if (index < 0)
        return at::zeros({count, channels, kInputSide, kInputSide}, at::kFloat);

    const float* gradient = gradientOf(blocks()[index].stage);
    if (gradients.embedding.defined()) {
        float* const out = slotFor(kBlockCount, kHeadSide, kHeadIn);
        headBackward(gradients.embedding, marks, gradient, out, workspace);
        gradient = out;
    } else if (gradient == nullptr) // of the stem alone
        stageGradients[1] = at::zeros({count, Stem::kSide, Stem::kSide, blocks()[0].outChannels}, at::kFloat),
        gradient = gradientOf(1);

    BlockPass first = m_backward[0];
    first.narrow = m_stem.backward(channels);
    float* const windows = workspace.floats(Workspace::windows, std::size_t(count) * Stem::kSide * Stem::kSide * first.narrow.columns());
    for (; index >= 0; --index) {
        const Block& block = blocks()[index];
        BlockPictures io;
        io.count = count;
        io.in = gradient;
        io.inStride = block.outChannels;
        io.inRowPitch = std::ptrdiff_t{block.outSide} * block.outChannels;
        io.inPitch = io.inRowPitch * block.outSide;
        io.out = index == 0 ? windows : slotFor(index, block.inSide, block.inChannels);
        if (block.addsInput())
            io.add = gradient;
        else if (index > 0 && blocks()[index - 1].endsStage)
            io.add = gradientOf(blocks()[index - 1].stage);
        io.activation = Activation::gate;
        io.widenMarks = const_cast<std::uint8_t*>(marks.depthwise[index].const_data_ptr<std::uint8_t>());
        io.depthwiseMarks = const_cast<std::uint8_t*>(marks.widen[index].const_data_ptr<std::uint8_t>());
        io.depthwiseAdd = index == 0 ? gradientOf(0) : nullptr;
        runBlock(m_kernels, index == 0 ? first : m_backward[index], io, workspace);
        gradient = io.out;
    }
    at::Tensor pictures = at::empty({count, channels, kInputSide, kInputSide}, at::kFloat);
    m_stem.gatherWindows(windows, count, channels, pictures.mutable_data_ptr<float>());
    return pictures;
}

} // namespace croquis::perceptual
