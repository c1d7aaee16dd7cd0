// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/provenance_file.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"
#include "vector/gif_text.hpp"
#include "vector/pdf_metadata.hpp"
#include "vector/png_text.hpp"
#include "vector/png_writer.hpp"
#include "vector/provenance_comment.hpp"
#include "vector/svg_reader.hpp"

#include <fmt/format.h>

namespace croquis::vector {
namespace {

constexpr std::size_t kMaximumBytes = 512u << 20;

} // namespace

Provenance readProvenance(const std::filesystem::path& file) {
    const std::string content = readFileContent(file, kMaximumBytes);
    const std::string_view text = content;
    const bool png = text.starts_with(kPngSignature);
    const bool pdf = text.starts_with("%PDF-");
    const bool gif = text.starts_with(kGifSignature);
    std::optional<std::string> json = png || pdf || gif ? std::nullopt : provenanceInComments(text);
    if (!png && !pdf && !gif && !json)
        json = parseSvg(content, file.string()).provenanceJson;
    try {
        if (png)
            json = pngText(content, kProvenanceKeyword);
        if (pdf)
            json = provenanceInPdf(content);
        if (gif)
            json = gifText(content, kGifRecordPrefix);
        if (!json)
            throw ExportError("it carries no record of how it was made; only files that Croquis exported do");
        return provenanceFromJson(*json);
    } catch (const ExportError& error) {
        throw ExportError(fmt::format("Couldn't restore from {}: {}.", file.string(), error.what()));
    }
}

} // namespace croquis::vector
