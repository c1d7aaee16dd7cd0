// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/network_operators.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <array>
#include <filesystem>
#include <memory>

namespace croquis::perceptual {

/// (picture - mean) / deviation per channel, of sRGB 0..1.
struct ChannelNormalisation {
    std::array<double, 3> mean{};
    std::array<double, 3> deviation{1, 1, 1};
};

/// A frozen network made of NetworkOperators, on whatever device its weights are, with explicit ways forth
/// and back: nothing waits for the device and nothing goes between it and the host, so that both ways can be captured
/// into a CUDA graph. Immutable; any thread.
class TensorNetwork {
  public:
    /// What the way back needs of the way forth.
    class Tape {
      public:
        virtual ~Tape() = default;
    };

    virtual ~TensorNetwork() = default;

    virtual int inputSide() const = 0;                                   ///< pixels
    virtual std::array<std::int64_t, 3> stageShape(int stage) const = 0; ///< channels, height, width
    virtual std::int64_t embeddingSize() const = 0;
    virtual ChannelNormalisation normalisation() const = 0;
    /// Bytes of the device's memory that a picture's way through the network takes at its height, about: what is kept
    /// for the way back (or, without it, for the next layer) and what is made beside it; without the workspaces of the
    /// device's libraries.
    virtual std::uint64_t bytesPerPicture(const EncoderOutputs& wanted, bool back) const = 0;

    /// @param pictures  [B, 3, side, side] float32 on the network's device, normalised; read only.
    /// @param tape      filled where not null.
    /// @return          float32 stages, channels last in memory, and the embedding. No gradient is kept.
    virtual Encoding forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                             std::unique_ptr<Tape>* tape) const = 0;
    /// @param gradients  of all that was wanted, the shapes of forward()'s results, float32.
    /// @return           [B, 3, side, side] float32, channels last in memory, of the normalised pictures.
    virtual at::Tensor backward(const Encoding& gradients, const EncoderOutputs& wanted, const Tape& tape) const = 0;
};

/// In what a network on a card computes. fp16 needs gradients scaled by a few ten thousand.
enum class CardPrecision { fp32, bf16, fp16 };

at::ScalarType dtypeOf(CardPrecision precision);

/// Opens a weights file for a device: EfficientNet-Lite0 and CLIP's ResNets. @param operators  for that device.
/// @throws ModelFileError as openEncoder(); DeviceError for a network that is made for the processor only.
std::unique_ptr<TensorNetwork>
openTensorNetwork(const std::filesystem::path& weights, c10::Device device, CardPrecision precision,
                  std::shared_ptr<const NetworkOperators> operators = std::make_shared<NetworkOperators>());

} // namespace croquis::perceptual
