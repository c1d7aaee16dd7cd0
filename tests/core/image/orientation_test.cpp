// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/orientation.hpp"
#include "image/photo.hpp"
#include "support/picture_bytes.hpp"

#include <QTest>

#include <array>
#include <string>

using namespace croquis;
using image::Photo;
using image::Raster;

namespace {

/// Where the photo's upright corners lie in the file, by EXIF 2.3's table ("the 0th row represents ..., the 0th column
/// ..."): top left, top right, bottom left, bottom right as indices of the stored quadrants 0 1 / 2 3.
constexpr std::array<std::array<int, 4>, 8> kStoredQuadrants = {
    {{0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1}, {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}}};

constexpr std::array<std::array<int, 3>, 4> kColours = {{{200, 40, 30}, {30, 160, 60}, {40, 60, 190}, {240, 230, 80}}};

/// Which of the four colours a corner of the photo has.
int quadrantAt(const Photo& photo, bool right, bool bottom) {
    const int x = right ? photo.rgb.width - 3 : 2;
    const int y = bottom ? photo.rgb.height - 3 : 2;
    for (std::size_t i = 0; i < kColours.size(); ++i) {
        int distance = 0;
        for (std::size_t channel = 0; channel < 3; ++channel)
            distance += std::abs(photo.rgb.at(x, y, static_cast<int>(channel)) - kColours[i][channel]);
        if (distance < 12)
            return static_cast<int>(i);
    }
    return -1;
}

void verifyUpright(const QByteArray& file, int orientation) {
    const Photo photo = image::decodePhoto(test::bytesOf(file), "picture");
    const auto& expected = kStoredQuadrants[static_cast<std::size_t>(orientation - 1)];
    QCOMPARE(photo.rgb.width, orientation >= 5 ? 16 : 24);
    QCOMPARE(photo.rgb.height, orientation >= 5 ? 24 : 16);
    QCOMPARE(photo.originalWidth, photo.rgb.width);
    QCOMPARE(photo.originalHeight, photo.rgb.height);
    QCOMPARE(quadrantAt(photo, false, false), expected[0]);
    QCOMPARE(quadrantAt(photo, true, false), expected[1]);
    QCOMPARE(quadrantAt(photo, false, true), expected[2]);
    QCOMPARE(quadrantAt(photo, true, true), expected[3]);
}

QByteArray quadrantsPng(int orientation, bool withAlpha) {
    QByteArray lines;
    for (std::size_t y = 0; y < 16; ++y) {
        lines += '\0';
        for (std::size_t x = 0; x < 24; ++x) {
            for (const int value : kColours[(y / 8) * 2 + x / 12])
                lines += static_cast<char>(value);
            if (withAlpha)
                lines += static_cast<char>(y < 8 && x < 12 ? 200 : 255);
        }
    }
    return test::pngFile({24, 16, 8, withAlpha ? 6 : 2}, lines, {{"eXIf", test::exifBlock(orientation, true)}});
}

} // namespace

class OrientationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyOrientationIsApplied_data() {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%d", orientation) << orientation;
    }
    void everyOrientationIsApplied() {
        QFETCH(int, orientation);
        for (const bool littleEndian : {false, true}) {
            const QByteArray exif = test::exifBlock(orientation, littleEndian);
            verifyUpright(test::jpegWithExif(test::testPicture("quadrants.jpg"), exif), orientation);
            verifyUpright(test::webpWithExif(test::testPicture("quadrants.webp"), exif, 24, 16), orientation);
        }
        verifyUpright(quadrantsPng(orientation, false), orientation);
        QByteArray tiff = test::testPicture("oriented6.tif");
        const QByteArray tag = QByteArray::fromHex("120103000100000006");
        QCOMPARE(tiff.count(tag), 1);
        tiff[tiff.indexOf(tag) + 8] = static_cast<char>(orientation);
        verifyUpright(tiff, orientation);
    }

    void alphaTurnsWithThePicture() {
        const Photo photo = image::decodePhoto(test::bytesOf(quadrantsPng(6, true)), "picture");
        QCOMPARE(photo.alpha.width, 16);
        QCOMPARE(photo.alpha.height, 24);
        QCOMPARE(int(photo.alpha.at(15, 0)), 200); // stored top left: upright top right
        QCOMPARE(int(photo.alpha.at(0, 0)), 255);
    }

    void damagedExifMeansUpright() {
        const QByteArray good = test::exifBlock(6, true);
        QCOMPARE(image::exifOrientation(test::bytesOf(good)), 6);
        QCOMPARE(image::exifOrientation(test::bytesOf(QByteArray("Exif\0\0", 6) + good)), 6);
        QCOMPARE(image::exifOrientation({}), 1);
        QCOMPARE(image::exifOrientation(test::bytesOf(test::exifBlock(9, true))), 1);
        QCOMPARE(image::exifOrientation(test::bytesOf(test::exifBlock(0, false))), 1);
        for (int size = 0; size < 22; ++size)
            QCOMPARE(image::exifOrientation(test::bytesOf(good.left(size))), 1);
        QByteArray farAway = good;
        farAway[7] = '\x7f'; // the directory lies 2 GB off
        QCOMPARE(image::exifOrientation(test::bytesOf(farAway)), 1);
    }

    void turningTwiceGivesThePictureBack() {
        Raster<std::uint8_t> stored(5, 3, 3);
        for (std::size_t i = 0; i < stored.values.size(); ++i)
            stored.values[i] = static_cast<std::uint8_t>(i);
        constexpr std::array kInverse = {1, 2, 3, 4, 5, 8, 7, 6};
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const auto turned = image::turnedUpright(stored, orientation);
            QCOMPARE(turned.width, orientation >= 5 ? 3 : 5);
            QCOMPARE(image::turnedUpright(turned, kInverse[static_cast<std::size_t>(orientation - 1)]).values,
                     stored.values);
        }
    }
};

QTEST_APPLESS_MAIN(OrientationTest)
#include "orientation_test.moc"
