// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite_variants.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <utility>

namespace croquis::perceptual {
namespace {

using Network = EfficientNetLiteNetwork;

/// Takes a window of a plane back to what it was.
void restore(std::vector<float>& plane, const std::vector<float>& before, const PixelWindow& window,
             std::ptrdiff_t rowPitch, std::ptrdiff_t stride) {
    for (int y = window.top; y < window.bottom; ++y) {
        const std::ptrdiff_t first = y * rowPitch + window.left * stride;
        std::copy_n(before.begin() + first, window.width() * stride, plane.begin() + first);
    }
}

} // namespace

bool EfficientNetLiteVariants::serves(const Network::Wanted& wanted) {
    const auto& last = Network::blocks()[kWindowedBlocks - 1];
    const int firstStage = last.endsStage ? last.stage + 1 : last.stage;
    return wanted.blockCount() > kWindowedBlocks && (wanted.stages.empty() || wanted.stages.front() >= firstStage);
}

EfficientNetLiteVariants::EfficientNetLiteVariants(std::shared_ptr<const Network> network, const at::Tensor& picture,
                                                   Network::Wanted wanted)
    : m_network(std::move(network)), m_wanted(std::move(wanted)) {
    m_planes[0].resize(std::size_t{Stem::kSide} * Stem::windowRowPitch(3));
    Stem::fillWindows(picture.const_data_ptr<float>(), 1, 3, m_planes[0].data());
    Workspace workspace;
    for (int index = 0; index < kWindowedBlocks; ++index) {
        const Network::Block& block = Network::blocks()[index];
        m_steps[index] = m_network->step(index);
        m_planes[index + 1].resize(std::size_t(block.outSide) * block.outSide * block.outChannels);
        BlockPictures io = m_steps[index].pictures;
        io.count = 1;
        io.in = m_planes[index].data();
        io.add = block.addsInput() ? io.in : nullptr;
        io.out = m_planes[index + 1].data();
        runBlock(m_network->kernels(), m_steps[index].pass, io, workspace);
    }
}

Encoding EfficientNetLiteVariants::encode(std::span<const ChangedPixels> windows) {
    const std::size_t each = m_planes.back().size();
    m_results.resize(std::max(m_results.size(), windows.size() * each));
    while (m_desks.size() < static_cast<std::size_t>(at::get_num_threads()))
        m_desks.push_back({m_planes, {}});
    at::parallel_for(0, static_cast<std::int64_t>(windows.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        Desk& desk = m_desks[static_cast<std::size_t>(at::get_thread_num())];
        for (; begin < end; ++begin) {
            const auto i = static_cast<std::size_t>(begin);
            compute(windows[i], desk, m_results.data() + i * each);
        }
    });
    Network::Results results =
        m_network->forwardFrom(kWindowedBlocks, m_results.data(), static_cast<int>(windows.size()), m_wanted);
    return {std::move(results.stages), std::move(results.embedding)};
}

void EfficientNetLiteVariants::compute(const ChangedPixels& window, Desk& desk, float* out) const {
    std::array<PixelWindow, kWindowedBlocks> reached;
    const PixelWindow stem = Stem::refillWindows(window.values, window.place, desk.planes[0].data());
    PixelWindow sources = stem;
    for (int index = 0; index < kWindowedBlocks; ++index) {
        reached[index] = sources = reachedResults(m_steps[index].pass, sources);
        BlockPictures io = m_steps[index].pictures;
        io.count = 1;
        io.in = desk.planes[index].data();
        io.add = Network::blocks()[index].addsInput() ? io.in : nullptr;
        io.out = desk.planes[index + 1].data();
        runWindow(m_network->kernels(), m_steps[index].pass, io, reached[index], desk.scratch);
    }
    std::copy(desk.planes.back().begin(), desk.planes.back().end(), out);

    restore(desk.planes[0], m_planes[0], {window.place.left, stem.top, window.place.right, stem.bottom},
            Stem::windowRowPitch(3), Stem::windowStride(3) / 2);
    for (int index = 0; index < kWindowedBlocks; ++index) {
        const Network::Block& block = Network::blocks()[index];
        restore(desk.planes[index + 1], m_planes[index + 1], reached[index],
                std::ptrdiff_t{block.outSide} * block.outChannels, block.outChannels);
    }
}

} // namespace croquis::perceptual
