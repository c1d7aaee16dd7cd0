// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/plain_layers.hpp"

namespace croquis::tests {

/// CLIP's image networks with random weights under OpenAI's names (`visual....`), and what they make of a picture, by
/// plain loops in double.
struct PlainResNet {
    int width = 64;
    std::vector<int> blocks{3, 4, 6, 3};
    int side = 224, embedding = 1024;

    int inputSide() const { return side; }
    PlainWeights weights(unsigned seed) const;
};

struct PlainViT {
    int width = 768, blocks = 12, patch = 32, grid = 7, embedding = 512;
    bool gelu = false; ///< instead of QuickGELU
    int headSize = 64;

    int inputSide() const { return patch * grid; }
    PlainWeights weights(unsigned seed) const;
};

/// The text side, which lies in the same file and which nobody here computes: its tensors as OpenAI's archives name and
/// store them, with numbers that repeat.
struct PlainTextSide {
    int width = 512, embedding = 512, resolution = 224;
    int blocks = 12, context = 77, vocabulary = 49408;

    void addTo(PlainWeights& weights) const;
};

/// In the sizes that OpenAI published, by its names.
const std::map<std::string, PlainResNet>& publishedResNets();
const std::map<std::string, PlainViT>& publishedViTs();
const std::map<std::string, PlainTextSide>& publishedTextSides();

struct PlainEncoding {
    std::vector<std::vector<double>> stages; ///< [C][H][W], or [tokens][C]
    std::vector<double> embedding;
    std::vector<std::vector<double>> attention; ///< [heads][tokens][tokens]
};

/// @param picture  [3][side][side], sRGB 0..1.
PlainEncoding encodePlainly(const PlainResNet& network, const PlainWeights& weights,
                            const std::vector<double>& picture);
PlainEncoding encodePlainly(const PlainViT& network, const PlainWeights& weights, const std::vector<double>& picture);

/// The attention pool alone, of a ResNet's last stage.
std::vector<double> poolPlainly(const PlainResNet& network, const PlainWeights& weights,
                                const std::vector<double>& lastStage);

} // namespace croquis::tests
