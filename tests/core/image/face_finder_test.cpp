// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "image/face_finder.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <string>

using namespace croquis;

namespace {

image::Photo sample(const char* name) {
    return image::loadPhoto(std::string(CROQUIS_SAMPLES) + "/" + name);
}

} // namespace

class FaceFinderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<image::FaceFinder> m_finder;

  private Q_SLOTS:
    void initTestCase() { m_finder = std::make_unique<image::FaceFinder>(image::FaceFinder::systemFolder()); }

    void findsThePortraitsFace() {
        const auto photo = sample("astronaut.jpg");
        const auto faces = m_finder->find(photo);
        QCOMPARE(faces.size(), std::size_t{1});
        const double unit = photo.rgb.width / 512.0; // looked at: the face lies about (224, 114) of 512, 90 wide
        QVERIFY(std::abs(faces[0].left + faces[0].width / 2 - 224 * unit) < 15 * unit);
        QVERIFY(std::abs(faces[0].top + faces[0].height / 2 - 114 * unit) < 15 * unit);
        QVERIFY(faces[0].width > 70 * unit && faces[0].width < 120 * unit);
    }

    void findsNoneElsewhere() {
        for (const char* name : {"cat.jpg", "raccoon.jpg", "coffee.jpg", "rocket.jpg"})
            QVERIFY2(m_finder->find(sample(name)).empty(), name);
    }

    void doesNotDependOnTheThreads() {
        const auto photo = sample("astronaut.jpg");
        const auto one = m_finder->find(photo, 1), two = m_finder->find(photo, 2);
        QCOMPARE(one.size(), two.size());
        QCOMPARE(one.at(0).left, two.at(0).left);
        QCOMPARE(one.at(0).width, two.at(0).width);
    }

    void aPhotoOfOnePixelHasNone() {
        auto photo = sample("coffee.jpg");
        photo.rgb = image::Raster<std::uint8_t>(1, 1, 3);
        QVERIFY(m_finder->find(photo).empty());
        photo.rgb = image::Raster<std::uint8_t>(2000, 1, 3);
        QVERIFY(m_finder->find(photo).empty());
    }

    void missingAndDamagedModelsAreNamed() {
        const QTemporaryDir folder;
        const auto path = folder.path().toStdString();
        QVERIFY_THROWS_EXCEPTION(ModelFileError, image::FaceFinder{path});
        QFile file(folder.filePath("haarcascade_frontalface_default.xml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<?xml version=\"1.0\"?><opencv_storage><cascade>");
        file.close();
        QVERIFY_THROWS_EXCEPTION(ModelFileError, image::FaceFinder{path});
    }
};

QTEST_GUILESS_MAIN(FaceFinderTest)
#include "face_finder_test.moc"
