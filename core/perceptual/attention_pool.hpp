// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/clip_weights.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// The end of CLIP's ResNets: attention of the pixels' mean to the mean and all pixels, of which only the mean's result
/// is used (Radford et al., "Learning transferable visual models from natural language supervision", ICML 2021).
///
/// With one query the keys and values needn't be made: the score of a token x in a head is (W_k^T q) . x plus what is
/// the same for all tokens, and the head's result W_v (sum of p x) + b_v. That is about 2 (tokens x heads + 2 C) C
/// multiplications a picture instead of 2 tokens C^2. All in float32. Immutable; any thread.
class AttentionPool {
  public:
    AttentionPool() = default;
    /// @param channels  C, of the last stage. @param side  of the last stage.
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    AttentionPool(const ClipWeights& weights, std::int64_t channels, std::int64_t side);

    /// The same on another device and in another dtype, in which all of it is then computed; results stay float32.
    AttentionPool on(const at::TensorOptions& options) const;

    std::int64_t embeddingSize() const { return m_outBias.size(0); }
    /// As the definition has it: keys and values of all tokens, one query, one result.
    std::int64_t multiplyAdds() const;

    /// What backward() needs of forward().
    struct Tape {
        at::Tensor tokens;  ///< [B, T, C]
        at::Tensor lookups; ///< [B, heads, C]: W_k^T q
        at::Tensor shares;  ///< [B, heads, T]: p
    };
    /// @param pixels  [B, C, side, side] float32. @param tape  filled where not null.
    /// @return        [B, D] float32
    at::Tensor forward(const at::Tensor& pixels, Tape* tape) const;
    /// @param gradient  [B, D] float32. @return  [B, C, side, side] float32, channels last.
    at::Tensor backward(const at::Tensor& gradient, const Tape& tape) const;

  private:
    /// [B, heads, d] -> [B, heads, C] by each head's own part of a weight, and back.
    static at::Tensor widen(const at::Tensor& heads, const at::Tensor& weight);
    static at::Tensor narrow(const at::Tensor& channels, const at::Tensor& weight);

    std::int64_t m_side = 0;
    at::Tensor m_positions;          ///< [T, C]
    at::Tensor m_query, m_queryBias; ///< scaled by d^-1/2
    at::Tensor m_key, m_value;       ///< [heads, d, C]
    at::Tensor m_valueBias, m_out, m_outBias;
};

} // namespace croquis::perceptual
