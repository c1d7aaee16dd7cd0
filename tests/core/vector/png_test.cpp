// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/png_decoding.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/png_text.hpp"
#include "vector/png_writer.hpp"
#include "vector/provenance_file.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace croquis;
using vector::PngFormat;
using vector::PngOptions;

namespace {

std::string textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> gradient(const PngOptions& options) {
    return encodePng(options, [](int row, std::span<std::uint8_t> pixels) {
        for (std::size_t i = 0; i < pixels.size(); ++i)
            pixels[i] = static_cast<std::uint8_t>(i * 7 + static_cast<std::size_t>(row) * 31);
    });
}

std::uint32_t bigEndian(const std::string& text, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<std::uint8_t>(text[at + i]);
    return value;
}

/// A small PNG with a record in it.
std::string sample() {
    return textOf(gradient({{5, 4}, PngFormat::rgba, 300, toJson(test::sampleProvenance())}));
}

std::optional<std::string> record(const std::string& png) {
    return vector::pngText(png, vector::kProvenanceKeyword);
}

std::string chunk(const std::string& type, const std::string& content) {
    const auto number = [](std::uint32_t value) {
        std::string text;
        for (int shift = 24; shift >= 0; shift -= 8)
            text += static_cast<char>(value >> shift & 0xff);
        return text;
    };
    std::uint32_t sum = 0xffffffff;
    for (const char c : type + content) {
        sum ^= static_cast<std::uint8_t>(c);
        for (int k = 0; k < 8; ++k)
            sum = (sum & 1) != 0 ? 0xedb88320u ^ sum >> 1 : sum >> 1;
    }
    return number(static_cast<std::uint32_t>(content.size())) + type + content + number(~sum);
}

/// A PNG, as far as its chunks go, with that iTXt content.
std::string withText(const std::string& content) {
    return std::string(vector::kPngSignature) + chunk("iTXt", content) + chunk("IEND", "");
}

} // namespace

class PngTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void rgbaComesBack() {
        const auto decoded = test::decodePng(gradient({{37, 23}, PngFormat::rgba, 0, ""}));
        QCOMPARE(decoded.width, 37);
        QCOMPARE(decoded.height, 23);
        for (std::size_t y = 0; y < 23; ++y)
            for (std::size_t i = 0; i < 37 * 4; ++i)
                QCOMPARE(decoded.pixels[y * 37 * 4 + i], static_cast<std::uint8_t>(i * 7 + y * 31));
    }

    void greyComesBack() {
        const auto decoded = test::decodePng(gradient({{37, 23}, PngFormat::grey, 0, ""}));
        for (std::size_t y = 0; y < 23; ++y)
            for (std::size_t x = 0; x < 37; ++x)
                QCOMPARE(decoded.pixels[(y * 37 + x) * 4], static_cast<std::uint8_t>(x * 7 + y * 31));
    }

    void paintedSketchComesBack() {
        const geometry::Sketch sketch{200, 150, test::randomStrokes(12, 150, 2.68, 4)};
        const geometry::Colour paper{250, 240, 230};
        for (const auto& colour : {std::optional<geometry::Colour>(), std::optional(paper)}) {
            const auto decoded = test::decodePng(
                vector::encodePng(vector::markedPage(sketch), colour, {{320, 240}, PngFormat::rgba, 300, ""}));
            QVERIFY(decoded.pixels == vector::paint(vector::markedPage(sketch), {{320, 240}, colour}));
        }
    }

    void equalInputGivesEqualBytes() { QCOMPARE(sample(), sample()); }

    void resolutionAndColourSpaceAreWritten() {
        const std::string png = sample();
        const std::size_t density = png.find("pHYs");
        QVERIFY(density != std::string::npos);
        QCOMPARE(bigEndian(png, density + 4), 11811u);
        QCOMPARE(bigEndian(png, density + 8), 11811u);
        QCOMPARE(png[density + 12], char(1));
        QVERIFY(png.find("sRGB") != std::string::npos);
        const std::string without = textOf(gradient({{5, 4}, PngFormat::rgba, 0, ""}));
        QVERIFY(without.find("pHYs") == std::string::npos);
        QVERIFY(without.find("iTXt") == std::string::npos);
    }

    void recordComesBack() {
        QCOMPARE(record(sample()).value(), toJson(test::sampleProvenance()));
        QVERIFY(!vector::pngText(sample(), "other"));
        QTemporaryDir folder;
        const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "sketch.png";
        std::ofstream(file, std::ios::binary) << sample();
        QVERIFY(vector::readProvenance(file) == test::sampleProvenance());
    }

    void uncompressedTextIsReadToo() {
        using namespace std::string_literals;
        QCOMPARE(record(withText("croquis:provenance\0\0\0en\0\0{}"s)).value(), std::string("{}"));
        QCOMPARE(record(withText("croquis:provenance\0\0\0\0\0"s)).value(), std::string());
        QVERIFY(!record(withText("other\0\0\0\0\0{}"s)));
    }

    void damagedTextIsRefused() {
        using namespace std::string_literals;
        for (const std::string& content :
             {""s, "croquis:provenance"s, "croquis:provenance\0"s, "croquis:provenance\0\0"s,
              "croquis:provenance\0\0\0"s, "croquis:provenance\0\0\0en\0"s, "croquis:provenance\0\2\0\0\0{}"s,
              "croquis:provenance\0\1\1\0\0{}"s, "croquis:provenance\0\1\0\0\0not deflated"s,
              "croquis:provenance\0\1\0\0\0"s})
            QVERIFY_THROWS_EXCEPTION(ExportError, record(withText(content)));
    }

    void inflatedTextIsBounded() {
        PngOptions options{{1, 1}, PngFormat::grey, 0, std::string(40u << 20, 'a')};
        const std::string png = textOf(gradient(options));
        QVERIFY(png.size() < 1u << 20);
        QVERIFY_THROWS_EXCEPTION(ExportError, record(png));
    }

    void everyPrefixIsRefused() {
        const std::string png = sample();
        for (std::size_t n = 0; n < png.size(); ++n)
            QVERIFY_THROWS_EXCEPTION(ExportError, record(png.substr(0, n)));
    }

    void everyFlippedBitIsNoticed() {
        const std::string png = sample();
        for (std::size_t at = 0; at < png.size(); ++at) {
            std::string bad = png;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            QVERIFY_THROWS_EXCEPTION(ExportError, record(bad));
        }
    }

    void sourcesMayThrow() {
        const auto failing = [](int row, std::span<std::uint8_t>) {
            if (row == 2)
                throw InvalidArgument("row 2");
        };
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::encodePng({{5, 4}, PngFormat::grey, 0, ""}, failing));
    }

    void badOptionsAreRefused() {
        const PngOptions bad[] = {{{0, 5}, PngFormat::rgba, 0, ""},
                                  {{5, 20001}, PngFormat::rgba, 0, ""},
                                  {{5, 5}, PngFormat::rgba, -1, ""},
                                  {{5, 5}, PngFormat::rgba, std::nan(""), ""}};
        for (const PngOptions& options : bad)
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, gradient(options));
    }
};

QTEST_APPLESS_MAIN(PngTest)
#include "png_test.moc"
