// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/plain_clip.hpp"

#include <cstdio>
#include <string>

using namespace croquis::tests;

/// random-clip NAME FILE: CLIP's network of that name with random weights, in a file like the published one.
int main(int count, char** arguments) {
    const std::string name = count == 3 ? arguments[1] : "";
    PlainWeights weights;
    if (const auto resnet = publishedResNets().find(name); resnet != publishedResNets().end())
        weights = resnet->second.weights(1);
    else if (const auto vit = publishedViTs().find(name); vit != publishedViTs().end())
        weights = vit->second.weights(1);
    else
        return std::fputs("random-clip RN50|RN101|RN50x4|RN50x16|ViT-B/32|ViT-B/16 FILE\n", stderr), 2;
    publishedTextSides().at(name).addTo(weights);
    SafetensorsWriter::save(arguments[2], scriptArchiveOf(weights));
    return 0;
}
