// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/provenance_file.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"
#include "vector/gif_text.hpp"
#include "vector/mp4_text.hpp"
#include "vector/pdf_metadata.hpp"
#include "vector/png_text.hpp"
#include "vector/png_writer.hpp"
#include "vector/provenance_comment.hpp"
#include "vector/svg_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <system_error>

namespace croquis::vector {
namespace {

constexpr std::size_t kMaximumBytes = 512u << 20;

template <typename Thrown = ExportError>
[[noreturn]] void refuse(const std::filesystem::path& file, const ExportError& error) {
    throw Thrown(fmt::format("Couldn't restore from {}: {}.", file.string(), error.what()));
}

/// All of it; of a film, which may be longer, what tells of it.
std::string contentOf(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored)) {
        std::ifstream stream(file, std::ios::binary);
        std::array<char, 8> start{};
        if (stream.read(start.data(), start.size()) && isMp4({start.data(), start.size()}))
            try {
                return mp4Index(stream);
            } catch (const ExportError& error) {
                refuse(file, error);
            }
    }
    return readFileContent(file, kMaximumBytes);
}

constexpr std::string_view kHpglStart = "IN;";

struct Content {
    enum class Kind { png, pdf, gif, mp4, hpgl, commented, other };
    Kind kind;
    std::string bytes;
    std::optional<std::string> comments; ///< the record in them
};

Content read(const std::filesystem::path& file) {
    using Kind = Content::Kind;
    Content content{Kind::other, contentOf(file), std::nullopt};
    const std::string_view text = content.bytes;
    if (text.starts_with(kPngSignature))
        content.kind = Kind::png;
    else if (text.starts_with("%PDF-"))
        content.kind = Kind::pdf;
    else if (text.starts_with(kGifSignature))
        content.kind = Kind::gif;
    else if (isMp4(text))
        content.kind = Kind::mp4;
    else if ((content.comments = provenanceInComments(text)))
        content.kind = Kind::commented;
    else if (text.starts_with(kHpglStart))
        content.kind = Kind::hpgl;
    return content;
}

/// None where there is none.
std::optional<std::string> recordIn(Content content, const std::filesystem::path& file) {
    switch (content.kind) {
    case Content::Kind::png:
        return pngText(content.bytes, kProvenanceKeyword);
    case Content::Kind::pdf:
        return provenanceInPdf(content.bytes);
    case Content::Kind::gif:
        return gifText(content.bytes, kGifRecordPrefix);
    case Content::Kind::mp4:
        return mp4Text(content.bytes, kMp4RecordPrefix);
    case Content::Kind::commented:
        return std::move(content.comments);
    case Content::Kind::hpgl:
        throw ExportError("HPGL has no place for a record of how it was made; use the SVG, PNG, GIF, MP4, PDF or "
                          "G-code of that sketch");
    case Content::Kind::other:
        break;
    }
    return parseSvg(content.bytes, file.string()).provenanceJson;
}

} // namespace

bool isNoSvg(const std::filesystem::path& file) {
    return read(file).kind != Content::Kind::other;
}

Provenance readProvenance(const std::filesystem::path& file, NewerRecord newer) {
    Content content = read(file);
    std::optional<std::string> json;
    if (content.kind == Content::Kind::other) // whose errors name the file
        json = recordIn(std::move(content), file);
    try {
        if (content.kind != Content::Kind::other)
            json = recordIn(std::move(content), file);
        if (!json)
            throw ExportError(
                "it carries no record of how it was made; only sketches that Croquis drew from a photo do");
    } catch (const ExportError& error) {
        refuse(file, error);
    }
    try {
        return provenanceFromJson(*json, newer);
    } catch (const ExportError& error) {
        refuse<RecordError>(file, error);
    }
}

Provenance readSketchProvenance(const std::filesystem::path& file, NewerRecord newer) {
    Provenance record = readProvenance(file, newer);
    if (findSetting(record, kSheetSetting) != nullptr)
        refuse<RecordError>(file, ExportError("it is a contact sheet; use one of its sketches"));
    return record;
}

} // namespace croquis::vector
