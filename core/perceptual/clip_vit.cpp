// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_vit.hpp"

#include "base/error.hpp"
#include "perceptual/clip_pictures.hpp"
#include "perceptual/convolution.hpp"
#include "perceptual/encoder_checks.hpp"
#include "perceptual/transformer_notes.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::perceptual {
namespace {

constexpr double kEpsilon = 1e-5;
// In all of OpenAI's, and in open_clip's up to ViT-L; what is wider has heads of other sizes, which no tensor tells.
constexpr std::int64_t kHeadSize = 64, kWidestOfThose = 1024;
constexpr int kExpansion = 4;
constexpr int kMostBlocks = 64;
constexpr std::int64_t kMostWidth = 4096, kMostGrid = 64, kMostPatch = 64;
constexpr double kQuickGelu = 1.702;

constexpr const char* kBlocks = "transformer.resblocks.";

std::string blockName(int index) {
    return fmt::format("{}{}.", kBlocks, index);
}

} // namespace

ClipViT::ClipViT(const ClipWeights& weights, Precision precision)
    : m_type(dtypeOf(precision)), m_architecture(readArchitecture(weights)) {
    const Architecture& of = m_architecture;
    const auto norm = [&](const std::string& name) {
        return Norm{weights.read(name + ".weight", {of.width}), weights.read(name + ".bias", {of.width})};
    };
    m_patches.weight = weights.read("conv1.weight", {of.width, 3, of.patch, of.patch}).flatten(1).to(m_type);
    m_projection.weight = weights.read("proj", {of.width, of.embeddingSize}).t().contiguous().to(m_type);
    m_class = weights.read("class_embedding", {of.width});
    m_positions = weights.read("positional_embedding", {of.grid * of.grid + 1, of.width});
    m_before = norm("ln_pre");
    m_after = norm("ln_post");
    for (int index = 0; index < of.blocks; ++index)
        m_blocks.push_back(readBlock(weights, index));
    m_fileName = weights.file().path().filename().string();
    m_sha256 = weights.file().sha256Beside();
}

bool ClipViT::usesGelu() const {
    return m_activation == GeluChoice::automatic ? m_toldGelu.value_or(false) : m_activation == GeluChoice::gelu;
}

std::string ClipViT::caution() const {
    if (m_activation != GeluChoice::automatic || m_toldGelu)
        return {};
    return fmt::format(
        "Nothing tells whether {} was trained with QuickGELU, as OpenAI's transformers, or with GELU, as "
        "most of open_clip's: it is computed with QuickGELU (--set activation=gelu for the other; the "
        "config.json published with it, in the same folder, tells).",
        m_fileName);
}

ClipViT::Architecture ClipViT::readArchitecture(const ClipWeights& weights) {
    const TensorFile& file = weights.file();
    Architecture result;
    const auto patches = weights.shape("conv1.weight", 4);
    result.width = patches[0];
    result.patch = patches[2];
    if (result.width < 1 || result.width > kMostWidth || result.patch < 1 || result.patch > kMostPatch)
        file.fail(fmt::format("its width of {} channels and patches of {} pixels are none of CLIP's", result.width,
                              result.patch));
    const TransformerNotes notes = transformerNotes(file, result.width);
    m_toldGelu = notes.gelu;
    if (!notes.headSize && (result.width > kWidestOfThose || result.width % kHeadSize != 0))
        file.fail(
            fmt::format("nothing tells how large the attention heads of a transformer of {} channels are (ViT-B/32 "
                        "and ViT-B/16 of 768 and ViT-L/14 of 1024 have heads of 64; of others the config.json "
                        "published with them, in the same folder, tells)",
                        result.width));
    result.headSize = notes.headSize.value_or(kHeadSize);
    if (result.headSize < 1 || result.width % result.headSize != 0)
        file.fail(
            fmt::format("its {} channels can't be shared by attention heads of {}", result.width, result.headSize));
    const std::int64_t places = weights.shape("positional_embedding", 2)[0] - 1;
    result.grid = std::llround(std::sqrt(static_cast<double>(std::max<std::int64_t>(places, 0))));
    if (result.grid < 1 || result.grid > kMostGrid || result.grid * result.grid != places)
        weights.fail("positional_embedding", fmt::format("is of {} places, which are no square", places));
    result.blocks = weights.countIn(kBlocks, kMostBlocks);
    result.embeddingSize = weights.shape("proj", 2)[1];
    if (result.embeddingSize < 1)
        weights.fail("proj", "is empty");
    return result;
}

ClipViT::Block ClipViT::readBlock(const ClipWeights& weights, int index) const {
    const std::int64_t width = m_architecture.width;
    const std::string name = blockName(index);
    const auto norm = [&](const char* part) {
        return Norm{weights.read(name + part + ".weight", {width}), weights.read(name + part + ".bias", {width})};
    };
    const auto linear = [&](const std::string& part, std::int64_t out, std::int64_t in) {
        return Linear{weights.read(name + part + "weight", {out, in}), weights.read(name + part + "bias", {out})};
    };
    Block block{norm("ln_1"),
                norm("ln_2"),
                linear("attn.in_proj_", 3 * width, width),
                linear("attn.out_proj.", width, width),
                linear("mlp.c_fc.", kExpansion * width, width),
                linear("mlp.c_proj.", width, kExpansion * width)};
    for (at::Tensor* part : {&block.packed.weight, &block.packed.bias})
        part->narrow(0, 0, width).mul_(1 / std::sqrt(static_cast<double>(m_architecture.headSize)));
    for (Linear* part : {&block.packed, &block.out, &block.widen, &block.narrow})
        *part = {part->weight.to(m_type), part->bias.to(m_type)};
    return block;
}

std::string ClipViT::name() const {
    const Architecture& of = m_architecture;
    if (of.width == 768 && of.blocks == 12)
        return fmt::format("clip-vit-b-{}", of.patch);
    return fmt::format("clip-vit-{}-{}-{}", of.width, of.blocks, of.patch);
}

bool ClipViT::isThePapersObserver() const {
    const Architecture& of = m_architecture;
    return of.width == 768 && of.blocks == 12 && of.patch == 32 && of.grid == 7;
}

std::int64_t ClipViT::multiplyAdds(const EncoderOutputs& wanted, int channels) const {
    checkChannels(channels);
    checkStages(*this, wanted.stages);
    const Architecture& of = m_architecture;
    const std::int64_t tokens = of.grid * of.grid + 1, width = of.width;
    const bool all = wanted.embedding || wanted.attention;
    if (!all && wanted.stages.empty())
        return 0;
    const std::int64_t blocks = all ? of.blocks : wanted.stages.back() + 1;
    return (tokens - 1) * width * channels * of.patch * of.patch +
           blocks * tokens * width * ((4 + 2 * kExpansion) * width + 2 * tokens) +
           (wanted.embedding ? width * of.embeddingSize : 0);
}

at::Tensor ClipViT::apply(const Linear& linear, const at::Tensor& tokens) const {
    return at::linear(tokens.to(m_type), linear.weight,
                      linear.bias.defined() ? std::optional(linear.bias) : std::nullopt);
}

at::Tensor ClipViT::apply(const Norm& norm, const at::Tensor& tokens) const {
    return at::layer_norm(tokens.to(at::kFloat), {m_architecture.width}, norm.weight, norm.bias, kEpsilon);
}

at::Tensor ClipViT::embed(const at::Tensor& pictures) const {
    const std::int64_t count = pictures.size(0), grid = m_architecture.grid, patch = m_architecture.patch;
    // A convolution whose stride is its window is a product with the pictures' patches.
    const at::Tensor patches = normalisedForClip(pictures)
                                   .view({count, 3, grid, patch, grid, patch})
                                   .permute({0, 2, 4, 1, 3, 5})
                                   .reshape({count, grid * grid, 3 * patch * patch});
    const at::Tensor tokens = apply(m_patches, patches).to(at::kFloat);
    return apply(m_before, at::cat({m_class.expand({count, 1, -1}), tokens}, 1) + m_positions);
}

at::Tensor ClipViT::attend(const Block& block, const at::Tensor& tokens, std::int64_t rows, at::Tensor* shares) const {
    const std::int64_t count = tokens.size(0), width = m_architecture.width, headSize = m_architecture.headSize;
    const auto heads = [&](const at::Tensor& packed) {
        return packed.reshape({count, packed.size(1), width / headSize, headSize}).transpose(1, 2);
    };
    const auto part = [&](std::int64_t first, std::int64_t parts, const at::Tensor& of) {
        return apply(Linear{block.packed.weight.narrow(0, first * width, parts * width),
                            block.packed.bias.narrow(0, first * width, parts * width)},
                     of);
    };
    at::Tensor query, keys, values;
    if (rows == tokens.size(1)) {
        const at::Tensor packed = part(0, 3, tokens);
        query = heads(packed.narrow(2, 0, width));
        keys = heads(packed.narrow(2, width, width));
        values = heads(packed.narrow(2, 2 * width, width));
    } else {
        const at::Tensor packed = part(1, 2, tokens);
        query = heads(part(0, 1, tokens.narrow(1, 0, rows)));
        keys = heads(packed.narrow(2, 0, width));
        values = heads(packed.narrow(2, width, width));
    }
    const at::Tensor map = at::matmul(query, keys.transpose(2, 3)).to(at::kFloat).softmax(-1);
    if (shares != nullptr)
        *shares = map.detach();
    return apply(block.out, at::matmul(map.to(m_type), values).transpose(1, 2).reshape({count, rows, width}));
}

at::Tensor ClipViT::run(const Block& block, const at::Tensor& tokens, std::int64_t rows, at::Tensor* shares) const {
    const at::Tensor attended = tokens.narrow(1, 0, rows) + attend(block, apply(block.before, tokens), rows, shares);
    const at::Tensor wide = apply(block.widen, apply(block.between, attended));
    return attended + apply(block.narrow, usesGelu() ? at::gelu(wide) : wide * (kQuickGelu * wide).sigmoid());
}

Encoding ClipViT::encodeChecked(const at::Tensor& pictures, const EncoderOutputs& wanted) const {
    Encoding encoding;
    const bool all = wanted.embedding || wanted.attention;
    const int last = all ? m_architecture.blocks - 1 : wanted.stages.empty() ? -1 : wanted.stages.back();
    if (last < 0)
        return encoding;
    at::Tensor tokens = embed(pictures);
    if (wanted.attention)
        encoding.attention.resize(m_blocks.size());
    for (int index = 0; index <= last; ++index) {
        const auto slot = static_cast<std::size_t>(index);
        const bool asked = std::find(wanted.stages.begin(), wanted.stages.end(), index) != wanted.stages.end();
        const bool classOnly = index + 1 == m_architecture.blocks && !asked && !wanted.attention;
        tokens = run(m_blocks[slot], tokens, classOnly ? 1 : tokens.size(1),
                     wanted.attention ? &encoding.attention[slot] : nullptr);
        if (asked)
            encoding.stages.push_back(tokens);
    }
    if (wanted.embedding)
        encoding.embedding = apply(m_projection, apply(m_after, tokens.select(1, 0))).to(at::kFloat);
    return encoding;
}

Encoding ClipViT::encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const {
    checkPictures(*this, pictures);
    checkStages(*this, wanted.stages);
    try {
        const c10::AutoGradMode gradients(at::GradMode::is_enabled() && pictures.requires_grad());
        return encodeChecked(pictures, wanted);
    } catch (const c10::Error& error) {
        throw Error(fmt::format("The pictures could not be encoded: {}", error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
