// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/content_kind.hpp"
#include "support/picture_bytes.hpp"

#include <QTest>

#include <array>
#include <string>

using namespace croquis;
using Kind = base::ContentKind::Kind;

class ContentKindTest : public QObject {
    Q_OBJECT

  private:
    static base::ContentKind kindOf(const std::string& bytes, const std::string& name = "file") {
        return base::recogniseContent(std::as_bytes(std::span(bytes)), name);
    }

  private Q_SLOTS:
    void readableFormatsAreTold() {
        const std::array<std::pair<const char*, Kind>, 6> files = {{{"quadrants.jpg", Kind::jpeg},
                                                                    {"animated.gif", Kind::gif},
                                                                    {"quadrants.webp", Kind::webp},
                                                                    {"animated.webp", Kind::webp},
                                                                    {"quadrants.tif", Kind::tiff},
                                                                    {"quadrants.bmp", Kind::bmp}}};
        for (const auto& [name, kind] : files)
            QCOMPARE(base::recogniseContent(test::bytesOf(test::testPicture(name)), name).kind, kind);
        QCOMPARE(base::recogniseContent(test::bytesOf(test::pngFile({1, 1, 8, 0}, QByteArray(2, '\0'))), "x").kind,
                 Kind::png);
    }

    void otherPicturesAreNamed() {
        const std::array<std::pair<std::string, const char*>, 7> files = {{
            {std::string("\0\0\0\x18"
                         "ftypheic\0\0",
                         14),
             "a HEIC photo"},
            {std::string("\0\0\0\x18"
                         "ftypavif\0\0",
                         14),
             "an AVIF picture"},
            {std::string("\0\0\0\x18"
                         "ftypcrx \0\0",
                         14),
             "a camera raw (CR3) photo"},
            {std::string("II*\0\x10\0\0\0CR\x02\0", 12), "a camera raw (CR2) photo"},
            {"%PDF-1.7\n", "a PDF document"},
            {std::string("\xff\x0a\x01\x02\0\x03", 6), "a JPEG XL picture"},
            {std::string("\0\0\0\x0cjP  \r\n", 10), "a JPEG 2000 picture"},
        }};
        for (const auto& [bytes, what] : files) {
            QCOMPARE(kindOf(bytes).kind, Kind::otherPicture);
            QCOMPARE(std::string(kindOf(bytes).what), std::string(what));
        }
    }

    void drawingsAreTold() {
        const auto drawing = kindOf("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        QCOMPARE(drawing.kind, Kind::svg);
        QCOMPARE(std::string(drawing.what), std::string("an SVG drawing"));
    }

    void rawFilesInTiffClothingGoByTheirEnding() {
        const std::string tiff("II*\0\x08\0\0\0", 8);
        QCOMPARE(kindOf(tiff, "DSC_0001.NEF").kind, Kind::otherPicture);
        QCOMPARE(kindOf(tiff, "scan.tif").kind, Kind::tiff);
    }

    void whatIsNoPictureIsDescribed() {
        QCOMPARE(std::string(kindOf("Gr\xc3\xbc\xc3\x9f"
                                    "e\n")
                                 .what),
                 std::string("text"));
        QCOMPARE(std::string(kindOf("<!DOCTYPE html><html>").what), std::string("a web page"));
        QCOMPARE(std::string(kindOf(std::string("PK\x03\x04\x14\0", 6)).what), std::string("a ZIP archive"));
        QCOMPARE(std::string(kindOf(std::string("\0\0\0\x18"
                                                "ftypisom",
                                                12))
                                 .what),
                 std::string("a video"));
        QCOMPARE(std::string(kindOf(std::string("\x01\x02\xfe\0\x10", 5)).what),
                 std::string("data of an unknown kind"));
        QCOMPARE(std::string(kindOf("\xff\xd8").what), std::string("data of an unknown kind"));
        QCOMPARE(kindOf("BM, said the driver, is a make of car.").kind, Kind::notPicture);
    }
};

QTEST_APPLESS_MAIN(ContentKindTest)
#include "content_kind_test.moc"
