// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo_hints.hpp"

#include <QTest>

using namespace croquis;
using image::Photo;
using image::SubjectMask;

namespace {

Photo photo(int width, int height) {
    Photo result;
    result.rgb = image::Raster<std::uint8_t>(width, height, 3);
    std::fill(result.rgb.values.begin(), result.rgb.values.end(), std::uint8_t{128});
    result.originalWidth = width;
    result.originalHeight = height;
    return result;
}

/// Chequers of so many pixels in the upper part.
Photo chequered(int side, int square, int rows) {
    Photo result = photo(side, side);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < side; ++x)
            for (int c = 0; c < 3; ++c)
                result.rgb.at(x, y, c) = (x / square + y / square) % 2 == 0 ? 20 : 235;
    return result;
}

SubjectMask box(const Photo& photo, int left, int top, int width, int height) {
    SubjectMask mask;
    mask.inside = image::Raster<std::uint8_t>(photo.rgb.width, photo.rgb.height, 1);
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            mask.inside.at(x, y) = 255;
    mask.plausible = true;
    return mask;
}

std::vector<std::string> hints(const Photo& photo, const SubjectMask* mask) {
    return image::photoHints(photo, mask, image::placeOnCanvas(photo, mask));
}

} // namespace

class PhotoHintsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aGoodPhotoNeedsNone() {
        const Photo square = photo(400, 400);
        QVERIFY(hints(square, nullptr).empty());
        const SubjectMask mask = box(square, 50, 50, 300, 300);
        QVERIFY(hints(square, &mask).empty());
    }

    void aSmallSubjectIsMeasured() {
        const Photo large = photo(600, 600);
        SubjectMask mask = box(large, 200, 200, 80, 60);
        const auto said = hints(large, &mask);
        QCOMPARE(said.size(), std::size_t{2});
        QVERIFY2(said.front().find("only about 80 pixels") != std::string::npos, said.front().c_str());
        mask = box(large, 200, 200, 110, 60);
        QCOMPARE(hints(large, &mask).size(), std::size_t{1});
    }

    /// What is cut off is said.
    void zoomingInIsSaid() {
        const Photo wide = photo(640, 360);
        SubjectMask mask = box(wide, 100, 20, 300, 300);
        const auto said = hints(wide, &mask);
        QCOMPARE(said.size(), std::size_t{1});
        QVERIFY(said.front().find("Zoomed in") != std::string::npos);
        mask = box(wide, 20, 20, 600, 320);
        QVERIFY(hints(wide, &mask).empty());
    }

    void aBusyPhotoIsOneWithEdgesAllOver() {
        const Photo busy = chequered(204, 3, 204), half = chequered(204, 3, 60);
        QVERIFY(image::edgeShare(image::placeOnCanvas(busy, nullptr)) > 0.6);
        QVERIFY(hints(busy, nullptr).front().find("busy") != std::string::npos);
        QVERIFY(hints(half, nullptr).empty());
        const SubjectMask mask = box(busy, 10, 10, 184, 184); // then the rest isn't drawn
        QVERIFY(hints(busy, &mask).empty());
    }

    void aLongPhotoIsKeptWhole() {
        const Photo wide = photo(640, 360), tall = photo(360, 640), usual = photo(400, 300);
        for (const Photo* each : {&wide, &tall}) {
            const auto said = hints(*each, nullptr);
            QCOMPARE(said.size(), std::size_t{1});
            QVERIFY(said.front().find("square") != std::string::npos);
        }
        QVERIFY(hints(usual, nullptr).empty());
        const SubjectMask mask = box(wide, 20, 20, 600, 320);
        QVERIFY(hints(wide, &mask).empty());
    }

    void onePixelIsNoPicture() { QVERIFY(hints(photo(1, 1), nullptr).empty()); }
};

QTEST_APPLESS_MAIN(PhotoHintsTest)
#include "photo_hints_test.moc"
