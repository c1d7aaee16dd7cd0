// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/efficientnet_lite_network.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <array>
#include <memory>
#include <vector>

namespace croquis::perceptual {

/// EfficientNet-Lite0's results for pictures that differ from one in a window each. What the window changes grows by a
/// few pixels a block, so the first blocks are computed only there; the rest keeps the one picture's results.
class EfficientNetLiteVariants final : public PictureVariants {
  public:
    /// Blocks that are computed in windows. At the end of the last a window of 69 pixels has become 12 of 14.
    static constexpr int kWindowedBlocks = 7;

    /// Whether all results lie behind those blocks.
    static bool serves(const EfficientNetLiteNetwork::Wanted& wanted);

    /// @param picture  [1, 3, 224, 224] float32 on the CPU, contiguous. @param wanted  that serves().
    /// Cost: one forward pass through the first blocks; 3 MB, and as much again a thread of at::parallel_for.
    EfficientNetLiteVariants(std::shared_ptr<const EfficientNetLiteNetwork> network, const at::Tensor& picture,
                             EfficientNetLiteNetwork::Wanted wanted);

    /// Cost: a forward pass a window, for windows of 69 pixels about 0.7 of one. Pictures are shared among the threads;
    /// the bits depend neither on their number nor on the other windows.
    Encoding encode(std::span<const ChangedPixels> windows) override;

  private:
    /// Of one picture, channels innermost: the stem's windows, and the results of each block.
    using Planes = std::array<std::vector<float>, kWindowedBlocks + 1>;

    /// What one thread works in: the picture's planes, changed for one variant at a time.
    struct Desk {
        Planes planes;
        std::vector<float> scratch;
    };

    void compute(const ChangedPixels& window, Desk& desk, float* out) const;

    std::shared_ptr<const EfficientNetLiteNetwork> m_network;
    EfficientNetLiteNetwork::Wanted m_wanted;
    std::array<EfficientNetLiteNetwork::Step, kWindowedBlocks> m_steps;
    Planes m_planes;
    std::vector<Desk> m_desks; ///< one a thread
    std::vector<float> m_results;
};

} // namespace croquis::perceptual
