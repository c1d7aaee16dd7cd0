// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/tensor_file.hpp"

#include "weights/torch_reader.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <atomic>
#include <bit>
#include <future>
#include <optional>
#include <utility>

namespace croquis::perceptual {
namespace {

using weights::shown;

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

TensorFile::TensorFile(std::filesystem::path file, std::string digest)
    : m_file(std::move(file)), m_digest(std::move(digest)), m_script(weights::isTorchScript(m_file)),
      m_tensors(weights::tensorViews(m_file, m_metadata)) {
    m_file.requireWhole();
}

std::shared_future<std::string> TensorFile::sha256Beside() const {
    if (m_digest.empty())
        return m_file.sha256Beside();
    std::promise<std::string> known;
    known.set_value(m_digest);
    return known.get_future().share();
}

std::vector<std::string> TensorFile::names() const {
    std::vector<std::string> all;
    for (const auto& [name, view] : m_tensors)
        all.push_back(name);
    return all;
}

const weights::TensorView& TensorFile::find(std::string_view name) const {
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end())
        fail(fmt::format("tensor {} is missing", shown(name)));
    return found->second;
}

at::Tensor TensorFile::read(std::string_view name, const std::vector<std::int64_t>& shape) const {
    const weights::TensorView& view = find(name);
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
    if (view.part)
        view.part->requireIntact(m_file);
    auto* from = const_cast<std::byte*>(view.bytes.data()); // ATen knows no tensors that are read only
    std::vector<std::byte> aligned;
    if (reinterpret_cast<std::uintptr_t>(from) % weights::elementBytes(view.type) != 0) {
        aligned.assign(view.bytes.begin(), view.bytes.end());
        from = aligned.data();
    }
    tensor.copy_(at::from_blob(from, view.shape, view.strides, at::TensorOptions(*type)));
    m_file.requireWhole();
    if (!allFinite(tensor))
        fail(fmt::format("tensor {} holds values that are not numbers", shown(name)));
    return tensor;
}

} // namespace croquis::perceptual
