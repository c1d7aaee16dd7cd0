// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "caption_notice.hpp"

#include "vector/pdf_text.hpp"

#include <fmt/format.h>

namespace croquis::cli {
namespace {

constexpr int kMostTold = 5;

std::string utf8Of(char32_t code) {
    const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    const auto rest = [&](int shift) { return byte(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80)
        return {byte(code)};
    if (code < 0x800)
        return {byte(0xC0 | (code >> 6)), rest(0)};
    if (code < 0x10000)
        return {byte(0xE0 | (code >> 12)), rest(6), rest(0)};
    return {byte(0xF0 | (code >> 18)), rest(12), rest(6), rest(0)};
}

} // namespace

std::optional<std::string> captionNotice(const vector::Drawing& drawing, sheet::OutputKind kind) {
    const bool isPdf = kind == sheet::OutputKind::pdf;
    if (kind == sheet::OutputKind::svg || sheet::isForMachine(kind))
        return std::nullopt;
    std::string list;
    int told = 0, more = 0;
    for (const vector::Caption& caption : drawing.captions) {
        const auto missing = isPdf ? vector::lettersPdfLacks(caption.text) : vector::lettersWithoutShape(caption.text);
        if (missing.empty())
            continue;
        if (++told > kMostTold) {
            ++more;
            continue;
        }
        list += list.empty() ? "" : "; ";
        for (const char32_t code : missing)
            list += utf8Of(code) + ' ';
        list += fmt::format("of \"{}\"", caption.text);
    }
    if (list.empty())
        return std::nullopt;
    return fmt::format("Letters of captions are {} in this file, for it has only those of Western Europe: {}{}. An "
                       "SVG keeps them all.",
                       isPdf ? "question marks" : "boxes", list,
                       more > 0 ? fmt::format("; and of {} more", more) : std::string());
}

} // namespace croquis::cli
