// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite_network.hpp"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

#include <algorithm>

namespace croquis::perceptual {
namespace {

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

at::Tensor pixelMatrix(const at::Tensor& weight) {
    return weight.flatten(1);
}

at::Tensor makeMarks(int count, int side, int channels) {
    return at::empty({count, side, side, channels / 8}, at::kByte);
}

at::Tensor* find(std::vector<at::Tensor>& tensors, const std::vector<int>& stages, int stage) {
    const auto found = std::find(stages.begin(), stages.end(), stage);
    return found == stages.end() ? nullptr : &tensors[static_cast<std::size_t>(found - stages.begin())];
}

const float* dataOrNull(const at::Tensor& tensor) {
    return tensor.defined() ? tensor.const_data_ptr<float>() : nullptr;
}

/// Room for what goes from block to block, one of two in turn.
float* blockRoom(Workspace& workspace, int index, int count, int side, int channels) {
    return workspace.floats(index % 2 == 0 ? Workspace::even : Workspace::odd,
                            std::size_t(count) * side * side * channels);
}

/// Room for a stage's result, channels innermost, and where it is written; the tensor as callers see it goes to
/// `result`.
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
    const auto past =
        std::find_if(blocks().begin(), blocks().end(), [&](const Block& block) { return block.stage > stages.back(); });
    return std::max(1, static_cast<int>(past - blocks().begin())); // the stem runs as the first block's first step
}

EfficientNetLiteNetwork::EfficientNetLiteNetwork(const TensorFile& file, const Kernels& kernels)
    : m_kernels(kernels), m_stem(kernels, file.read("stem.weight", {Stem::kOutChannels, 3, 3, 3}),
                                 file.read("stem.bias", {Stem::kOutChannels})) {
    for (int index = 0; index < kBlockCount; ++index)
        readBlock(file, index);
    m_head = PooledHead(kernels,
                        pixelMatrix(file.read("head.weight", {PooledHead::kChannels, PooledHead::kInChannels, 1, 1})),
                        file.read("head.bias", {PooledHead::kChannels}));
}

void EfficientNetLiteNetwork::readBlock(const TensorFile& file, int index) {
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
    const at::Tensor depthwise =
        read("depthwise.weight", {block.middleChannels, 1, block.kernelSide, block.kernelSide});
    forth.depthwise = arrangeDepthwise(depthwise, forth.taps);
    forth.depthwiseBias = read("depthwise.bias", {block.middleChannels});
    back.depthwise = arrangeDepthwise(depthwise, back.taps);
    const at::Tensor project = pixelMatrix(read("project.weight", {block.outChannels, block.middleChannels, 1, 1}));
    forth.narrow = PackedMatrix(m_kernels, project.t());
    forth.narrowBias = read("project.bias", {block.outChannels});
    back.widen = PackedMatrix(m_kernels, project);
}

BlockPictures EfficientNetLiteNetwork::sourcesOf(int index, int channels) const {
    const Block& block = blocks()[index];
    BlockPictures io;
    io.inStride = index == 0 ? Stem::windowStride(channels) : block.inChannels;
    io.inRowPitch = index == 0 ? Stem::windowRowPitch(channels) : std::ptrdiff_t{block.inSide} * block.inChannels;
    io.inPitch = io.inRowPitch * block.inSide;
    return io;
}

EfficientNetLiteNetwork::Step EfficientNetLiteNetwork::step(int index) const {
    constexpr int kColour = 3;
    Step step{m_forward[index], sourcesOf(index, kColour)};
    if (index == 0)
        step.pass.widen = m_stem.forward(kColour);
    return step;
}

EfficientNetLiteNetwork::Results EfficientNetLiteNetwork::forward(const at::Tensor& pictures, const Wanted& wanted,
                                                                  Tape* tape) const {
    const int count = static_cast<int>(pictures.size(0)), channels = static_cast<int>(pictures.size(1));
    const WorkspacePool::Loan loan(m_workspaces);
    Workspace& workspace = *loan;
    if (tape != nullptr) {
        tape->count = count;
        tape->channels = channels;
    }
    float* windows = nullptr;
    if (wanted.blockCount() > 0) {
        windows =
            workspace.floats(Workspace::windows, std::size_t(count) * Stem::kSide * Stem::windowRowPitch(channels));
        Stem::fillWindows(pictures.const_data_ptr<float>(), count, channels, windows);
    }
    return blocksForward(windows, 0, count, channels, wanted, tape, workspace);
}

EfficientNetLiteNetwork::Results EfficientNetLiteNetwork::forwardFrom(int first, const float* in, int count,
                                                                      const Wanted& wanted) const {
    const WorkspacePool::Loan loan(m_workspaces);
    return blocksForward(in, first, count, 3, wanted, nullptr, *loan);
}

EfficientNetLiteNetwork::Results EfficientNetLiteNetwork::blocksForward(const float* in, int first, int count,
                                                                        int channels, const Wanted& wanted, Tape* tape,
                                                                        Workspace& workspace) const {
    Results results;
    results.stages.resize(wanted.stages.size());
    BlockPass stemPass = m_forward[0];
    stemPass.widen = m_stem.forward(channels);
    for (int index = first; index < wanted.blockCount(); ++index) {
        const Block& block = blocks()[index];
        BlockPictures io = sourcesOf(index, channels);
        io.count = count;
        io.in = in;
        if (at::Tensor* stage = index == 0 ? find(results.stages, wanted.stages, 0) : nullptr)
            io.widened = makeStage(*stage, count, Stem::kSide, Stem::kOutChannels);
        io.add = block.addsInput() ? in : nullptr;
        at::Tensor* stage = block.endsStage ? find(results.stages, wanted.stages, block.stage) : nullptr;
        io.out = stage != nullptr ? makeStage(*stage, count, block.outSide, block.outChannels)
                                  : blockRoom(workspace, index, count, block.outSide, block.outChannels);
        if (tape != nullptr) {
            io.activation = Activation::relu6Marked;
            tape->widen[index] = makeMarks(count, block.inSide, block.middleChannels);
            tape->depthwise[index] = makeMarks(count, block.outSide, block.middleChannels);
            io.widenMarks = tape->widen[index].mutable_data_ptr<std::uint8_t>();
            io.depthwiseMarks = tape->depthwise[index].mutable_data_ptr<std::uint8_t>();
        }
        runBlock(m_kernels, index == 0 ? stemPass : m_forward[index], io, workspace);
        in = io.out;
    }
    if (wanted.embedding)
        results.embedding = m_head.forward(m_kernels, in, count, tape != nullptr ? &tape->head : nullptr, workspace);
    return results;
}

at::Tensor EfficientNetLiteNetwork::backward(const Results& gradients, const Wanted& wanted, const Tape& tape) const {
    const WorkspacePool::Loan loan(m_workspaces);
    Workspace& workspace = *loan;
    StageGradients stages; // channels innermost
    Wanted reached{{}, gradients.embedding.defined()};
    for (std::size_t i = 0; i < wanted.stages.size(); ++i)
        if (gradients.stages[i].defined()) {
            stages[wanted.stages[i]] = gradients.stages[i].permute({0, 2, 3, 1}).contiguous();
            reached.stages.push_back(wanted.stages[i]);
        }
    if (reached.blockCount() == 0)
        return at::zeros({tape.count, tape.channels, kInputSide, kInputSide}, at::kFloat);

    const int last = reached.blockCount() - 1;
    const float* gradient = dataOrNull(stages[blocks()[last].stage]);
    at::Tensor nothing;
    if (reached.embedding) {
        float* const out = blockRoom(workspace, kBlockCount, tape.count, PooledHead::kSide, PooledHead::kInChannels);
        m_head.backward(m_kernels, gradients.embedding, tape.head, gradient, out, workspace);
        gradient = out;
    } else if (gradient == nullptr) { // the stem's gradient alone
        nothing = at::zeros({tape.count, Stem::kSide, Stem::kSide, blocks()[0].outChannels}, at::kFloat);
        gradient = nothing.const_data_ptr<float>();
    }
    return blocksBackward(gradient, last, stages, tape, workspace);
}

at::Tensor EfficientNetLiteNetwork::blocksBackward(const float* gradient, int last, const StageGradients& stages,
                                                   const Tape& tape, Workspace& workspace) const {
    BlockPass first = m_backward[0];
    first.narrow = m_stem.backward(tape.channels);
    float* const windows = workspace.floats(Workspace::windows, std::size_t(tape.count) * Stem::kSide * Stem::kSide *
                                                                    first.narrow.columns());
    for (int index = last; index >= 0; --index) {
        const Block& block = blocks()[index];
        BlockPictures io;
        io.count = tape.count;
        io.in = gradient;
        io.inStride = block.outChannels;
        io.inRowPitch = std::ptrdiff_t{block.outSide} * block.outChannels;
        io.inPitch = io.inRowPitch * block.outSide;
        io.out = index == 0 ? windows : blockRoom(workspace, index, tape.count, block.inSide, block.inChannels);
        if (block.addsInput())
            io.add = gradient;
        else if (index > 0 && blocks()[index - 1].endsStage)
            io.add = dataOrNull(stages[blocks()[index - 1].stage]);
        io.activation = Activation::gate;
        io.widenMarks = const_cast<std::uint8_t*>(tape.depthwise[index].const_data_ptr<std::uint8_t>());
        io.depthwiseMarks = const_cast<std::uint8_t*>(tape.widen[index].const_data_ptr<std::uint8_t>());
        io.depthwiseAdd = index == 0 ? dataOrNull(stages[0]) : nullptr;
        runBlock(m_kernels, index == 0 ? first : m_backward[index], io, workspace);
        gradient = io.out;
    }
    at::Tensor result = at::empty({tape.count, tape.channels, kInputSide, kInputSide}, at::kFloat);
    m_stem.gatherWindows(windows, tape.count, tape.channels, result.mutable_data_ptr<float>());
    return result;
}

} // namespace croquis::perceptual
