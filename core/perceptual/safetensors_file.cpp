// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/safetensors_file.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"

#include <ATen/ops/empty.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace croquis::perceptual {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 16 << 20; // tens of thousands of tensors
constexpr int kDeepestNesting = 4;                 // header, tensor, shape or offsets, number

/// Bytes of one element, 0 for a type the format doesn't have.
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

/// A name out of the file, fit for a message: short, on one line.
std::string shown(std::string_view name) {
    constexpr std::size_t kLongest = 80;
    std::string text(name.substr(0, kLongest));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, '?');
    return name.size() > kLongest ? text + "..." : text;
}

class FileDescriptor {
  public:
    explicit FileDescriptor(const std::filesystem::path& file) : m_number(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~FileDescriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    int number() const { return m_number; }

  private:
    int m_number;
};

/// Tells what the JSON library would swallow: a name given twice, and nesting that no header has.
class HeaderGuard {
  public:
    bool operator()(int depth, Json::parse_event_t event, Json& value) {
        if (m_complaint.empty() && depth > kDeepestNesting)
            m_complaint = "its header is nested too deeply";
        if (!m_complaint.empty())
            return false;
        if (event == Json::parse_event_t::object_start)
            m_keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            m_keys.pop_back();
        else if (event == Json::parse_event_t::key && !m_keys.back().insert(value.get<std::string>()).second)
            m_complaint = fmt::format("its header names {} twice", shown(value.get<std::string>()));
        return m_complaint.empty();
    }
    const std::string& complaint() const { return m_complaint; }

  private:
    std::vector<std::set<std::string>> m_keys;
    std::string m_complaint;
};

template <class Stored>
void convert(const std::byte* from, float* to, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        Stored value;
        std::memcpy(&value, from + static_cast<std::size_t>(i) * sizeof value, sizeof value);
        to[i] = static_cast<float>(value);
    }
}

} // namespace

SafetensorsFile::SafetensorsFile(std::filesystem::path file) : m_path(std::move(file)) {
    map();
    parseHeader();
    checkPlaces();
}

void SafetensorsFile::fail(const std::string& what) const {
    throw ModelFileError(fmt::format("The model file {} can't be used: {}. Fetch it again.", m_path.string(), what));
}

void SafetensorsFile::map() {
    static_assert(std::endian::native == std::endian::little);
    const FileDescriptor descriptor(m_path);
    if (descriptor.number() < 0)
        fail(std::generic_category().message(errno));
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0)
        fail(std::generic_category().message(errno));
    if (!S_ISREG(status.st_mode))
        fail("it is not a regular file");
    if (status.st_size < static_cast<off_t>(kLengthBytes))
        fail("it is too short to be a safetensors file");
    const auto size = static_cast<std::size_t>(status.st_size);
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (bytes == MAP_FAILED)
        fail(std::generic_category().message(errno));
    m_mapping = std::shared_ptr<void>(bytes, [size](void* mapped) { ::munmap(mapped, size); });
    m_bytes = {static_cast<const std::byte*>(bytes), size};
}

void SafetensorsFile::parseHeader() {
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, m_bytes.data(), kLengthBytes);
    if (headerBytes > m_bytes.size() - kLengthBytes || headerBytes > kLongestHeader)
        fail(fmt::format("its header is said to take {} bytes of the file's {}", headerBytes, m_bytes.size()));
    const auto header = m_bytes.subspan(kLengthBytes, headerBytes);
    m_content = m_bytes.subspan(kLengthBytes + headerBytes);

    const char* text = reinterpret_cast<const char*>(header.data());
    HeaderGuard guard;
    const Json json = Json::parse(text, text + header.size(), std::ref(guard), false);
    if (!guard.complaint().empty())
        fail(guard.complaint());
    if (!json.is_object())
        fail("its header is not JSON");
    for (const auto& [name, description] : json.items())
        if (name != "__metadata__")
            m_tensors.emplace(name, parseEntry(name, description));
}

SafetensorsFile::Entry SafetensorsFile::parseEntry(const std::string& name, const Json& description) const {
    try {
        const auto natural = [&](const Json& number) {
            if (!number.is_number_unsigned())
                fail(fmt::format("tensor {} has a size or offset that is not a whole number", shown(name)));
            return number.get<std::uint64_t>();
        };
        Entry entry;
        entry.type = description.at("dtype").get<std::string>();
        std::uint64_t bytes = elementBytes(entry.type);
        if (bytes == 0)
            fail(fmt::format("tensor {} has the unknown type {}", shown(name), shown(entry.type)));
        const Json& shape = description.at("shape");
        const Json& offsets = description.at("data_offsets");
        if (!shape.is_array() || !offsets.is_array() || offsets.size() != 2)
            fail(fmt::format("tensor {} has no proper shape or place", shown(name)));
        for (const Json& dimension : shape) {
            const std::uint64_t size = natural(dimension);
            if (size > INT64_MAX || __builtin_mul_overflow(bytes, size, &bytes))
                fail(fmt::format("tensor {} is too large", shown(name)));
            entry.shape.push_back(static_cast<std::int64_t>(size));
        }
        entry.begin = natural(offsets[0]);
        entry.end = natural(offsets[1]);
        if (entry.begin > entry.end || entry.end > m_content.size())
            fail(fmt::format("tensor {} reaches past the end of the file", shown(name)));
        if (entry.end - entry.begin != bytes)
            fail(fmt::format("tensor {} takes {} bytes where its shape asks for {}", shown(name),
                             entry.end - entry.begin, bytes));
        return entry;
    } catch (const Json::exception&) {
        fail(fmt::format("tensor {} is not described as the format asks", shown(name)));
    }
}

void SafetensorsFile::checkPlaces() const {
    std::vector<std::pair<const Entry*, const std::string*>> inOrder;
    for (const auto& [name, entry] : m_tensors)
        inOrder.emplace_back(&entry, &name);
    std::sort(inOrder.begin(), inOrder.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first->begin, a.first->end) < std::pair(b.first->begin, b.first->end);
    });
    std::uint64_t end = 0;
    for (const auto& [entry, name] : inOrder) {
        if (entry->begin != end)
            fail(fmt::format("tensor {} {} the one before it", shown(*name),
                             entry->begin < end ? "overlaps" : "leaves a gap after"));
        end = entry->end;
    }
    if (end != m_content.size())
        fail(fmt::format("{} bytes at its end belong to no tensor", m_content.size() - end));
}

std::string SafetensorsFile::sha256() const {
    return base::sha256(m_bytes);
}

std::vector<std::string> SafetensorsFile::names() const {
    std::vector<std::string> all;
    for (const auto& [name, entry] : m_tensors)
        all.push_back(name);
    return all;
}

at::Tensor SafetensorsFile::read(std::string_view name, const std::vector<std::int64_t>& shape) const {
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end())
        fail(fmt::format("tensor {} is missing", shown(name)));
    const Entry& entry = found->second;
    if (entry.shape != shape)
        fail(fmt::format("tensor {} has the shape [{}] instead of [{}]", shown(name), fmt::join(entry.shape, ", "),
                         fmt::join(shape, ", ")));
    const std::byte* from = m_content.data() + entry.begin;
    at::Tensor tensor = at::empty(shape, at::kFloat);
    float* to = tensor.data_ptr<float>();
    const std::int64_t count = tensor.numel();
    if (entry.type == "F16")
        convert<c10::Half>(from, to, count);
    else if (entry.type == "BF16")
        convert<c10::BFloat16>(from, to, count);
    else if (entry.type == "F32")
        convert<float>(from, to, count);
    else
        fail(fmt::format("tensor {} has the type {} where F32, F16 or BF16 is needed", shown(name), entry.type));
    if (!std::all_of(to, to + count, [](float value) { return std::isfinite(value); }))
        fail(fmt::format("tensor {} holds values that are not numbers", shown(name)));
    return tensor;
}

} // namespace croquis::perceptual
