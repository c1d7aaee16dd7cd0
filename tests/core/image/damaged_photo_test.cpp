// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/damaged_image_error.hpp"
#include "image/photo.hpp"
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <random>

using namespace croquis;
using image::Damage;
using image::Photo;

namespace {

QByteArray sample(const char* name) {
    QFile file(QStringLiteral(CROQUIS_SAMPLES "/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Photo decode(const QByteArray& bytes, Damage damage) {
    return image::decodePhoto(test::bytesOf(bytes), "file", damage);
}

/// Grey lines without compression to speak of: where the file is cut, the picture is cut.
QByteArray largePng(int side) {
    std::mt19937 random(5);
    QByteArray lines;
    for (int y = 0; y < side; ++y) {
        lines += '\0';
        for (int x = 0; x < side; ++x)
            lines += static_cast<char>(random() & 255u);
    }
    return test::pngFile({side, side, 8, 0}, lines);
}

} // namespace

/// Of a photo that breaks off, the part that could be read is one if that is asked for, and only then.
class DamagedPhotoTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theUpperPartIsKept_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("JPEG") << sample("cat.jpg");
        QTest::newRow("PNG with alpha") << sample("camel.png");
        QTest::newRow("PNG, reduced") << largePng(3000);
    }
    void theUpperPartIsKept() {
        QFETCH(QByteArray, file);
        const Photo whole = decode(file, Damage::refuse);
        QCOMPARE(whole.readShare, 1.0);
        const Photo same = decode(file, Damage::keepPart); // what is whole stays so
        QCOMPARE(same.readShare, 1.0);
        QVERIFY(same.rgb.values == whole.rgb.values);
        const QByteArray half = file.left(file.size() * 6 / 10);
        QVERIFY_EXCEPTION_THROWN(decode(half, Damage::refuse), DamagedImageError);
        const Photo part = decode(half, Damage::keepPart);
        QVERIFY2(part.readShare > 0.1 && part.readShare < 0.95, qPrintable(QString::number(part.readShare)));
        QCOMPARE(part.rgb.width, whole.rgb.width);
        QVERIFY(part.rgb.height > 0 && part.rgb.height < whole.rgb.height);
        QCOMPARE(part.rgb.values.size(), static_cast<std::size_t>(part.rgb.width * part.rgb.height * 3));
        QVERIFY(part.alpha.empty() == whole.alpha.empty());
        if (!part.alpha.empty())
            QCOMPARE(part.alpha.height, part.rgb.height);
        // A JPEG's last rows may have looked at rows below them (chroma is smoothed).
        const auto rows = static_cast<std::size_t>(std::max(0, part.rgb.height - 16));
        const auto values = rows * static_cast<std::size_t>(part.rgb.width) * 3;
        QVERIFY(std::equal(part.rgb.values.begin(), part.rgb.values.begin() + static_cast<std::ptrdiff_t>(values),
                           whole.rgb.values.begin()));
    }

    void aMissingEndCostsOneRowOfBlocksAtMost() {
        const QByteArray file = sample("cat.jpg");
        const Photo part = decode(file.chopped(2), Damage::keepPart);
        QVERIFY(part.rgb.height >= decode(file, Damage::refuse).rgb.height - 16);
    }

    void aProgressiveJpegIsKeptWhole() {
        const QByteArray file = test::testPicture("progressive.jpg");
        const Photo whole = decode(file, Damage::refuse);
        const QByteArray scans = file.left(390); // in the fourth of ten
        QVERIFY_EXCEPTION_THROWN(decode(scans, Damage::refuse), DamagedImageError);
        const Photo part = decode(scans, Damage::keepPart);
        QCOMPARE(part.rgb.height, whole.rgb.height);
        QVERIFY(part.readShare < 1);
        QVERIFY_EXCEPTION_THROWN(decode(file.left(240), Damage::keepPart), ImageFileError); // in the first
    }

    void tooLittleIsNoPicture() {
        for (const QByteArray& file : {sample("cat.jpg"), sample("camel.png")})
            for (const int size : {1, 64, 700}) {
                try {
                    decode(file.left(size), Damage::keepPart);
                    QFAIL("a picture of nothing");
                } catch (const DamagedImageError&) {
                    QFAIL("there is nothing to try");
                } catch (const ImageFileError&) {
                }
            }
        // The rows of an interlaced PNG lie all over it.
        const QByteArray interlaced = test::testPicture("interlaced.png");
        QVERIFY_EXCEPTION_THROWN(decode(interlaced.left(interlaced.size() * 8 / 10), Damage::keepPart), ImageFileError);
    }

    void everyPrefixAndFlipIsAPictureOrAnError() {
        std::mt19937 random(20250102);
        for (const QByteArray& file :
             {sample("cat.jpg"), test::testPicture("progressive.jpg"), test::testPicture("cmyk.jpg"), largePng(200)}) {
            for (int round = 0; round < 120; ++round) {
                QByteArray damaged = round % 2 == 0 ? file.left(file.size() * round / 120) : file;
                for (int flip = 0; flip < round % 3 && !damaged.isEmpty(); ++flip)
                    damaged[static_cast<qsizetype>(random() % static_cast<unsigned>(damaged.size()))] =
                        static_cast<char>(random() & 255u);
                try {
                    const Photo photo = decode(damaged, Damage::keepPart);
                    QVERIFY(photo.rgb.width > 0 && photo.rgb.height > 0 && photo.readShare > 0);
                    QCOMPARE(photo.rgb.values.size(), static_cast<std::size_t>(photo.rgb.width * photo.rgb.height * 3));
                } catch (const ImageFileError&) {
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(DamagedPhotoTest)
#include "damaged_photo_test.moc"
