// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo.hpp"
#include "support/picture_bytes.hpp"

#include <QTest>

#include <sys/resource.h>

using namespace croquis;

/// A 20000 x 20000 picture is 1.2 GB once decoded; it is read row by row.
class LargePhotoTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void hugePngIsReadInLittleMemory() {
        constexpr int kSide = 20000;
        QByteArray file;
        {
            QByteArray lines;
            lines.reserve(kSide * (1 + kSide / 8));
            for (int y = 0; y < kSide; ++y)
                lines += '\0' + QByteArray(kSide / 8, y < kSide / 2 ? '\x55' : '\xff');
            file = test::pngFile({kSide, kSide, 1, 0}, lines);
        }
        const long before = peakKilobytes();
        const image::Photo photo = image::decodePhoto(test::bytesOf(file), "huge.png");
        QCOMPARE(photo.rgb.width, 2048);
        QCOMPARE(photo.rgb.height, 2048);
        QCOMPARE(photo.originalWidth, kSide);
        QVERIFY(std::abs(photo.rgb.at(1000, 500) - 127) < 20); // stripes one pixel wide, averaged
        QCOMPARE(int(photo.rgb.at(1000, 1500)), 255);
        QVERIFY2(peakKilobytes() - before < 60000, qPrintable(QString::number(peakKilobytes() - before)));
    }

  private:
    static long peakKilobytes() {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    }
};

QTEST_APPLESS_MAIN(LargePhotoTest)
#include "large_photo_test.moc"
