// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "vector/gif_text.hpp"
#include "vector/mp4_text.hpp"
#include "vector/pdf_metadata.hpp"
#include "vector/png_text.hpp"
#include "vector/png_writer.hpp"
#include "vector/provenance_comment.hpp"

#include <cstdlib>
#include <functional>
#include <optional>
#include <sstream>
#include <string>

namespace {

using namespace croquis;

/// A record that is accepted is written and read as itself.
void check(const std::function<std::optional<std::string>()>& json) {
    try {
        const auto text = json();
        if (!text)
            return;
        const auto record = vector::provenanceFromJson(*text);
        if (!(vector::provenanceFromJson(vector::toJson(record)) == record))
            std::abort();
    } catch (const Error&) {
        return; // refused
    }
}

} // namespace

/// The bytes as JSON, as PNG, as GIF, as MP4, as PDF and as G-code, whatever they begin with.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string text(reinterpret_cast<const char*>(bytes), count);
    check([&] { return text; });
    check([&] { return vector::pngText(text, vector::kProvenanceKeyword); });
    check([&] { return vector::gifText(text, vector::kGifRecordPrefix); });
    check([&] { return vector::mp4Text(text, vector::kMp4RecordPrefix); });
    check([&] {
        std::istringstream film(text);
        return vector::mp4Text(vector::mp4Index(film), vector::kMp4RecordPrefix);
    });
    check([&] { return vector::provenanceInPdf(text); });
    check([&] { return vector::provenanceInComments(text); });
    return 0;
}
