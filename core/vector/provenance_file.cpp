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

} // namespace

Provenance readProvenance(const std::filesystem::path& file, NewerRecord newer) {
    const std::string content = contentOf(file);
    const std::string_view text = content;
    const bool png = text.starts_with(kPngSignature);
    const bool pdf = text.starts_with("%PDF-");
    const bool gif = text.starts_with(kGifSignature);
    const bool mp4 = isMp4(text);
    const bool binary = png || pdf || gif || mp4;
    std::optional<std::string> json = binary ? std::nullopt : provenanceInComments(text);
    if (!binary && !json && text.starts_with("IN;"))
        refuse(file,
               ExportError("HPGL has no place for a record of how it was made; use the SVG, PNG, GIF, MP4, PDF or "
                           "G-code of that sketch"));
    if (!binary && !json)
        json = parseSvg(content, file.string()).provenanceJson;
    try {
        if (png)
            json = pngText(content, kProvenanceKeyword);
        if (pdf)
            json = provenanceInPdf(content);
        if (gif)
            json = gifText(content, kGifRecordPrefix);
        if (mp4)
            json = mp4Text(content, kMp4RecordPrefix);
        if (!json)
            throw ExportError("it carries no record of how it was made; only files that Croquis exported do");
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
