// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/tensor_views.hpp"

#include "weights/safetensors_reader.hpp"
#include "weights/torch_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace croquis::weights {
namespace {

/// A file in which tensors overlap so much is out for the machine's memory, not for a network.
constexpr std::uint64_t kMostTimesTheFile = 4;

TensorViews readTensors(const MappedFile& file, Metadata& metadata) {
    if (isTorchArchive(file))
        return readTorchArchive(file);
    if (isLegacyTorchFile(file))
        return readLegacyTorchFile(file);
    return readSafetensors(file, &metadata);
}

std::uint64_t elementCount(const TensorView& view) {
    std::uint64_t count = 1;
    for (const std::int64_t size : view.shape)
        count *= static_cast<std::uint64_t>(size);
    return count;
}

} // namespace

std::uint64_t elementBytes(std::string_view type) {
    static constexpr std::array<std::pair<std::string_view, std::uint64_t>, 15> kTypes{{{"BOOL", 1},
                                                                                        {"U8", 1},
                                                                                        {"I8", 1},
                                                                                        {"F8_E5M2", 1},
                                                                                        {"F8_E4M3", 1},
                                                                                        {"I16", 2},
                                                                                        {"U16", 2},
                                                                                        {"F16", 2},
                                                                                        {"BF16", 2},
                                                                                        {"I32", 4},
                                                                                        {"U32", 4},
                                                                                        {"F32", 4},
                                                                                        {"F64", 8},
                                                                                        {"I64", 8},
                                                                                        {"U64", 8}}};
    const auto* found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& known) { return known.first == type; });
    return found == kTypes.end() ? 0 : found->second;
}

TensorViews tensorViews(const MappedFile& file, Metadata& metadata) {
    TensorViews tensors = readTensors(file, metadata);
    std::uint64_t left = kMostTimesTheFile * file.bytes().size();
    for (const auto& [name, view] : tensors) {
        const std::uint64_t bytes = elementCount(view) * elementBytes(view.type);
        if (bytes > left)
            file.fail("its tensors share so much room that they are larger than the file by far");
        left -= bytes;
    }
    return tensors;
}

} // namespace croquis::weights
