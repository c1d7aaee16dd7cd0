// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "image/subject_mask.hpp"
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <string>

using namespace croquis;
using image::Photo;
using image::Plane;
using image::Raster;
using image::SubjectMask;

namespace {

void fill(Plane& plane, int left, int top, int width, int height, float value = 1) {
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            plane.at(x, y) = value;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class SubjectMaskTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thresholdIsAboveOneHalf() {
        Plane probability(10, 10);
        fill(probability, 2, 2, 4, 4, 0.51F);
        fill(probability, 6, 2, 2, 4, 0.5F);
        const SubjectMask mask = image::subjectFromProbability(probability);
        QCOMPARE(int(mask.inside.at(5, 3)), 255);
        QCOMPARE(int(mask.inside.at(6, 3)), 0);
        QCOMPARE(mask.areaShare, 0.16);
        QVERIFY(mask.plausible);
        QVERIFY(mask.reason.empty());
    }

    void smallComponentsGoAndSmallHolesAreFilled() {
        Plane probability(100, 100);
        fill(probability, 10, 10, 40, 40);  // 1600
        fill(probability, 20, 20, 4, 3, 0); // a hole under 1 %
        fill(probability, 30, 30, 6, 6, 0); // one over it
        fill(probability, 60, 60, 12, 12);  // 144: under 10 % of 1552
        fill(probability, 60, 10, 13, 13);  // 169: over it
        fill(probability, 50, 50, 1, 1);    // touches the first by a corner only
        const SubjectMask mask = image::subjectFromProbability(probability);
        QCOMPARE(int(mask.inside.at(21, 21)), 255);
        QCOMPARE(int(mask.inside.at(32, 32)), 0);
        QCOMPARE(int(mask.inside.at(65, 65)), 0);
        QCOMPARE(int(mask.inside.at(65, 15)), 255);
        QCOMPARE(int(mask.inside.at(50, 50)), 0);
        QCOMPARE(mask.areaShare, (1600 - 36 + 169) / 10000.0);
        QVERIFY(mask.plausible);
    }

    void implausibleMasksSayWhy_data() {
        QTest::addColumn<int>("pieces");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << 0 << 0 << 0 << "nothing stands out";
        QTest::newRow("a speck") << 1 << 9 << 10 << "covers only 0.9 %";
        QTest::newRow("small, in one piece") << 1 << 13 << 10 << "";
        QTest::newRow("small, in two pieces") << 2 << 13 << 10 << "covers only 2.6 %";
        QTest::newRow("one piece") << 1 << 50 << 50 << "";
        QTest::newRow("nearly all") << 1 << 98 << 96 << "covers 94 %";
        QTest::newRow("two halves") << 2 << 20 << 20 << "falls into 2 parts";
        QTest::newRow("crumbs") << 9 << 10 << 10 << "falls into 9 parts";
    }
    void implausibleMasksSayWhy() {
        QFETCH(int, pieces);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(QString, reason);
        Plane probability(100, 100);
        for (int i = 0; i < pieces; ++i)
            fill(probability, 1 + 30 * (i % 3), 1 + 30 * (i / 3), width, height);
        const SubjectMask mask = image::subjectFromProbability(probability);
        QCOMPARE(mask.plausible, reason.isEmpty());
        QVERIFY2(contains(mask.reason, reason.toStdString()), mask.reason.c_str());
        QCOMPARE(mask.reason.empty(), reason.isEmpty());
    }

    void oneUnevenPairIsNotTorn() {
        Plane probability(100, 100);
        fill(probability, 5, 5, 40, 40);
        fill(probability, 60, 60, 30, 30);
        QVERIFY(image::subjectFromProbability(probability).plausible);
    }

    void emptyPlanesDoNotCrash() {
        QVERIFY(!image::subjectFromProbability(Plane()).plausible);
        QVERIFY(!image::subjectFromProbability(Plane(1, 1)).plausible);
    }

    void alphaIsTakenAsItIs() {
        Photo photo;
        photo.fileName = "cut.png";
        photo.rgb = Raster<std::uint8_t>(4, 1, 3);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, image::subjectFromAlpha(photo));
        photo.alpha = Raster<std::uint8_t>(4, 1);
        photo.alpha.values = {0, 127, 128, 255};
        const SubjectMask mask = image::subjectFromAlpha(photo);
        QCOMPARE(mask.inside.values, (std::vector<std::uint8_t>{0, 0, 255, 255}));
        QVERIFY(mask.plausible);
        QCOMPARE(mask.areaShare, 0.5);
        photo.alpha.values = {0, 0, 9, 0};
        QVERIFY(!image::subjectFromAlpha(photo).plausible);
        QVERIFY(contains(image::subjectFromAlpha(photo).reason, "cut.png is transparent"));
    }

    void maskFilesAreScaledToThePhoto() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("mask.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(test::pngFile({2, 1, 8, 0}, QByteArray("\0\0\xff", 3)));
        file.close();
        Photo photo;
        photo.rgb = Raster<std::uint8_t>(20, 6, 3);
        const SubjectMask mask = image::subjectFromMaskFile(photo, file.fileName().toStdString());
        QCOMPARE(mask.inside.width, 20);
        QCOMPARE(mask.inside.height, 6);
        for (int x = 0; x < 20; ++x)
            QCOMPARE(int(mask.inside.at(x, 3)), x < 10 ? 0 : 255);
        QVERIFY_THROWS_EXCEPTION(ImageFileError,
                                 image::subjectFromMaskFile(photo, folder.filePath("gone.png").toStdString()));
    }
};

QTEST_APPLESS_MAIN(SubjectMaskTest)
#include "subject_mask_test.moc"
