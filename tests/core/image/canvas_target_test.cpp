// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "image/canvas_target.hpp"
#include "image/resample.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using image::CanvasTarget;
using image::kCanvasSide;
using image::Photo;
using image::placeOnCanvas;
using image::Raster;
using image::SubjectMask;

namespace {

Photo photoOf(int width, int height, std::uint8_t value) {
    Photo photo;
    photo.rgb = Raster<std::uint8_t>(width, height, 3, value);
    return photo;
}

SubjectMask maskOf(int width, int height, int left, int top, int boxWidth, int boxHeight) {
    SubjectMask mask;
    mask.inside = Raster<std::uint8_t>(width, height);
    for (int y = top; y < top + boxHeight; ++y)
        for (int x = left; x < left + boxWidth; ++x)
            mask.inside.at(x, y) = 255;
    mask.plausible = true;
    return mask;
}

void verifyFinite(const CanvasTarget& target) {
    QCOMPARE(target.crop.values.size(), std::size_t{kCanvasSide * kCanvasSide * 3});
    QCOMPARE(target.network.values.size(), target.crop.values.size());
    QCOMPARE(target.subject.values.size(), std::size_t{kCanvasSide * kCanvasSide});
    QCOMPARE(target.photoArea.values.size(), target.subject.values.size());
    for (const auto* values :
         {&target.crop.values, &target.network.values, &target.subject.values, &target.photoArea.values})
        QVERIFY(std::ranges::all_of(*values, [](float v) { return v >= -1e-6F && v <= 1 + 1e-6F; }));
}

} // namespace

class CanvasTargetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// A photo of the canvas' size is what the network sees, value by value.
    void aPhotoOfTheCanvasSizeIsNotResampled() {
        Photo photo = photoOf(kCanvasSide, kCanvasSide, 0);
        for (std::size_t i = 0; i < photo.rgb.values.size(); ++i)
            photo.rgb.values[i] = static_cast<std::uint8_t>(i * 2654435761U >> 13);
        const CanvasTarget target = placeOnCanvas(photo, nullptr, geometry::Placement::squash);
        for (std::size_t i = 0; i < photo.rgb.values.size(); ++i)
            QCOMPARE(target.network.values[i], static_cast<float>(photo.rgb.values[i]) / 255);
        QVERIFY(target.canvasFromPhoto == geometry::Affine{});
    }

    /// method.md 1.1.
    void squashingStretchesTheWholePhoto() {
        const CanvasTarget target = placeOnCanvas(photoOf(448, 112, 51), nullptr, geometry::Placement::squash);
        verifyFinite(target);
        const auto corner = target.canvasFromPhoto(geometry::Point{448, 112});
        QVERIFY(corner.x == kCanvasSide && corner.y == kCanvasSide);
        QVERIFY(std::ranges::all_of(target.network.values, [](float value) { return value == 51.F / 255; }));
    }

    void letterboxingLeavesTenPixelsOfThePhoto() {
        const CanvasTarget target = placeOnCanvas(photoOf(204, 101, 0), nullptr, geometry::Placement::letterbox);
        verifyFinite(target);
        const auto corner = target.canvasFromPhoto(geometry::Point{0, 0});
        QVERIFY(corner.x == 10 && corner.y == 112 - 50); // side 224, h // 2 = 50
        QVERIFY(target.network.at(5, 112, 0) == 1 && target.network.at(112, 30, 0) == 1);
        QVERIFY(target.network.at(112, 112, 0) == 0 && target.network.at(12, 64, 0) == 0);
    }

    /// Resized in 8 bits, as Pillow does, and not in floating point.
    void squashingIsPillows() {
        Photo photo = photoOf(300, 170, 0);
        for (std::size_t i = 0; i < photo.rgb.values.size(); ++i)
            photo.rgb.values[i] = static_cast<std::uint8_t>(i * 2654435761U >> 13);
        const CanvasTarget target = placeOnCanvas(photo, nullptr, geometry::Placement::squash);
        const auto small = image::resample(photo.rgb, kCanvasSide, kCanvasSide, image::ResampleFilter::bicubic);
        for (std::size_t i = 0; i < small.values.size(); ++i)
            QCOMPARE(target.network.values[i], static_cast<float>(small.values[i]) / 255);
    }

    /// method.md 1.2: what is cut out is stretched to white first.
    void theMaskedPhotoIsStretched() {
        const auto mask = maskOf(224, 224, 50, 60, 100, 80);
        Photo photo = photoOf(224, 224, 100);
        photo.rgb.values[0] = 200;
        const CanvasTarget cut = placeOnCanvas(photo, &mask, geometry::Placement::squash);
        QCOMPARE(cut.network.at(70, 80, 1), 127.F / 255); // 100 / 200 of 255
    }

    /// A mask makes the rest white before anything is resized.
    void theMaskCutsOutWhatIsSquashed() {
        const auto mask = maskOf(224, 224, 50, 60, 100, 80);
        const CanvasTarget target = placeOnCanvas(photoOf(224, 224, 0), &mask, geometry::Placement::squash);
        QVERIFY(target.masked);
        for (int y = 0; y < kCanvasSide; ++y)
            for (int x = 0; x < kCanvasSide; ++x)
                QCOMPARE(target.network.at(x, y, 1), mask.inside.at(x, y) > 0 ? 0.F : 1.F);
    }

    void wholePhotoLiesCentredWithAMargin() {
        const CanvasTarget target = placeOnCanvas(photoOf(408, 204, 51), nullptr);
        QVERIFY(!target.masked);
        verifyFinite(target);
        // 408 px on 204 canvas px: side 448, corner (-20, -122).
        const auto corner = target.canvasFromPhoto(geometry::Point{0, 0});
        const auto opposite = target.canvasFromPhoto(geometry::Point{408, 204});
        QCOMPARE(corner.x, 10.0);
        QCOMPARE(corner.y, 61.0);
        QCOMPARE(opposite.x, 214.0);
        QCOMPARE(opposite.y, 163.0);
        for (const auto& [x, y, inside] :
             {std::tuple{10, 61, 1.0F}, {213, 162, 1.0F}, {9, 100, 0.0F}, {100, 60, 0.0F}, {100, 163, 0.0F}}) {
            QCOMPARE(target.photoArea.at(x, y), inside);
            QCOMPARE(target.subject.at(x, y), inside);
        }
        QVERIFY(std::abs(target.crop.at(112, 112, 1) - 0.2F) < 1e-5F);
        QCOMPARE(target.crop.at(2, 112, 1), 1.0F);
        QVERIFY(std::abs(target.network.at(112, 112, 2) - 0.2F) < 1e-5F);
    }

    void subjectFillsTheCanvasButItsMargin() {
        const Photo photo = photoOf(500, 400, 100);
        const SubjectMask mask = maskOf(500, 400, 100, 150, 200, 50);
        const CanvasTarget target = placeOnCanvas(photo, &mask);
        QVERIFY(target.masked);
        verifyFinite(target);
        // Side 232, centred on (200, 175): corner (84, 59).
        QCOMPARE(target.canvasFromPhoto.a, 224.0 / 232);
        QCOMPARE(target.canvasFromPhoto.e, -84 * 224.0 / 232);
        QCOMPARE(target.canvasFromPhoto.f, -59 * 224.0 / 232);
        QCOMPARE(target.subject.at(112, 112), 1.0F);
        QCOMPARE(target.subject.at(112, 60), 0.0F);
        QVERIFY(std::abs(target.crop.at(112, 60, 0) - 100 / 255.0F) < 1e-5F); // the crop keeps the background,
        QVERIFY(std::abs(target.network.at(112, 60, 0) - 1) < 1e-5F);         // the network doesn't see it
        QVERIFY(std::abs(target.network.at(112, 112, 0) - 100 / 255.0F) < 1e-5F);
    }

    void cornerAndSideAreRoundedHalvesToEven() {
        const Photo photo = photoOf(100, 100, 0);
        const SubjectMask mask = maskOf(100, 100, 0, 0, 75, 76);
        const CanvasTarget target = placeOnCanvas(photo, &mask);
        // Side 88.16, left 37.5 - 44.08 = -6.58, top 38 - 44.08 = -6.08
        QCOMPARE(target.canvasFromPhoto.a, 224.0 / 88);
        QCOMPARE(target.canvasFromPhoto.e, 7 * 224.0 / 88);
        QCOMPARE(target.canvasFromPhoto.f, 6 * 224.0 / 88);
        // 204 px make a side of 224; top 3.5 - 112 = -108.5 and 4.5 - 112 = -107.5.
        QCOMPARE(placeOnCanvas(photoOf(204, 7, 0), nullptr).canvasFromPhoto.f, 108.0);
        QCOMPARE(placeOnCanvas(photoOf(204, 9, 0), nullptr).canvasFromPhoto.f, 108.0);
        QCOMPARE(placeOnCanvas(photoOf(7, 204, 0), nullptr).canvasFromPhoto.e, 108.0);
        QCOMPARE(placeOnCanvas(photoOf(9, 204, 0), nullptr).canvasFromPhoto.e, 108.0);
    }

    void emptyMaskMeansTheWholePhoto() {
        const Photo photo = photoOf(60, 40, 9);
        const SubjectMask mask = maskOf(60, 40, 0, 0, 0, 0);
        const CanvasTarget target = placeOnCanvas(photo, &mask);
        QVERIFY(!target.masked);
        QCOMPARE(target.canvasFromPhoto, placeOnCanvas(photo, nullptr).canvasFromPhoto);
    }

    void tinyPhotosWork() {
        for (const auto& [width, height] : {std::pair{1, 1}, {2, 1}, {1, 3}, {1, 2048}, {7, 5}}) {
            const Photo photo = photoOf(width, height, 30);
            verifyFinite(placeOnCanvas(photo, nullptr));
            const SubjectMask mask = maskOf(width, height, width - 1, height - 1, 1, 1);
            const CanvasTarget target = placeOnCanvas(photo, &mask);
            QVERIFY(target.masked);
            verifyFinite(target);
        }
    }

    void wrongInputIsRefused() {
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, placeOnCanvas(Photo(), nullptr));
        const SubjectMask mask = maskOf(5, 4, 0, 0, 2, 2);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, placeOnCanvas(photoOf(4, 5, 0), &mask));
    }
};

QTEST_APPLESS_MAIN(CanvasTargetTest)
#include "canvas_target_test.moc"
