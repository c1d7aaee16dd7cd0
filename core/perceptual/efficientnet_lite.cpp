// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite.hpp"

#include "base/error.hpp"
#include "perceptual/efficientnet_lite_variants.hpp"
#include "perceptual/encoder_checks.hpp"
#include "perceptual/network_node.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>

namespace croquis::perceptual {
namespace {

using Network = EfficientNetLiteNetwork;
} // namespace

bool EfficientNetLite::recognises(const TensorFile& file) {
    return file.contains("stem.weight") && file.contains("blocks.0.depthwise.weight") && file.contains("head.weight");
}

EfficientNetLite::EfficientNetLite(const TensorFile& file, const Kernels& kernels)
    : m_network(std::make_shared<const Network>(file, kernels)), m_sha256(file.sha256()) {}

std::int64_t EfficientNetLite::multiplyAdds(const EncoderOutputs& wanted, int channels) const {
    checkChannels(channels);
    checkStages(*this, wanted.stages);
    const Network::Wanted network{wanted.stages, wanted.embedding};
    std::int64_t sum = 0;
    if (network.blockCount() > 0)
        sum += std::int64_t{Stem::kSide} * Stem::kSide * Stem::kOutChannels * 9 * channels;
    for (int index = 0; index < network.blockCount(); ++index) {
        const Network::Block& block = Network::blocks()[index];
        const std::int64_t in = std::int64_t{block.inSide} * block.inSide,
                           out = std::int64_t{block.outSide} * block.outSide;
        if (index > 0)
            sum += in * block.inChannels * block.middleChannels;
        sum += out * block.middleChannels * (block.kernelSide * block.kernelSide + block.outChannels);
    }
    if (network.embedding) {
        const Network::Block& last = Network::blocks().back();
        sum += std::int64_t{last.outSide} * last.outSide * last.outChannels * Network::kEmbeddingSize;
    }
    return sum;
}

EfficientNetLiteNetwork::Wanted EfficientNetLite::checked(const at::Tensor& pictures,
                                                          const EncoderOutputs& wanted) const {
    checkPictures(*this, pictures);
    checkStages(*this, wanted.stages);
    if (wanted.attention)
        throw InvalidArgument("efficientnet-lite0 has no attention maps.");
    return {wanted.stages, wanted.embedding};
}

Encoding EfficientNetLite::encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const {
    const Network::Wanted network = checked(pictures, wanted);
    return encodeBy(m_network, pictures.contiguous(), network);
}

std::unique_ptr<PictureVariants> EfficientNetLite::variantsOf(const at::Tensor& picture,
                                                              const EncoderOutputs& wanted) const {
    Network::Wanted network = checked(picture, wanted);
    if (picture.size(0) != 1 || picture.size(1) != 3)
        throw ShapeMismatch("EfficientNetLite::variantsOf: one picture of three channels is asked for.");
    if (!EfficientNetLiteVariants::serves(network))
        return nullptr;
    return std::make_unique<EfficientNetLiteVariants>(m_network, picture.contiguous(), std::move(network));
}

} // namespace croquis::perceptual
