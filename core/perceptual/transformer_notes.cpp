// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/transformer_notes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace croquis::perceptual {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestConfiguration = 1 << 20; // bytes; the published ones have 5000

/// Discarded where there is none or it is no JSON object.
json readConfiguration(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(kLongestConfiguration, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return json::parse(text, nullptr, false);
}

const json* member(const json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? &*found : nullptr;
}

std::optional<std::int64_t> number(const json& object, const char* name) {
    const json* value = member(object, name);
    return value != nullptr && value->is_number_integer() ? std::optional(value->get<std::int64_t>()) : std::nullopt;
}

/// open_clip: GELU and heads of 64 unless it says otherwise.
std::optional<TransformerNotes> openClipNotes(const json& all, std::int64_t width) {
    const json* model = member(all, "model_cfg");
    const json* vision = model != nullptr ? member(*model, "vision_cfg") : nullptr;
    if (vision == nullptr || number(*vision, "width").value_or(768) != width)
        return std::nullopt;
    const json* quick = member(*model, "quick_gelu");
    return TransformerNotes{quick == nullptr || !quick->is_boolean() || !quick->get<bool>(),
                            number(*vision, "head_width").value_or(64)};
}

/// Hugging Face: QuickGELU and 12 heads unless it says otherwise; the image side may be all there is.
std::optional<TransformerNotes> huggingFaceNotes(const json& all, std::int64_t width) {
    const json* inside = member(all, "vision_config");
    const json& vision = inside != nullptr ? *inside : all;
    if (!vision.is_object() || (inside == nullptr && member(all, "hidden_size") == nullptr) ||
        number(vision, "hidden_size").value_or(768) != width)
        return std::nullopt;
    TransformerNotes notes;
    const json* activation = member(vision, "hidden_act");
    const std::string name =
        activation != nullptr && activation->is_string() ? activation->get<std::string>() : "quick_gelu";
    if (name == "gelu" || name == "quick_gelu")
        notes.gelu = name == "gelu";
    const std::int64_t heads = number(vision, "num_attention_heads").value_or(12);
    if (heads > 0 && width % heads == 0)
        notes.headSize = width / heads;
    return notes;
}

/// LAION's and DataComp's transformers were trained with GELU unless their name says otherwise (their model cards;
/// open_clip's configurations "...-quickgelu"). Of LAION-400M there are both, and open_clip calls its files alike
/// whichever they are: its name tells nothing.
std::optional<bool> toldByWords(const TensorFile& file) {
    std::string said = file.path().parent_path().filename().string() + '/' + file.path().filename().string();
    for (const auto& [key, value] : file.metadata())
        said += '/' + key + '=' + value;
    std::transform(said.begin(), said.end(), said.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto says = [&](std::string_view word) { return said.find(word) != std::string::npos; };
    if (says("quickgelu") || says("quick_gelu") || says("openai"))
        return false;
    if (says("hidden_act=gelu") || says("datacomp") || (says("laion") && !says("400m")))
        return true;
    return std::nullopt;
}

} // namespace

TransformerNotes transformerNotes(const TensorFile& file, std::int64_t width) {
    // Nobody else publishes CLIP as TorchScript; a state dict of theirs keeps the sizes that lie beside the weights.
    if (file.isScript() || file.contains("input_resolution"))
        return {false, std::nullopt};
    const auto folder = file.path().parent_path();
    TransformerNotes notes;
    if (const auto told = openClipNotes(readConfiguration(folder / "open_clip_config.json"), width))
        notes = *told;
    else if (const auto other = huggingFaceNotes(readConfiguration(folder / "config.json"), width))
        notes = *other;
    if (!notes.gelu)
        notes.gelu = toldByWords(file);
    return notes;
}

} // namespace croquis::perceptual
