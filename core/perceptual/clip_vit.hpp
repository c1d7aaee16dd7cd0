// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/clip_weights.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <future>
#include <optional>
#include <vector>

namespace croquis::perceptual {

/// The image side of CLIP's vision transformers (Radford et al., ICML 2021; Dosovitskiy et al., ICLR 2021): ViT-B/32,
/// ViT-B/16 and what is built like them, with QuickGELU as OpenAI trained them or with GELU (setActivation()). Stages:
/// 0.. the blocks' results [B, tokens, C], the class token first (CLIPasso's f_0..f_11).
///
/// The input gradient is autograd's: with frozen weights it keeps and computes nothing that explicit code wouldn't.
/// ViT-B/32, a picture: 8.8 GFLOP forward, as much again for the gradient. Where nothing but the embedding is wanted of
/// the last block, only its class token is computed.
class ClipViT : public PerceptualEncoder {
  public:
    /// What the tensors' shapes say.
    struct Architecture {
        std::int64_t width = 0;    ///< C
        std::int64_t headSize = 0; ///< channels of an attention head; 64 in all of OpenAI's
        std::int64_t patch = 0, grid = 0;
        std::int64_t embeddingSize = 0;
        int blocks = 0;
    };

    /// @throws ModelFileError if a tensor is missing or has a wrong shape, or nothing tells how large the heads are.
    explicit ClipViT(const ClipWeights& weights, Precision precision = Precision::fp32);

    std::string name() const override;
    std::string sha256() const override { return m_sha256.get(); }
    int inputSide() const override { return static_cast<int>(m_architecture.patch * m_architecture.grid); }
    int stageCount() const override { return m_architecture.blocks; }
    int embeddingSize() const override { return static_cast<int>(m_architecture.embeddingSize); }
    Family family() const override { return Family::clipViT; }
    Precision precision() const override { return m_type == at::kFloat ? Precision::fp32 : Precision::bf16; }
    std::string caution() const override;
    void setActivation(GeluChoice activation) override { m_activation = activation; }
    bool isThePapersObserver() const override;
    std::string stageName(int stage) const override { return "block " + std::to_string(stage); }
    bool picturesAreIndependent() const override { return false; }
    std::int64_t multiplyAdds(const EncoderOutputs& wanted, int channels) const override;
    Encoding encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const override;

  private:
    struct Norm {
        at::Tensor weight, bias; ///< float32
    };
    struct Linear {
        at::Tensor weight, bias; ///< in the precision's dtype
    };
    struct Block {
        Norm before, between;
        Linear packed; ///< query (scaled by d^-1/2), key and value
        Linear out, widen, narrow;
    };

    Architecture readArchitecture(const ClipWeights& weights);
    bool usesGelu() const;
    Block readBlock(const ClipWeights& weights, int index) const;
    at::Tensor apply(const Linear& linear, const at::Tensor& tokens) const;
    at::Tensor apply(const Norm& norm, const at::Tensor& tokens) const;
    at::Tensor embed(const at::Tensor& pictures) const;
    /// @param rows  how many tokens, from the first, are asked about. @param shares  the attention map, where not null.
    at::Tensor attend(const Block& block, const at::Tensor& tokens, std::int64_t rows, at::Tensor* shares) const;
    at::Tensor run(const Block& block, const at::Tensor& tokens, std::int64_t rows, at::Tensor* shares) const;
    Encoding encodeChecked(const at::Tensor& pictures, const EncoderOutputs& wanted) const;

    at::ScalarType m_type;
    std::optional<bool> m_toldGelu; ///< TransformerNotes'; read with the architecture
    Architecture m_architecture;
    GeluChoice m_activation = GeluChoice::automatic;
    std::string m_fileName;
    std::shared_future<std::string> m_sha256; ///< begun when the weights are read: a large file's takes a while
    Linear m_patches, m_projection;
    at::Tensor m_class, m_positions; ///< float32
    Norm m_before, m_after;
    std::vector<Block> m_blocks;
};

} // namespace croquis::perceptual
