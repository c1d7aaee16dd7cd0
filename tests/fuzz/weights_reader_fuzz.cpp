// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "weights/onnx_convolutions.hpp"
#include "weights/tensor_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <span>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace croquis;

/// The bytes as a file that has no name; the readers map files.
class UnnamedFile {
  public:
    UnnamedFile(const std::uint8_t* bytes, std::size_t count) : m_number(::memfd_create("weights", MFD_CLOEXEC)) {
        if (m_number < 0 || ::write(m_number, bytes, count) != static_cast<ssize_t>(count))
            std::abort();
    }
    ~UnnamedFile() { ::close(m_number); }
    UnnamedFile(const UnnamedFile&) = delete;
    UnnamedFile& operator=(const UnnamedFile&) = delete;
    std::string name() const { return fmt::format("/proc/self/fd/{}", m_number); }

  private:
    int m_number;
};

/// Every element lies in the file, the last one too.
bool liesInside(const weights::TensorView& view, std::span<const std::byte> file) {
    const std::uint64_t size = weights::elementBytes(view.type);
    if (size == 0 || view.shape.size() != view.strides.size() || view.shape.size() > weights::kMostDimensions)
        return false;
    if (std::ranges::find(view.shape, 0) != view.shape.end())
        return true;
    std::uint64_t last = 0, way = 0, end = 0;
    for (std::size_t i = 0; i < view.shape.size(); ++i) {
        if (view.shape[i] < 0 || view.strides[i] < 0 ||
            __builtin_mul_overflow(view.shape[i] - 1, view.strides[i], &way) ||
            __builtin_add_overflow(last, way, &last))
            return false;
    }
    return !__builtin_mul_overflow(last + 1, size, &end) && end <= view.bytes.size() &&
           view.bytes.data() >= file.data() && view.bytes.data() + view.bytes.size() <= file.data() + file.size();
}

void readTensors(const weights::MappedFile& file) {
    weights::Metadata metadata;
    for (const auto& [name, view] : weights::tensorViews(file, metadata))
        if (!liesInside(view, file.bytes()))
            std::abort();
}

void readConvolutions(const weights::MappedFile& file) {
    for (const weights::OnnxConvolution& convolution : weights::readOnnxConvolutions(file))
        if (convolution.weight.shape.size() != 4 ||
            convolution.bias.values.size() != static_cast<std::size_t>(convolution.weight.shape[0]))
            std::abort();
}

} // namespace

/// A file of weights is refused, or all that is read of it lies inside it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const UnnamedFile content(bytes, count);
    for (const auto read : {readTensors, readConvolutions})
        try {
            read(weights::MappedFile(content.name()));
        } catch (const Error&) {
            continue; // refused
        }
    return 0;
}
