// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"

#include <QDoubleSpinBox>
#include <QImageReader>

using namespace croquis;

/// How large exports are, what of that is remembered, and that it is said.
class ExportSizeTest : public test::ExportDriver {
    Q_OBJECT

  private:
    void set(const char* field, double value) {
        dialog()->findChild<QDoubleSpinBox*>(QLatin1String(field))->setValue(value);
    }

  private Q_SLOTS:
    /// A quick export is as large as the last one, whatever the Look panel shows: it says so.
    void theSizeIsSaid() {
        drawToTheEnd();
        action("quickExport")->trigger();
        QVERIFY2(message().endsWith(QStringLiteral("photo.svg (200 x 200 mm)")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open the folder"));
        inTheDialog([&] {
            set("exportSize", 500.5);
            type(QStringLiteral("large.svg"));
            exportAnd("keep");
        });
        QVERIFY2(message().endsWith(QStringLiteral("large.svg (500.5 x 500.5 mm)")), qPrintable(message()));
        action("quickPng")->trigger();
        QTRY_VERIFY2_WITH_TIMEOUT(message().endsWith(QStringLiteral("photo-sketch.png (500.5 x 500.5 mm)")),
                                  qPrintable(message()), 60000);
        inTheDialog([&] {
            type(QStringLiteral("cut.plt")); // a machine's page is another matter
            exportAnd("keep");
        });
        QTRY_VERIFY2(message().endsWith(QStringLiteral("cut.plt")), qPrintable(message()));
    }

    /// What is too large for a PNG was none that it is to be like.
    void aQuickPngIsAsLargeAsItCanBe() {
        drawToTheEnd();
        inTheDialog([&] {
            set("exportSize", 3000);
            type(QStringLiteral("poster.svg"));
            exportAnd("keep");
        });
        QVERIFY2(message().endsWith(QStringLiteral("poster.svg (3000 x 3000 mm)")), qPrintable(message()));
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().endsWith(QStringLiteral("photo-sketch.png (200 x 200 mm)")), qPrintable(message()));
        QCOMPARE(QImageReader(m_folder->filePath(QStringLiteral("photo-sketch.png"))).size(), QSize(2362, 2362));
        action("quickExport")->trigger();
        QVERIFY2(message().endsWith(QStringLiteral("photo.svg (3000 x 3000 mm)")), qPrintable(message()));
    }

    void aFileWithoutPixelsRemembersNoResolution() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            set("exportDpi", 72);
            format()->setCurrentIndex(0);
            type(QStringLiteral("a.svg"));
            exportAnd("keep");
        });
        QVERIFY2(message().contains(QStringLiteral("a.svg")), qPrintable(message()));
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("photo-sketch.png")), qPrintable(message()));
        QCOMPARE(QImageReader(m_folder->filePath(QStringLiteral("photo-sketch.png"))).size(), QSize(2362, 2362));
    }
};

QTEST_MAIN(ExportSizeTest)
#include "export_size_test.moc"
