// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/plain_clip.hpp"

#include <cstdio>
#include <map>
#include <string>

using namespace croquis::tests;

namespace {

const std::map<std::string, PlainResNet> kResNets{{"RN50", {64, {3, 4, 6, 3}, 224, 1024}},
                                                  {"RN101", {64, {3, 4, 23, 3}, 224, 512}},
                                                  {"RN50x4", {80, {4, 6, 10, 6}, 288, 640}},
                                                  {"RN50x16", {96, {6, 8, 18, 8}, 384, 768}}};
const std::map<std::string, PlainViT> kViTs{{"ViT-B/32", {768, 12, 32, 7, 512}}, {"ViT-B/16", {768, 12, 16, 14, 512}}};

} // namespace

/// random-clip NAME FILE: CLIP's image network of that name with random weights, in a file like the published one.
int main(int count, char** arguments) {
    const std::string name = count == 3 ? arguments[1] : "";
    PlainWeights weights;
    if (const auto resnet = kResNets.find(name); resnet != kResNets.end())
        weights = resnet->second.weights(1);
    else if (const auto vit = kViTs.find(name); vit != kViTs.end())
        weights = vit->second.weights(1);
    else
        return std::fputs("random-clip RN50|RN101|RN50x4|RN50x16|ViT-B/32|ViT-B/16 FILE\n", stderr), 2;
    SafetensorsWriter::save(arguments[2], scriptArchiveOf(weights));
    return 0;
}
