// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_weights.hpp"

#include <ATen/ops/cat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace croquis::perceptual {
namespace {

constexpr std::string_view kBlocks = "transformer.resblocks.", kQuery = "q_proj", kProjection = "proj",
                           kPacked = "attn.in_proj_";

/// Hugging Face's names, OpenAI's first; those of a block without its number.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kOutside{{
    {"class_embedding", "vision_model.embeddings.class_embedding"},
    {"positional_embedding", "vision_model.embeddings.position_embedding.weight"},
    {"conv1.weight", "vision_model.embeddings.patch_embedding.weight"},
    {"ln_pre.weight", "vision_model.pre_layrnorm.weight"},
    {"ln_pre.bias", "vision_model.pre_layrnorm.bias"},
    {"ln_post.weight", "vision_model.post_layernorm.weight"},
    {"ln_post.bias", "vision_model.post_layernorm.bias"},
    {"proj", "visual_projection.weight"},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kInBlock{{
    {"attn.in_proj_", "self_attn.q_proj."},
    {"attn.out_proj.", "self_attn.out_proj."},
    {"ln_1.", "layer_norm1."},
    {"ln_2.", "layer_norm2."},
    {"mlp.c_fc.", "mlp.fc1."},
    {"mlp.c_proj.", "mlp.fc2."},
}};

/// By which names a network is known: two of each kind, so that what lacks one is said to lack it.
struct Sign {
    ClipWeights::Family family;
    bool huggingFace;
    std::string_view tail;
};
constexpr std::array<Sign, 6> kSigns{{
    {ClipWeights::Family::resnet, false, "attnpool.c_proj.weight"},
    {ClipWeights::Family::resnet, false, "attnpool.positional_embedding"},
    {ClipWeights::Family::vit, true, "vision_model.embeddings.class_embedding"},
    {ClipWeights::Family::vit, true, "vision_model.pre_layrnorm.weight"},
    {ClipWeights::Family::vit, false, "class_embedding"},
    {ClipWeights::Family::vit, false, "ln_pre.weight"},
}};

/// The shortest prefix under which a tensor of that name is found.
std::optional<std::string> prefixOf(const std::vector<std::string>& names, std::string_view tail) {
    std::optional<std::string> best;
    for (const std::string& name : names)
        if (name == tail || (name.ends_with(tail) && name[name.size() - tail.size() - 1] == '.')) {
            std::string prefix = name.substr(0, name.size() - tail.size());
            if (!best || prefix.size() < best->size())
                best = std::move(prefix);
        }
    return best;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

std::optional<ClipWeights> ClipWeights::in(const TensorFile& file) {
    const auto names = file.names();
    for (const auto& [family, huggingFace, tail] : kSigns)
        if (const auto prefix = prefixOf(names, tail))
            return ClipWeights(file, family, *prefix, huggingFace);
    return std::nullopt;
}

std::string ClipWeights::inFile(const std::string& name) const {
    if (!m_huggingFace)
        return m_prefix + name;
    if (name == kBlocks)
        return m_prefix + "vision_model.encoder.layers.";
    if (name.starts_with(kBlocks)) {
        const std::size_t part = name.find('.', kBlocks.size()) + 1;
        for (const auto& [ours, theirs] : kInBlock)
            if (name.compare(part, ours.size(), ours) == 0)
                return fmt::format("{}vision_model.encoder.layers.{}{}{}", m_prefix,
                                   name.substr(kBlocks.size(), part - kBlocks.size()), theirs,
                                   name.substr(part + ours.size()));
    }
    for (const auto& [ours, theirs] : kOutside)
        if (name == ours)
            return m_prefix + std::string(theirs);
    return m_prefix + name;
}

void ClipWeights::fail(const std::string& name, const std::string& what) const {
    m_file.fail(fmt::format("tensor {} {}", weights::shown(inFile(name)), what));
}

int ClipWeights::countIn(const std::string& blocks, int most) const {
    const std::string beginning = inFile(blocks);
    int count = 0;
    for (const std::string& name : m_file.names()) {
        int number = -1;
        const char* first = name.data() + std::min(beginning.size(), name.size());
        const auto [end, error] = std::from_chars(first, name.data() + name.size(), number);
        if (name.starts_with(beginning) && error == std::errc() && end != name.data() + name.size() && *end == '.')
            count = std::max(count, number >= most ? most + 1 : number + 1);
    }
    if (count == 0)
        m_file.fail(fmt::format("there are no tensors {}0...", weights::shown(beginning)));
    if (count > most)
        m_file.fail(fmt::format("it has more blocks {}... than any of CLIP's networks", weights::shown(beginning)));
    return count;
}

std::vector<std::int64_t> ClipWeights::shape(const std::string& name, std::size_t dimensions) const {
    auto shape = m_file.shape(inFile(name));
    if (shape.size() != dimensions)
        fail(name, fmt::format("has {} dimensions instead of {}", shape.size(), dimensions));
    if (m_huggingFace && name == kProjection)
        std::swap(shape[0], shape[1]);
    return shape;
}

at::Tensor ClipWeights::read(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const std::string inside = inFile(name);
    if (m_huggingFace && name == kProjection)
        return m_file.read(inside, {shape[1], shape[0]}).t().contiguous();
    if (!m_huggingFace || name.find(kPacked) == std::string::npos)
        return m_file.read(inside, shape);
    std::vector<std::int64_t> third = shape;
    third[0] /= 3;
    return at::cat({m_file.read(inside, third), m_file.read(replaced(inside, kQuery, "k_proj"), third),
                    m_file.read(replaced(inside, kQuery, "v_proj"), third)});
}

} // namespace croquis::perceptual
