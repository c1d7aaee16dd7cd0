// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo.hpp"
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdlib>
#include <string>

using namespace croquis;
using image::Photo;

namespace {

using Rgb = std::array<int, 3>;
constexpr std::array<Rgb, 4> kColours = {{{200, 40, 30}, {30, 160, 60}, {40, 60, 190}, {240, 230, 80}}};
/// ImageMagick's grey of the four.
constexpr std::array<Rgb, 4> kGreys = {{{73, 73, 73}, {125, 125, 125}, {65, 65, 65}, {221, 221, 221}}};
constexpr Rgb kWhite = {255, 255, 255};

Photo decoded(const QByteArray& bytes, const std::string& name = "picture") {
    return image::decodePhoto(test::bytesOf(bytes), name);
}

void verifyPixel(const Photo& photo, int x, int y, const Rgb& expected, int tolerance) {
    for (int channel = 0; channel < 3; ++channel) {
        const int difference = photo.rgb.at(x, y, channel) - expected[static_cast<std::size_t>(channel)];
        QVERIFY2(std::abs(difference) <= tolerance,
                 qPrintable(QStringLiteral("(%1, %2)[%3] differs by %4").arg(x).arg(y).arg(channel).arg(difference)));
    }
}

/// All 24 x 16 pixels in their quadrants, those near the inner edges excepted (JPEG's rounding).
void verifyQuadrants(const Photo& photo, const std::array<Rgb, 4>& colours, int tolerance) {
    QCOMPARE(photo.rgb.width, 24);
    QCOMPARE(photo.rgb.height, 16);
    QCOMPARE(photo.rgb.channels, 3);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 24; ++x)
            if (std::abs(2 * x - 23) > 8)
                verifyPixel(photo, x, y, colours[static_cast<std::size_t>((y / 8) * 2 + x / 12)], tolerance);
}

} // namespace

class PhotoTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyFormatGivesTheSameColours_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("tolerance");
        for (const char* name : {"interlaced.png", "quadrants.webp", "animated.webp", "animated.gif", "quadrants.tif",
                                 "rgb16.tif", "quadrants.bmp", "runs.bmp"})
            QTest::newRow(name) << name << 0;
        for (const char* name : {"quadrants.jpg", "progressive.jpg", "cmyk.jpg", "cmyk.tif"})
            QTest::newRow(name) << name << 2;
        QTest::newRow("rgb565.bmp") << "rgb565.bmp" << 8;
    }
    void everyFormatGivesTheSameColours() {
        QFETCH(QString, name);
        QFETCH(int, tolerance);
        const Photo photo = decoded(test::testPicture(name.toStdString()));
        verifyQuadrants(photo, kColours, tolerance);
        QVERIFY(photo.alpha.empty());
    }

    void greyBecomesRgb() {
        verifyQuadrants(decoded(test::testPicture("grey.jpg")), kGreys, 2);
        verifyQuadrants(decoded(test::testPicture("grey16.tif")), kGreys, 1);
        const Photo bilevel = decoded(test::testPicture("bilevel.bmp"));
        verifyPixel(bilevel, 0, 0, {0, 0, 0}, 0);
        verifyPixel(bilevel, 23, 15, kWhite, 0);
    }

    void sixteenBitsAreScaledNotCut() {
        QByteArray line(1, '\0');
        for (const unsigned value : {0u, 0x0080u, 0x0081u, 0x7fffu, 0xff7eu, 0xff80u, 0xffffu})
            line += QByteArray(1, static_cast<char>(value >> 8)) + QByteArray(1, static_cast<char>(value & 255u));
        const Photo photo = decoded(test::pngFile({7, 1, 16, 0}, line));
        const std::array expected = {0, 0, 1, 127, 254, 255, 255}; // value / 257, rounded
        for (int x = 0; x < 7; ++x)
            verifyPixel(photo, x, 0, {expected[std::size_t(x)], expected[std::size_t(x)], expected[std::size_t(x)]}, 0);
    }

    void alphaIsKeptAndFlattenedOnWhite() {
        const Photo photo = decoded(test::pngFile({2, 1, 8, 6}, QByteArray("\0\x64\0\xc8\x80\x0a\x14\x1e\xff", 9)));
        verifyPixel(photo, 0, 0, {177, 127, 227}, 0); // 100, 0, 200 at 128 / 255
        verifyPixel(photo, 1, 0, {10, 20, 30}, 0);
        QCOMPARE(int(photo.alpha.at(0, 0)), 128);
        QCOMPARE(int(photo.alpha.at(1, 0)), 255);
    }

    void transparentQuadrantIsWhite_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"transparent.webp", "transparent_interlaced.gif", "transparent.tif", "transparent.bmp"})
            QTest::newRow(name) << name;
    }
    void transparentQuadrantIsWhite() {
        QFETCH(QString, name);
        const Photo photo = decoded(test::testPicture(name.toStdString()));
        verifyQuadrants(photo, {kWhite, kColours[1], kColours[2], kColours[3]}, 0);
        QCOMPARE(photo.alpha.width, 24);
        QCOMPARE(photo.alpha.height, 16);
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 24; ++x)
                QCOMPARE(int(photo.alpha.at(x, y)), x < 12 && y < 8 ? 0 : 255);
    }

    void paletteWithTransparency() {
        const QByteArray palette = QByteArray::fromHex("0a141e6496c8");
        const Photo photo = decoded(test::pngFile({4, 1, 1, 3}, QByteArray("\0\x50", 2),
                                                  {{"PLTE", palette}, {"tRNS", QByteArray("\xff\x00", 2)}}));
        verifyPixel(photo, 0, 0, {10, 20, 30}, 0);
        verifyPixel(photo, 1, 0, kWhite, 0);
        QCOMPARE(int(photo.alpha.at(1, 0)), 0);
        const Photo opaque = decoded(test::pngFile({4, 1, 1, 3}, QByteArray("\0\x50", 2), {{"PLTE", palette}}));
        verifyPixel(opaque, 1, 0, {100, 150, 200}, 0);
        QVERIFY(opaque.alpha.empty());
    }

    void onePixelIsAPicture() {
        const Photo photo = decoded(test::pngFile({1, 1, 8, 0}, QByteArray("\0\x2a", 2)));
        QCOMPARE(photo.rgb.width, 1);
        QCOMPARE(photo.rgb.height, 1);
        verifyPixel(photo, 0, 0, {42, 42, 42}, 0);
    }

    void longSideIsReduced() {
        QByteArray lines;
        for (int y = 0; y < 100; ++y)
            lines += '\0' + QByteArray(4096, '\x10') + QByteArray(4096, '\xe0');
        const Photo photo = decoded(test::pngFile({8192, 100, 8, 0}, lines));
        QCOMPARE(photo.rgb.width, 2048);
        QCOMPARE(photo.rgb.height, 25);
        QCOMPARE(photo.originalWidth, 8192);
        QCOMPARE(photo.originalHeight, 100);
        verifyPixel(photo, 1023, 12, {16, 16, 16}, 0);
        verifyPixel(photo, 1024, 12, {224, 224, 224}, 0);
    }

    void oddNamesAreOnlyNames() {
        const QTemporaryDir folder;
        const QByteArray content = test::testPicture("quadrants.webp");
        for (const char* name : {"two words.webp", "it's \"quoted\".webp", "\xf0\x9f\x90\x88 \xc3\xa9t\xc3\xa9.webp",
                                 "-n.webp", "%s%n {0}.webp", "wrong ending.jpg", "no ending"}) {
            QFile file(folder.filePath(QString::fromUtf8(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            const Photo photo = image::loadPhoto(folder.filePath(QString::fromUtf8(name)).toStdString());
            QCOMPARE(photo.fileName, std::string(name));
            verifyQuadrants(photo, kColours, 0);
        }
    }

    void knowsTheDigestOfItsFile() {
        const Photo photo = image::loadPhoto(CROQUIS_SAMPLES "/cat.jpg");
        QCOMPARE(photo.sha256.size(), std::size_t{64});
        QCOMPARE(photo.fileName, std::string("cat.jpg"));
        QCOMPARE(photo.originalWidth, 451);
        QCOMPARE(photo.originalHeight, 300);
        QFile file(CROQUIS_SAMPLES "/cat.jpg");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(decoded(file.readAll()).sha256, photo.sha256);
    }
};

QTEST_APPLESS_MAIN(PhotoTest)
#include "photo_test.moc"
