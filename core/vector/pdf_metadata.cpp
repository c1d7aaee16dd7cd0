// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/pdf_metadata.hpp"

#include "vector/svg_writer.hpp"
#include "vector/xml_text.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <new>

namespace croquis::vector {
namespace {

constexpr std::string_view kPacketBegin = "<x:xmpmeta";
constexpr std::string_view kPacketEnd = "</x:xmpmeta>";
constexpr std::size_t kMostPacketBytes = 16u << 20;
constexpr char32_t kReplacement = 0xFFFD;

/// The next character; bytes that don't form one count one by one.
char32_t takeCharacter(std::string_view& text) {
    const auto byte = [&text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const unsigned lead = byte(0);
    const std::size_t count = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    char32_t value = lead;
    bool good = lead < 0x80 || (lead >= 0xC2 && lead <= 0xF4 && count <= text.size());
    if (good && count > 1) {
        value = lead & (0x7Fu >> count);
        for (std::size_t i = 1; i < count && good; ++i) {
            good = (byte(i) & 0xC0u) == 0x80u;
            value = (value << 6) | (byte(i) & 0x3Fu);
        }
        constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
        good = good && value >= kLeast[count] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    }
    text.remove_prefix(good ? count : 1);
    return good ? value : kReplacement;
}

/// The text of the first croquis:provenance in the packet.
std::optional<std::string> provenanceInPacket(std::string_view packet) {
    pugi::xml_document document;
    const auto result = document.load_buffer(packet.data(), packet.size());
    if (result.status == pugi::status_out_of_memory)
        throw std::bad_alloc();
    const pugi::xml_node found = document.find_node([](const pugi::xml_node& node) {
        const std::string_view name = node.name();
        if (!name.ends_with(":provenance"))
            return false;
        const std::string declaration = fmt::format("xmlns:{}", name.substr(0, name.find(':')));
        for (pugi::xml_node outer = node; outer; outer = outer.parent())
            if (const pugi::xml_attribute attribute = outer.attribute(declaration.c_str()))
                return std::string_view(attribute.value()) == kProvenanceNamespace;
        return false;
    });
    return found ? std::optional<std::string>(found.child_value()) : std::nullopt;
}

} // namespace

std::string xmpOf(const Drawing& drawing) {
    const std::string title = xmlText(drawing.title.empty() ? "Sketch" : drawing.title);
    std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
    out += fmt::format("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                       "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:croquis=\"{}\">\n",
                       kProvenanceNamespace);
    const auto inAlt = [&out](const char* name, const std::string& text) {
        out += fmt::format("<dc:{}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:{}>\n", name, text,
                           name);
    };
    out += "<dc:format>application/pdf</dc:format>\n";
    inAlt("title", title);
    if (!drawing.description.empty())
        inAlt("description", xmlText(drawing.description));
    if (const auto& provenance = drawing.provenance) {
        out += fmt::format("<dc:source>{}</dc:source>\n", xmlText(provenance->source.name));
        out += fmt::format("<xmp:CreatorTool>Croquis {}</xmp:CreatorTool>\n", xmlText(provenance->programVersion));
        out += fmt::format("<croquis:provenance>{}</croquis:provenance>\n", xmlText(toJson(*provenance)));
    }
    out += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
    return out;
}

std::optional<std::string> provenanceInPdf(std::string_view pdf) {
    // The last packet is the file's newest where a program has appended to it.
    for (std::size_t end = pdf.size(); end > 0;) {
        const std::size_t begin = pdf.rfind(kPacketBegin, end - 1);
        if (begin == std::string_view::npos)
            return std::nullopt;
        const std::string_view packet = pdf.substr(begin, std::min(end - begin, kMostPacketBytes));
        if (const std::size_t stop = packet.find(kPacketEnd); stop != std::string_view::npos)
            if (auto json = provenanceInPacket(packet.substr(0, stop + kPacketEnd.size())))
                return json;
        end = begin;
    }
    return std::nullopt;
}

std::string pdfText(std::string_view utf8) {
    const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
    if (std::ranges::all_of(utf8, plain)) {
        std::string out = "(";
        for (const char c : utf8) {
            if (c == '(' || c == ')' || c == '\\')
                out += '\\';
            out += c;
        }
        return out + ')';
    }
    std::string out = "<FEFF";
    while (!utf8.empty()) {
        const char32_t character = takeCharacter(utf8);
        const auto put = [&out](std::uint32_t unit) { fmt::format_to(std::back_inserter(out), "{:04X}", unit); };
        if (character >= 0x10000) {
            put(0xD800 + ((character - 0x10000) >> 10));
            put(0xDC00 + ((character - 0x10000) & 0x3FF));
        } else {
            put(character);
        }
    }
    return out + '>';
}

} // namespace croquis::vector
