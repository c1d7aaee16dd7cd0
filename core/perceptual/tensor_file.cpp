// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/tensor_file.hpp"

#include "perceptual/safetensors_reader.hpp"
#include "perceptual/torch_reader.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

namespace croquis::perceptual {
namespace {

/// A file in which tensors overlap so much is out for the machine's memory, not for a network.
constexpr std::uint64_t kMostTimesTheFile = 4;

TensorViews tensorsOf(const MappedFile& file, Metadata& metadata) {
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

std::optional<at::ScalarType> scalarType(std::string_view type) {
    if (type == "F32")
        return at::kFloat;
    if (type == "F16")
        return at::kHalf;
    if (type == "BF16")
        return at::kBFloat16;
    if (type == "F64")
        return at::kDouble;
    return std::nullopt;
}

bool allFinite(const at::Tensor& tensor) {
    const float* values = tensor.const_data_ptr<float>();
    std::atomic<bool> finite = true;
    at::parallel_for(0, tensor.numel(), 1 << 16, [&](std::int64_t begin, std::int64_t end) {
        constexpr std::uint32_t kExponent = 0x7f800000;
        std::uint32_t endless = 0;
        for (std::int64_t i = begin; i < end; ++i)
            endless |= (std::bit_cast<std::uint32_t>(values[i]) & kExponent) == kExponent ? 1U : 0U;
        if (endless != 0)
            finite = false;
    });
    return finite;
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

TensorFile::TensorFile(std::filesystem::path file) : m_file(std::move(file)), m_tensors(tensorsOf(m_file, m_metadata)) {
    std::uint64_t left = kMostTimesTheFile * m_file.bytes().size();
    for (const auto& [name, view] : m_tensors) {
        const std::uint64_t bytes = elementCount(view) * elementBytes(view.type);
        if (bytes > left)
            fail("its tensors share so much room that they are larger than the file by far");
        left -= bytes;
    }
}

std::vector<std::string> TensorFile::names() const {
    std::vector<std::string> all;
    for (const auto& [name, view] : m_tensors)
        all.push_back(name);
    return all;
}

const TensorView& TensorFile::find(std::string_view name) const {
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end())
        fail(fmt::format("tensor {} is missing", shown(name)));
    return found->second;
}

at::Tensor TensorFile::read(std::string_view name, const std::vector<std::int64_t>& shape) const {
    const TensorView& view = find(name);
    if (view.shape != shape)
        fail(fmt::format("tensor {} has the shape [{}] instead of [{}]", shown(name), fmt::join(view.shape, ", "),
                         fmt::join(shape, ", ")));
    const auto type = scalarType(view.type);
    if (!type)
        fail(fmt::format("tensor {} has the type {} where F32, F16, BF16 or F64 is needed", shown(name),
                         shown(view.type)));
    at::Tensor tensor = at::empty(shape, at::kFloat);
    if (tensor.numel() == 0)
        return tensor;
    auto* from = const_cast<std::byte*>(view.bytes.data()); // ATen knows no tensors that are read only
    std::vector<std::byte> aligned;
    if (reinterpret_cast<std::uintptr_t>(from) % elementBytes(view.type) != 0) {
        aligned.assign(view.bytes.begin(), view.bytes.end());
        from = aligned.data();
    }
    tensor.copy_(at::from_blob(from, view.shape, view.strides, at::TensorOptions(*type)));
    if (!allFinite(tensor))
        fail(fmt::format("tensor {} holds values that are not numbers", shown(name)));
    return tensor;
}

} // namespace croquis::perceptual
