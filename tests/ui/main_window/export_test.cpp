// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_test.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTimer>

#include <functional>

using namespace croquis;
using ui::RunState;

/// The export dialog: its name and format agree, and nothing that is there is replaced unasked.
class ExportTest : public test::WindowTest {
    Q_OBJECT

  private:
    QDialog* dialog() { return m_window->findChild<QDialog*>(QStringLiteral("exportDialog")); }
    QLineEdit* field() { return dialog()->findChild<QLineEdit*>(QStringLiteral("exportFile")); }
    QComboBox* format() { return dialog()->findChild<QComboBox*>(QStringLiteral("exportFormat")); }
    QString problem() {
        const auto* label = dialog()->findChild<QLabel*>(QStringLiteral("exportProblem"));
        return label->isVisible() ? label->text() : QString();
    }
    void type(const QString& name) {
        field()->selectAll();
        QTest::keyClicks(field(), name);
    }
    void press(const char* button) {
        QTest::mouseClick(dialog()->findChild<QAbstractButton*>(QLatin1String(button)), Qt::LeftButton);
    }
    /// Ctrl+Shift+E, and what is done there; left open, it is cancelled.
    void inTheDialog(const std::function<void()>& act) {
        bool done = false;
        m_window->activateWindow();                           // after a dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // else it takes no keys
        QTimer::singleShot(0, this, [&] {
            act();
            done = true;
            if (dialog() != nullptr && dialog()->isVisible())
                dialog()->reject();
        });
        key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(done);
    }
    /// Presses Export; @return what was asked, after it was answered.
    QString exportAnd(const char* answer) {
        QString asked;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr)
                return;
            asked = box->text();
            QTest::mouseClick(box->findChild<QAbstractButton*>(QLatin1String(answer)), Qt::LeftButton);
        });
        press("primary");
        [&] { QTRY_VERIFY(qobject_cast<QMessageBox*>(QApplication::activeModalWidget()) == nullptr); }();
        return asked;
    }
    QByteArray content(const QString& name) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString& name, const QByteArray& bytes) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    void drawFox() {
        QVERIFY(QImage(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")).save(m_folder->filePath(QStringLiteral("fox.png"))));
        drop({m_folder->filePath(QStringLiteral("fox.png"))});
        QTRY_COMPARE(state(), RunState::done);
    }

  private Q_SLOTS:
    void whatIsOfferedIsFree() {
        drawFox();
        const QByteArray photo = content("fox.png");
        put("fox.svg", "mine");
        put("fox-sketch.png", "mine");
        inTheDialog([&] {
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-2.svg"));
            format()->setCurrentIndex(1);
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-sketch-2.png"));
            format()->setCurrentIndex(0);
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-2.svg"));
            format()->setCurrentIndex(1);
            put("fox-sketch-2.png", "mine"); // meanwhile
            type(field()->text());
            QCOMPARE(exportAnd("keep"), QStringLiteral("fox-sketch-2.png is there already. Replace it?"));
            QVERIFY(QFile::remove(m_folder->filePath("fox-sketch-2.png")));
            QCOMPARE(exportAnd("keep"), QString());
        });
        QTRY_VERIFY(content("fox-sketch-2.png").startsWith("\x89PNG"));
        QCOMPARE(content("fox.png"), photo);
        QCOMPARE(content("fox.svg"), QByteArray("mine"));
        QCOMPARE(content("fox-sketch.png"), QByteArray("mine"));
    }

    void whatIsThereIsAskedAbout() {
        drawToTheEnd();
        put("mine.svg", "mine");
        inTheDialog([&] {
            type(QStringLiteral("mine.svg"));
            QCOMPARE(exportAnd("keep"), QStringLiteral("mine.svg is there already. Replace it?"));
            QVERIFY(dialog()->isVisible());
        });
        QCOMPARE(content("mine.svg"), QByteArray("mine"));
        inTheDialog([&] {
            type(QStringLiteral("mine"));
            QCOMPARE(exportAnd("replace"), QStringLiteral("mine.svg is there already. Replace it?"));
            QVERIFY(!dialog()->isVisible());
        });
        QVERIFY(content("mine.svg").startsWith("<?xml"));
    }

    void thePhotoIsNeverReplaced() {
        drawFox();
        const QByteArray photo = content("fox.png");
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            type(QStringLiteral("fox.png"));
            QCOMPARE(exportAnd("replace"), QString());
            QVERIFY2(problem().startsWith(QStringLiteral("fox.png is the photo")), qPrintable(problem()));
        });
        QCOMPARE(content("fox.png"), photo);
    }

    void nameAndFormatAgree_data() {
        QTest::addColumn<int>("chosen");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("written"); // empty: refused
        QTest::newRow("completed") << 1 << "abc"
                                   << "abc.png";
        QTest::newRow("completed SVG") << 0 << "abc"
                                       << "abc.svg";
        QTest::newRow("a dot in the name") << 1 << "v1.2"
                                           << "v1.2.png";
        QTest::newRow("upper case") << 1 << "ABC.PNG"
                                    << "ABC.PNG";
        QTest::newRow("the name chooses SVG") << 1 << "abc.svg"
                                              << "abc.svg";
        QTest::newRow("the name chooses PNG") << 0 << "abc.png"
                                              << "abc.png";
        QTest::newRow("JPEG") << 1 << "pic.jpg"
                              << "";
        QTest::newRow("PDF") << 0 << "pic.pdf"
                             << "";
        QTest::newRow("nothing") << 0 << " "
                                 << "";
    }
    void nameAndFormatAgree() {
        QFETCH(int, chosen);
        QFETCH(QString, typed);
        QFETCH(QString, written);
        drawToTheEnd();
        const auto before = QDir(m_folder->path()).entryList(QDir::Files);
        inTheDialog([&] {
            format()->setCurrentIndex(chosen);
            type(typed);
            exportAnd("keep");
            QCOMPARE(problem().isEmpty(), !written.isEmpty());
            if (typed == QLatin1String("pic.jpg")) { // the format brings its ending
                format()->setCurrentIndex(0);
                QCOMPARE(field()->text(), QStringLiteral("pic.svg"));
            }
        });
        const auto files = [this] { return QDir(m_folder->path()).entryList(QDir::Files); };
        if (!written.isEmpty()) // a PNG is made on another thread
            QTRY_COMPARE(files().size(), before.size() + 1);
        const auto after = files();
        if (written.isEmpty()) {
            QCOMPARE(after, before);
            return;
        }
        QVERIFY2(content(written).startsWith(written.endsWith(QLatin1String("svg")) ? "<?xml" : "\x89PNG"),
                 qPrintable(after.join(QLatin1Char(' '))));
    }
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"
