// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/plain_clip.hpp"

namespace croquis::tests {
namespace {

using plain::Picture;
using plain::Rows;

/// [channel][place] to rows [place][channel].
Rows placesOf(const Picture& picture) {
    const int places = picture.side * picture.side;
    Rows rows{places, picture.channels, std::vector<double>(picture.values.size())};
    for (int p = 0; p < places; ++p)
        for (int c = 0; c < picture.channels; ++c)
            rows.row(p)[c] = picture.values[std::size_t(c) * places + p];
    return rows;
}

std::string blockOf(int layer, int index) {
    return "visual.layer" + std::to_string(layer) + "." + std::to_string(index) + ".";
}

std::string blockOf(int index) {
    return "visual.transformer.resblocks." + std::to_string(index) + ".";
}

Picture normed(const Picture& in, const PlainWeights& weights, const std::string& convolution, const std::string& norm,
               int stride, int padding) {
    return plain::batchNorm(plain::convolution(in, weights.at(convolution + ".weight"), stride, padding), weights,
                            norm);
}

Picture bottleneck(const Picture& in, const PlainWeights& weights, const std::string& name, int stride) {
    Picture now = plain::relu(normed(in, weights, name + "conv1", name + "bn1", 1, 0));
    now = plain::relu(normed(now, weights, name + "conv2", name + "bn2", 1, 1));
    if (stride > 1)
        now = plain::averagePool(now, stride);
    now = normed(now, weights, name + "conv3", name + "bn3", 1, 0);
    Picture shortcut = in;
    if (weights.count(name + "downsample.0.weight") > 0)
        shortcut = normed(plain::averagePool(in, stride), weights, name + "downsample.0", name + "downsample.1", 1, 0);
    for (std::size_t i = 0; i < now.values.size(); ++i)
        now.values[i] += shortcut.values[i];
    return plain::relu(now);
}

Rows attentionPool(const Picture& in, const PlainWeights& weights) {
    const std::string name = "visual.attnpool.";
    const Rows places = placesOf(in);
    Rows tokens{places.count + 1, places.width, std::vector<double>(std::size_t(places.width))};
    for (int p = 0; p < places.count; ++p)
        for (int c = 0; c < places.width; ++c)
            tokens.values[std::size_t(c)] += places.row(p)[c] / places.count;
    tokens.values.insert(tokens.values.end(), places.values.begin(), places.values.end());
    for (std::size_t i = 0; i < tokens.values.size(); ++i)
        tokens.values[i] += weights.at(name + "positional_embedding").values[i];
    const auto project = [&](const char* part, const Rows& rows) {
        return plain::linear(rows, weights.at(name + part + ".weight").values,
                             weights.at(name + part + ".bias").values);
    };
    const int heads = places.width / 64;
    const auto shares = plain::attentionShares(project("q_proj", tokens), project("k_proj", tokens), heads);
    Rows out = project("c_proj", plain::attended(shares, project("v_proj", tokens), heads));
    out.count = 1;
    out.values.resize(std::size_t(out.width));
    return out;
}

/// As in trained networks, no layer's values run away from those before it, and attention is no choice of one.
constexpr double kBranchGain = 0.4, kScoreGain = 0.4;

} // namespace

const std::map<std::string, PlainResNet>& publishedResNets() {
    static const std::map<std::string, PlainResNet> kNetworks{{"RN50", {64, {3, 4, 6, 3}, 224, 1024}},
                                                              {"RN101", {64, {3, 4, 23, 3}, 224, 512}},
                                                              {"RN50x4", {80, {4, 6, 10, 6}, 288, 640}},
                                                              {"RN50x16", {96, {6, 8, 18, 8}, 384, 768}}};
    return kNetworks;
}

const std::map<std::string, PlainViT>& publishedViTs() {
    static const std::map<std::string, PlainViT> kNetworks{{"ViT-B/32", {768, 12, 32, 7, 512}},
                                                           {"ViT-B/16", {768, 12, 16, 14, 512}}};
    return kNetworks;
}

const std::map<std::string, PlainTextSide>& publishedTextSides() {
    static const std::map<std::string, PlainTextSide> kSides{
        {"RN50", {512, 1024, 224}},   {"RN101", {512, 512, 224}},    {"RN50x4", {640, 640, 288}},
        {"RN50x16", {768, 768, 384}}, {"ViT-B/32", {512, 512, 224}}, {"ViT-B/16", {512, 512, 224}}};
    return kSides;
}

void PlainTextSide::addTo(PlainWeights& weights) const {
    plain::WeightMaker make(9);
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape, bool half) {
        PlainTensor tensor = make.normal({shape.back()}, 0, 0.05, half); // a row, again and again
        tensor.shape = shape;
        weights[name] = std::move(tensor);
    };
    const auto linear = [&](const std::string& name, int out, int in) {
        add(name + "weight", {out, in}, true);
        add(name + "bias", {out}, true);
    };
    add("token_embedding.weight", {vocabulary, width}, false);
    add("positional_embedding", {context, width}, false);
    add("text_projection", {width, embedding}, true);
    make.layerNorm(weights, "ln_final", width);
    for (int i = 0; i < blocks; ++i) {
        const std::string name = "transformer.resblocks." + std::to_string(i) + ".";
        make.layerNorm(weights, name + "ln_1", width);
        make.layerNorm(weights, name + "ln_2", width);
        linear(name + "attn.in_proj_", 3 * width, width);
        linear(name + "attn.out_proj.", width, width);
        linear(name + "mlp.c_fc.", 4 * width, width);
        linear(name + "mlp.c_proj.", width, 4 * width);
    }
    weights["logit_scale"] = {{}, {4.6052}, false};
    weights["logit_scale"].values[0] = double(float(4.6052));
    for (const auto& [name, value] :
         {std::pair{"input_resolution", resolution}, {"context_length", context}, {"vocab_size", vocabulary}})
        weights[name] = {{}, {double(value)}, false, true};
}

PlainWeights PlainResNet::weights(unsigned seed) const {
    plain::WeightMaker make(seed);
    PlainWeights result;
    const auto convolution = [&](const std::string& name, const std::string& norm, int out, int in, int kernel,
                                 double gain = 1.3) {
        result[name + ".weight"] = make.weight({out, in, kernel, kernel}, gain);
        make.batchNorm(result, norm, out);
    };
    convolution("visual.conv1", "visual.bn1", width / 2, 3, 3);
    convolution("visual.conv2", "visual.bn2", width / 2, width / 2, 3);
    convolution("visual.conv3", "visual.bn3", width, width / 2, 3);
    int in = width;
    for (int layer = 1; layer <= 4; ++layer) {
        const int middle = width << (layer - 1);
        for (int i = 0; i < blocks[std::size_t(layer) - 1]; ++i) {
            const std::string name = blockOf(layer, i);
            convolution(name + "conv1", name + "bn1", middle, in, 1);
            convolution(name + "conv2", name + "bn2", middle, middle, 3);
            convolution(name + "conv3", name + "bn3", 4 * middle, middle, 1, kBranchGain);
            if (i == 0)
                convolution(name + "downsample.0", name + "downsample.1", 4 * middle, in, 1);
            in = 4 * middle;
        }
    }
    const int last = side / 32;
    result["visual.attnpool.positional_embedding"] = make.normal({last * last + 1, in}, 0, 0.5, false);
    for (const char* part : {"q_proj", "k_proj"})
        make.linear(result, std::string("visual.attnpool.") + part, in, in, kScoreGain);
    make.linear(result, "visual.attnpool.v_proj", in, in);
    make.linear(result, "visual.attnpool.c_proj", embedding, in);
    return result;
}

PlainEncoding encodePlainly(const PlainResNet& network, const PlainWeights& weights,
                            const std::vector<double>& picture) {
    PlainEncoding result;
    Picture now = plain::normalised({3, network.side, picture});
    now = plain::relu(normed(now, weights, "visual.conv1", "visual.bn1", 2, 1));
    now = plain::relu(normed(now, weights, "visual.conv2", "visual.bn2", 1, 1));
    now = plain::relu(normed(now, weights, "visual.conv3", "visual.bn3", 1, 1));
    now = plain::averagePool(now, 2);
    result.stages.push_back(now.values);
    for (int layer = 1; layer <= 4; ++layer) {
        for (int i = 0; i < network.blocks[std::size_t(layer) - 1]; ++i)
            now = bottleneck(now, weights, blockOf(layer, i), i == 0 && layer > 1 ? 2 : 1);
        result.stages.push_back(now.values);
    }
    result.embedding = attentionPool(now, weights).values;
    return result;
}

std::vector<double> poolPlainly(const PlainResNet& network, const PlainWeights& weights,
                                const std::vector<double>& lastStage) {
    return attentionPool({32 * network.width, network.side / 32, lastStage}, weights).values;
}

PlainWeights PlainViT::weights(unsigned seed) const {
    plain::WeightMaker make(seed);
    PlainWeights result;
    result["visual.conv1.weight"] = make.weight({width, 3, patch, patch});
    result["visual.class_embedding"] = make.normal({width}, 0, 0.5, false);
    result["visual.positional_embedding"] = make.normal({grid * grid + 1, width}, 0, 0.5, false);
    result["visual.proj"] = make.normal({width, embedding}, 0, 0.1, true);
    make.layerNorm(result, "visual.ln_pre", width);
    make.layerNorm(result, "visual.ln_post", width);
    for (int i = 0; i < blocks; ++i) {
        const std::string name = blockOf(i);
        make.layerNorm(result, name + "ln_1", width);
        make.layerNorm(result, name + "ln_2", width);
        result[name + "attn.in_proj_weight"] = make.weight({3 * width, width}, 1.5);
        result[name + "attn.in_proj_bias"] = make.normal({3 * width}, 0, 0.2, true);
        make.linear(result, name + "attn.out_proj", width, width);
        make.linear(result, name + "mlp.c_fc", 4 * width, width);
        make.linear(result, name + "mlp.c_proj", width, 4 * width);
    }
    return result;
}

PlainEncoding encodePlainly(const PlainViT& network, const PlainWeights& weights, const std::vector<double>& picture) {
    PlainEncoding result;
    const int width = network.width, heads = width / network.headSize;
    const auto values = [&](const std::string& name) -> const std::vector<double>& { return weights.at(name).values; };
    const Picture in = plain::normalised({3, network.patch * network.grid, picture});
    const Rows patches = placesOf(plain::convolution(in, weights.at("visual.conv1.weight"), network.patch, 0));
    Rows tokens{patches.count + 1, width, values("visual.class_embedding")};
    tokens.values.insert(tokens.values.end(), patches.values.begin(), patches.values.end());
    for (std::size_t i = 0; i < tokens.values.size(); ++i)
        tokens.values[i] += values("visual.positional_embedding")[i];
    tokens = plain::layerNorm(tokens, weights, "visual.ln_pre");
    for (int block = 0; block < network.blocks; ++block) {
        const std::string name = blockOf(block);
        const Rows packed = plain::linear(plain::layerNorm(tokens, weights, name + "ln_1"),
                                          values(name + "attn.in_proj_weight"), values(name + "attn.in_proj_bias"));
        const auto part = [&](int index) {
            Rows rows{packed.count, width, {}};
            for (int r = 0; r < packed.count; ++r)
                rows.values.insert(rows.values.end(), packed.row(r) + index * width,
                                   packed.row(r) + (index + 1) * width);
            return rows;
        };
        result.attention.push_back(plain::attentionShares(part(0), part(1), heads));
        tokens = plain::sum(tokens,
                            plain::linear(plain::attended(result.attention.back(), part(2), heads),
                                          values(name + "attn.out_proj.weight"), values(name + "attn.out_proj.bias")));
        const Rows before = plain::linear(plain::layerNorm(tokens, weights, name + "ln_2"),
                                          values(name + "mlp.c_fc.weight"), values(name + "mlp.c_fc.bias"));
        const Rows wide = network.gelu ? plain::gelu(before) : plain::quickGelu(before);
        tokens = plain::sum(tokens,
                            plain::linear(wide, values(name + "mlp.c_proj.weight"), values(name + "mlp.c_proj.bias")));
        result.stages.push_back(tokens.values);
    }
    tokens.count = 1;
    tokens.values.resize(std::size_t(width));
    const Rows last = plain::layerNorm(tokens, weights, "visual.ln_post");
    for (int e = 0; e < network.embedding; ++e) {
        double sum = 0;
        for (int i = 0; i < width; ++i)
            sum += last.values[std::size_t(i)] * values("visual.proj")[std::size_t(i) * network.embedding + e];
        result.embedding.push_back(sum);
    }
    return result;
}

} // namespace croquis::tests
