// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"

#include <QDoubleSpinBox>
#include <QImageReader>
#include <QSpinBox>

#include <algorithm>

using namespace croquis;

/// How large exports are, what of that is remembered, and that it is said.
class ExportSizeTest : public test::ExportDriver {
    Q_OBJECT

  private:
    QDoubleSpinBox* number(const char* field) { return dialog()->findChild<QDoubleSpinBox*>(QLatin1String(field)); }
    QSpinBox* pixels() { return dialog()->findChild<QSpinBox*>(QStringLiteral("exportPictureSide")); }
    void set(const char* field, double value) { number(field)->setValue(value); }
    bool said(const QString& sentence) {
        const auto labels = dialog()->findChildren<QLabel*>(QStringLiteral("caption"));
        return std::any_of(labels.begin(), labels.end(), [&](auto* label) { return label->text() == sentence; });
    }

  private Q_SLOTS:
    void theSizeIsSaid() {
        drawToTheEnd();
        quickExport();
        QVERIFY2(message().endsWith(QStringLiteral("photo.svg (200 x 200 mm)")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open the folder"));
        inTheDialog([&] {
            set("exportSize", 500.5);
            type(QStringLiteral("large.svg"));
            exportAnd("keep");
        });
        svgIsWritten();
        QVERIFY2(message().endsWith(QStringLiteral("large.svg (500.5 x 500.5 mm)")), qPrintable(message()));
        action("quickPng")->trigger(); // as the Look panel says
        QTRY_VERIFY2(message().endsWith(QStringLiteral("photo.png (2362 x 2362 pixels, transparent)")),
                     qPrintable(message()));
        inTheDialog([&] {
            QCOMPARE(number("exportSize")->value(), 200.0);
            type(QStringLiteral("cut.plt")); // a machine's page is another matter
            exportAnd("keep");
        });
        QTRY_VERIFY2(message().endsWith(QStringLiteral("cut.plt")), qPrintable(message()));
    }

    /// Pixels and resolution say the same, whichever is set.
    void aPictureHasAsManyPixelsAsAreAskedFor() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            QCOMPARE(pixels()->value(), 2362);
            set("exportDpi", 100);
            QCOMPARE(pixels()->value(), 787);
            pixels()->setValue(1234);
            QCOMPARE(number("exportDpi")->value(), 157.0); // 156.7
            set("exportSize", 100);                        // so many pixels all the same
            QCOMPARE(pixels()->value(), 1234);
            QCOMPARE(number("exportDpi")->value(), 313.0);
            set("exportSize", 200);
            QVERIFY(said("1234 × 1234 pixels"));
            type(QStringLiteral("a.png"));
            exportAnd("keep");
        });
        QTRY_VERIFY2(message().endsWith(QStringLiteral("a.png (1234 x 1234 pixels, transparent)")),
                     qPrintable(message()));
        QCOMPARE(QImageReader(m_folder->filePath(QStringLiteral("a.png"))).size(), QSize(1234, 1234));
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            QCOMPARE(pixels()->value(), 1234);
            auto* page = dialog()->findChild<QComboBox*>(QStringLiteral("exportPage"));
            page->setCurrentIndex(page->findText(QStringLiteral("A4")));
            QVERIFY(said("873 × 1234 pixels"));
        });
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().endsWith(QStringLiteral("photo.png (1234 x 1234 pixels, transparent)")),
                     qPrintable(message()));
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
        svgIsWritten();
        QVERIFY2(message().contains(QStringLiteral("a.svg")), qPrintable(message()));
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("photo.png")), qPrintable(message()));
        QCOMPARE(QImageReader(m_folder->filePath(QStringLiteral("photo.png"))).size(), QSize(2362, 2362));
    }

    /// Return, where pixels were typed, takes them and exports; more than there can be are said to be.
    void pixelsAreTypedAndExported() {
        drawToTheEnd();
        inTheDialog([&] {
            QVERIFY(QTest::qWaitForWindowActive(dialog()));
            format()->setCurrentIndex(1);
            auto* pixels = dialog()->findChild<QSpinBox*>(QStringLiteral("exportPictureSide"));
            dialog()->activateWindow();
            pixels->setFocus();
            QTRY_VERIFY(pixels->hasFocus());
            pixels->selectAll();
            QTest::keyClicks(pixels, QStringLiteral("99999"));
            QCOMPARE(pixels->text(), QStringLiteral("99999 pixels"));
            QTest::keyClick(pixels, Qt::Key_Tab);
            QCOMPARE(pixels->value(), pixels->maximum());
            pixels->setFocus();
            pixels->selectAll();
            QTest::keyClicks(pixels, QStringLiteral("800"));
            QTest::keyClick(pixels, Qt::Key_Return);
            QTRY_VERIFY(!dialog()->isVisible());
        });
        QTRY_VERIFY2(message().contains(QStringLiteral("800 x 800 pixels")), qPrintable(message()));
    }
};

QTEST_MAIN(ExportSizeTest)
#include "export_size_test.moc"
