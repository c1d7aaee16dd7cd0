// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/content_kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace croquis::base {
namespace {

using namespace std::string_view_literals;
using Kind = ContentKind::Kind;

struct Signature {
    std::size_t offset;
    std::string_view magic;
    Kind kind;
    std::string_view what;
};

constexpr std::array kSignatures = {
    Signature{0, "\xff\xd8\xff"sv, Kind::jpeg, "a JPEG picture"},
    Signature{0, "\x89PNG\r\n\x1a\n"sv, Kind::png, "a PNG picture"},
    Signature{0, "GIF8"sv, Kind::gif, "a GIF picture"},
    Signature{8, "WEBP"sv, Kind::webp, "a WebP picture"},
    Signature{8, "CR\x02\0"sv, Kind::otherPicture, "a camera raw (CR2) photo"},
    Signature{0, "II*\0"sv, Kind::tiff, "a TIFF picture"},
    Signature{0, "MM\0*"sv, Kind::tiff, "a TIFF picture"},
    Signature{0, "II+\0"sv, Kind::tiff, "a TIFF picture"},
    Signature{0, "MM\0+"sv, Kind::tiff, "a TIFF picture"},
    Signature{4, "ftypheic"sv, Kind::otherPicture, "a HEIC photo"},
    Signature{4, "ftypheix"sv, Kind::otherPicture, "a HEIC photo"},
    Signature{4, "ftyphevc"sv, Kind::otherPicture, "a HEIC photo"},
    Signature{4, "ftypheim"sv, Kind::otherPicture, "a HEIC photo"},
    Signature{4, "ftypmif1"sv, Kind::otherPicture, "a HEIF photo"},
    Signature{4, "ftypmsf1"sv, Kind::otherPicture, "a HEIF photo"},
    Signature{4, "ftypavif"sv, Kind::otherPicture, "an AVIF picture"},
    Signature{4, "ftypavis"sv, Kind::otherPicture, "an AVIF picture"},
    Signature{4, "ftypcrx "sv, Kind::otherPicture, "a camera raw (CR3) photo"},
    Signature{4, "ftyp"sv, Kind::notPicture, "a video"},
    Signature{0, "FUJIFILMCCD-RAW"sv, Kind::otherPicture, "a camera raw (RAF) photo"},
    Signature{0, "IIRO"sv, Kind::otherPicture, "a camera raw (ORF) photo"},
    Signature{0, "IIRS"sv, Kind::otherPicture, "a camera raw (ORF) photo"},
    Signature{0, "MMOR"sv, Kind::otherPicture, "a camera raw (ORF) photo"},
    Signature{0, "IIU\0"sv, Kind::otherPicture, "a camera raw (RW2) photo"},
    Signature{0, "FOVb"sv, Kind::otherPicture, "a camera raw (X3F) photo"},
    Signature{0, "%PDF"sv, Kind::otherPicture, "a PDF document"},
    Signature{0, "%!PS"sv, Kind::otherPicture, "a PostScript document"},
    Signature{0, "8BPS"sv, Kind::otherPicture, "a Photoshop document"},
    Signature{0, "gimp xcf"sv, Kind::otherPicture, "a GIMP document"},
    Signature{0, "\xff\x0a"sv, Kind::otherPicture, "a JPEG XL picture"},
    Signature{0, "\0\0\0\x0cJXL "sv, Kind::otherPicture, "a JPEG XL picture"},
    Signature{0, "\0\0\0\x0cjP  "sv, Kind::otherPicture, "a JPEG 2000 picture"},
    Signature{0, "\xff\x4f\xff\x51"sv, Kind::otherPicture, "a JPEG 2000 picture"},
    Signature{0, "\x76\x2f\x31\x01"sv, Kind::otherPicture, "an OpenEXR picture"},
    Signature{0, "#?RADIANCE"sv, Kind::otherPicture, "a Radiance HDR picture"},
    Signature{0, "qoif"sv, Kind::otherPicture, "a QOI picture"},
    Signature{0, "\0\0\x01\0"sv, Kind::otherPicture, "an icon"},
    Signature{0, "PK\x03\x04"sv, Kind::notPicture, "a ZIP archive"},
    Signature{0, "\x1f\x8b"sv, Kind::notPicture, "a compressed archive"},
    Signature{0, "7z\xbc\xaf\x27\x1c"sv, Kind::notPicture, "a compressed archive"},
    Signature{0, "\x7f\x45LF"sv, Kind::notPicture, "a program"},
    Signature{0, "MZ"sv, Kind::notPicture, "a program"},
    Signature{8, "WAVE"sv, Kind::notPicture, "a sound"},
    Signature{0, "ID3"sv, Kind::notPicture, "a sound"},
    Signature{8, "AVI "sv, Kind::notPicture, "a video"},
    Signature{0, "\x1a\x45\xdf\xa3"sv, Kind::notPicture, "a video"},
};

constexpr std::array kRawEndings = {".dng"sv, ".nef"sv, ".nrw"sv, ".arw"sv, ".srf"sv, ".sr2"sv,
                                    ".pef"sv, ".srw"sv, ".3fr"sv, ".erf"sv, ".mef"sv, ".iiq"sv};

std::string lowered(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return result;
}

bool isBmp(std::string_view start) {
    return start.size() >= 18 && start.starts_with("BM") && start[15] == '\0' && start[16] == '\0' && start[17] == '\0';
}

/// UTF-8 without control characters but the usual white space; a character may be cut off at the end.
bool isText(std::string_view start) {
    std::size_t following = 0;
    for (const char c : start) {
        const auto code = static_cast<unsigned char>(c);
        const bool continues = (code & 0xc0) == 0x80;
        if (continues != (following > 0))
            return false;
        if (continues)
            --following;
        else if (code >= 0xf5 || code == 0xc0 || code == 0xc1)
            return false;
        else if (code >= 0x80)
            following = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : 1;
        else if (code < 0x20 && std::string_view("\n\r\t\f\x1b").find(c) == std::string_view::npos)
            return false;
    }
    return true;
}

} // namespace

ContentKind recogniseContent(std::span<const std::byte> bytes, std::string_view name) {
    const std::string_view start(reinterpret_cast<const char*>(bytes.data()),
                                 std::min<std::size_t>(bytes.size(), 4096));
    for (const Signature& signature : kSignatures) {
        if (start.size() < signature.offset || !start.substr(signature.offset).starts_with(signature.magic))
            continue;
        const std::string lowerName = lowered(name);
        const bool raw =
            std::ranges::any_of(kRawEndings, [&](std::string_view end) { return lowerName.ends_with(end); });
        if (signature.kind == Kind::tiff && raw)
            return {Kind::otherPicture, "a camera raw photo"};
        return {signature.kind, signature.what};
    }
    if (isBmp(start))
        return {Kind::bmp, "a BMP picture"};
    if (!isText(start))
        return {Kind::notPicture, "data of an unknown kind"};
    const std::string text = lowered(start);
    if (text.find("<svg") != std::string::npos)
        return {Kind::svg, "an SVG drawing"};
    if (text.find("<html") != std::string::npos || text.find("<!doctype html") != std::string::npos)
        return {Kind::notPicture, "a web page"};
    return {Kind::notPicture, "text"};
}

} // namespace croquis::base
