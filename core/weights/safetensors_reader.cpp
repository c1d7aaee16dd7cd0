// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/safetensors_reader.hpp"

#include "base/content_kind.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace croquis::weights {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 16 << 20;
constexpr int kDeepestNesting = 4;   // header, tensor, shape or offsets
constexpr int kMostValues = 1 << 17; // of a header: some ten thousand tensors, ten times the largest network's
constexpr const char* kMetadata = "__metadata__";

/// Reads a header before anything is made of it. Tells what the JSON library would swallow (a name given twice), and
/// what no header has: deep nesting, countless values.
class HeaderGuard : public nlohmann::json_sax<Json> {
  public:
    const std::string& complaint() const { return m_complaint; }

    bool null() override { return value(); }
    bool boolean(bool /*value*/) override { return value(); }
    bool number_integer(number_integer_t /*value*/) override { return value(); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return value(); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return value(); }
    bool string(string_t& /*value*/) override { return value(); }
    bool binary(binary_t& /*value*/) override { return value(); }
    bool start_object(std::size_t /*size*/) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t /*size*/) override { return enter(); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        return m_keys.back().insert(name).second || complain(fmt::format("its header names {} twice", shown(name)));
    }
    bool parse_error(std::size_t /*place*/, const std::string& /*token*/, const Json::exception& /*error*/) override {
        return complain("its header is not JSON");
    }

  private:
    bool complain(std::string what) {
        m_complaint = std::move(what);
        return false;
    }
    bool value() { return ++m_values <= kMostValues || complain("its header lists more than any network has"); }
    bool enter() {
        m_keys.emplace_back();
        return m_keys.size() <= kDeepestNesting ? value() : complain("its header is nested too deeply");
    }
    bool leave() {
        m_keys.pop_back();
        return true;
    }

    std::vector<std::set<std::string>> m_keys; ///< of each object that is open; none of an array
    int m_values = 0;
    std::string m_complaint;
};

/// A file that begins with neither a plausible length nor a header.
std::string noWeightsFile(std::span<const std::byte> bytes) {
    const bool pickle = bytes[0] == std::byte{0x80} && bytes[1] >= std::byte{2} && bytes[1] <= std::byte{5};
    return fmt::format("it is no weights file but {}",
                       pickle ? "a pickle of something else" : base::recogniseContent(bytes, {}).what);
}

struct Place {
    std::uint64_t begin = 0, end = 0; ///< bytes, from the header's end
};

class Reader {
  public:
    explicit Reader(const MappedFile& file) : m_file(file) {}
    /// @param metadata  may be null.
    TensorViews read(Metadata* metadata);

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

TensorViews Reader::read(Metadata* metadata) {
    const auto bytes = m_file.bytes();
    if (bytes.size() < kLengthBytes)
        fail("it is too short to be a weights file");
    const auto headerBytes = numberAt<std::uint64_t>(bytes, 0);
    if (headerBytes > bytes.size() - kLengthBytes || headerBytes > kLongestHeader)
        fail(bytes.size() == kLengthBytes || bytes[kLengthBytes] != std::byte{'{'}
                 ? noWeightsFile(bytes)
                 : fmt::format("its header is said to take {} bytes of the file's {}", headerBytes, bytes.size()));
    const auto header = bytes.subspan(kLengthBytes, headerBytes);
    m_content = bytes.subspan(kLengthBytes + headerBytes);

    const char* text = reinterpret_cast<const char*>(header.data());
    if (HeaderGuard guard; !Json::sax_parse(text, text + header.size(), &guard))
        fail(guard.complaint());
    const Json json = Json::parse(text, text + header.size(), nullptr, false);
    if (!json.is_object())
        fail("its header is not JSON");
    for (const auto& [name, description] : json.items())
        if (name != kMetadata)
            parse(name, description);
        else if (metadata != nullptr)
            for (const auto& [key, value] : description.items())
                if (value.is_string())
                    metadata->emplace(key, value.get<std::string>());
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
        if (!shape.is_array() || shape.size() > kMostDimensions || !offsets.is_array() || offsets.size() != 2)
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

TensorViews readSafetensors(const MappedFile& file, Metadata* metadata) {
    return Reader(file).read(metadata);
}

} // namespace croquis::weights
