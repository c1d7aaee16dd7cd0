// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/safetensors_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace croquis::perceptual {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 16 << 20; // tens of thousands of tensors
constexpr int kDeepestNesting = 4;                 // header, tensor, shape or offsets, number

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

struct Place {
    std::uint64_t begin = 0, end = 0; ///< bytes, from the header's end
};

class Reader {
  public:
    explicit Reader(const MappedFile& file) : m_file(file) {}
    TensorViews read();

  private:
    void parse(const std::string& name, const Json& description);
    Place placeOf(const std::string& name, const Json& offsets) const;
    std::uint64_t natural(const std::string& name, const Json& number) const;
    void checkPlaces() const;
    [[noreturn]] void fail(const std::string& what) const { m_file.fail(what); }

    const MappedFile& m_file;
    std::span<const std::byte> m_content; ///< what follows the header
    TensorViews m_tensors;
    std::map<std::string, Place> m_places;
};

TensorViews Reader::read() {
    const auto bytes = m_file.bytes();
    if (bytes.size() < kLengthBytes)
        fail("it is too short to be a safetensors file");
    const auto headerBytes = numberAt<std::uint64_t>(bytes, 0);
    if (headerBytes > bytes.size() - kLengthBytes || headerBytes > kLongestHeader)
        fail(fmt::format("its header is said to take {} bytes of the file's {}", headerBytes, bytes.size()));
    const auto header = bytes.subspan(kLengthBytes, headerBytes);
    m_content = bytes.subspan(kLengthBytes + headerBytes);

    const char* text = reinterpret_cast<const char*>(header.data());
    HeaderGuard guard;
    const Json json = Json::parse(text, text + header.size(), std::ref(guard), false);
    if (!guard.complaint().empty())
        fail(guard.complaint());
    if (!json.is_object())
        fail("its header is not JSON");
    for (const auto& [name, description] : json.items())
        if (name != "__metadata__")
            parse(name, description);
    checkPlaces();
    return std::move(m_tensors);
}

std::uint64_t Reader::natural(const std::string& name, const Json& number) const {
    if (!number.is_number_unsigned())
        fail(fmt::format("tensor {} has a size or offset that is not a whole number", shown(name)));
    return number.get<std::uint64_t>();
}

void Reader::parse(const std::string& name, const Json& description) {
    try {
        TensorView view;
        view.type = description.at("dtype").get<std::string>();
        std::uint64_t bytes = elementBytes(view.type);
        if (bytes == 0)
            fail(fmt::format("tensor {} has the unknown type {}", shown(name), shown(view.type)));
        const Json& shape = description.at("shape");
        const Json& offsets = description.at("data_offsets");
        if (!shape.is_array() || !offsets.is_array() || offsets.size() != 2)
            fail(fmt::format("tensor {} has no proper shape or place", shown(name)));
        for (const Json& dimension : shape) {
            const std::uint64_t size = natural(name, dimension);
            if (size > INT64_MAX || __builtin_mul_overflow(bytes, size, &bytes))
                fail(fmt::format("tensor {} is too large", shown(name)));
            view.shape.push_back(static_cast<std::int64_t>(size));
        }
        const Place place = placeOf(name, offsets);
        if (place.end - place.begin != bytes)
            fail(fmt::format("tensor {} takes {} bytes where its shape asks for {}", shown(name),
                             place.end - place.begin, bytes));
        view.strides.assign(view.shape.size(), 1);
        for (std::size_t i = view.shape.size(); i-- > 1 && bytes > 0;)
            view.strides[i - 1] = view.strides[i] * view.shape[i];
        view.bytes = m_content.subspan(place.begin, bytes);
        m_places.emplace(name, place);
        m_tensors.emplace(name, std::move(view));
    } catch (const Json::exception&) {
        fail(fmt::format("tensor {} is not described as the format asks", shown(name)));
    }
}

Place Reader::placeOf(const std::string& name, const Json& offsets) const {
    const Place place{natural(name, offsets[0]), natural(name, offsets[1])};
    if (place.begin > place.end || place.end > m_content.size())
        fail(fmt::format("tensor {} reaches past the end of the file", shown(name)));
    return place;
}

void Reader::checkPlaces() const {
    std::vector<std::pair<Place, const std::string*>> inOrder;
    for (const auto& [name, place] : m_places)
        inOrder.emplace_back(place, &name);
    std::sort(inOrder.begin(), inOrder.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.begin, a.first.end) < std::pair(b.first.begin, b.first.end);
    });
    std::uint64_t end = 0;
    for (const auto& [place, name] : inOrder) {
        if (place.begin != end)
            fail(fmt::format("tensor {} {} the one before it", shown(*name),
                             place.begin < end ? "overlaps" : "leaves a gap after"));
        end = place.end;
    }
    if (end != m_content.size())
        fail(fmt::format("{} bytes at its end belong to no tensor", m_content.size() - end));
}

} // namespace

TensorViews readSafetensors(const MappedFile& file) {
    return Reader(file).read();
}

} // namespace croquis::perceptual
