// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/style/language.hpp"
#include "ui/window_test.hpp"
#include "vector/brush/brush_file.hpp"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// Brushes of the person's own: kept, named, given away, taken over.
class OwnBrushesTest : public test::WindowTest {
    Q_OBJECT

  private:
    const vector::Brush& brush() { return document().look().page.brush; }
    QToolButton* button(const QString& brush) {
        return m_window->findChild<QToolButton*>(QStringLiteral("brush-") + brush);
    }
    QStringList files() {
        return QDir(m_folder->filePath(QStringLiteral("brushes"))).entryList(QDir::Files, QDir::Name);
    }
    QByteArray content(const QString& name) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString put(const QString& name, const QByteArray& bytes) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    QString reed(const QString& name = QStringLiteral("reed")) {
        vector::Brush brush = vector::brushFromText("marker");
        brush.name = name.toStdString();
        brush.nib = {30, 0.4};
        return put(QStringLiteral("given-%1.json").arg(name), QByteArray::fromStdString(vector::toJson(brush)));
    }
    void turn(const char* control, int position) {
        m_window->findChild<QSlider*>(QStringLiteral("brushSlider-") + QLatin1String(control))->setValue(position);
    }
    QPushButton* offered(const QString& text) {
        for (auto* offer : m_window->findChild<ui::MessageBar*>()->findChildren<QPushButton*>())
            if (offer->isVisible() && offer->text() == text)
                return offer;
        return nullptr;
    }
    /// Does something that asks for a name, and answers; empty: cancels. @return what was proposed.
    QString answering(const QString& name, const std::function<void()>& act) {
        QString proposed;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            proposed = dialog->textValue();
            dialog->setTextValue(name);
            name.isEmpty() ? dialog->reject() : dialog->accept();
        });
        act();
        m_window->activateWindow(); // after a dialog, else it takes no keys
        [&] { QVERIFY(QTest::qWaitForWindowActive(m_window.get())); }();
        return proposed;
    }
    QString saveAs(const QString& name) {
        return answering(name, [this] { action("saveBrush")->trigger(); });
    }
    /// Chooses a file in a dialog that the action opens.
    void choosing(const QString& file, const char* opens) {
        bool chosen = false;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            chosen = true;
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
            QMetaObject::invokeMethod(dialog, "accept");
            if (dialog->isVisible())
                dialog->reject();
        });
        action(opens)->trigger();
        QVERIFY(chosen);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

  private Q_SLOTS:
    void savingPutsItBesideTheOthers() {
        drawToTheEnd();
        QTest::mouseClick(button(QStringLiteral("ink")), Qt::LeftButton);
        turn("grain", 45);
        const vector::Brush adjusted = brush();
        const int draws = m_script->draws;
        QCOMPARE(saveAs(QStringLiteral("Feine Tusche")), QStringLiteral("My Ink"));
        QVERIFY(button(QStringLiteral("Feine Tusche")) != nullptr);
        QVERIFY(button(QStringLiteral("Feine Tusche"))->isChecked());
        QCOMPARE(brush().grain.amount, 0.45);
        QCOMPARE(brush().name, std::string("Feine Tusche"));
        QCOMPARE(files(), QStringList{QStringLiteral("Feine-Tusche.json")});
        QVERIFY2(message().contains(QStringLiteral("Feine Tusche")), qPrintable(message()));
        QVERIFY(!action("resetBrush")->isEnabled() && action("deleteBrush")->isEnabled());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(brush(), adjusted);
        QTest::mouseClick(button(QStringLiteral("Feine Tusche")), Qt::LeftButton);
        QCOMPARE(brush().name, std::string("Feine Tusche"));
        turn("grain", 5); // its own slider positions to come back to
        QVERIFY(action("resetBrush")->isEnabled());
        action("resetBrush")->trigger();
        QCOMPARE(brush().grain.amount, 0.45);
        QCOMPARE(m_script->draws.load(), draws);
        // It is there after another start, and the key goes on to it after the last of the seven.
        makeWindow();
        QVERIFY(button(QStringLiteral("Feine Tusche")) != nullptr);
        QTest::mouseClick(button(QStringLiteral("watercolour")), Qt::LeftButton);
        key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(brush().name, std::string("Feine Tusche"));
        key(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(brush().isPen());
    }

    void aNameIsRefusedAndAskedForAgain_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("built in") << QStringLiteral("ink");
        QTest::newRow("built in, as it is shown") << QStringLiteral("Pen");
        QTest::newRow("built in, in capitals") << QStringLiteral("CHARCOAL");
        QTest::newRow("a path") << QStringLiteral("../x");
        QTest::newRow("too long") << QString(65, QLatin1Char('x'));
    }
    void aNameIsRefusedAndAskedForAgain() {
        QFETCH(QString, name);
        saveAs(QStringLiteral("reed"));
        saveAs(name);
        QVERIFY2(message().endsWith(QLatin1Char('.')), qPrintable(message()));
        QCOMPARE(files().size(), qsizetype(1));
        auto* again = offered(QStringLiteral("Another name..."));
        QVERIFY(again != nullptr);
        QCOMPARE(answering(QStringLiteral("rush"), [again] { QTest::mouseClick(again, Qt::LeftButton); }), name);
        QCOMPARE(files(), (QStringList{QStringLiteral("reed.json"), QStringLiteral("rush.json")}));
    }

    /// Two brushes in the row by one name, whatever they are called in files, would be told apart by nothing.
    void inGermanItsNamesAreTaken() {
        const ui::Language german(QLocale(QStringLiteral("de")));
        makeWindow();
        saveAs(QStringLiteral("Tusche"));
        QVERIFY2(message().startsWith(QStringLiteral("„Tusche“ heißt ein Pinsel, der zum Programm gehört")),
                 qPrintable(message()));
        QVERIFY(files().isEmpty());
        saveAs(QStringLiteral("Rohr"));
        QCOMPARE(files(), QStringList{QStringLiteral("Rohr.json")});
        answering(QStringLiteral("feder"), [this] { action("renameBrush")->trigger(); });
        QVERIFY2(message().startsWith(QStringLiteral("„feder“ heißt ein Pinsel")), qPrintable(message()));
        QCOMPARE(files(), QStringList{QStringLiteral("Rohr.json")});
        drop({reed(QStringLiteral("Kohle"))}); // somebody else's, who speaks another language
        QCOMPARE(brush().name, std::string("Kohle 2"));
    }

    /// One's own, turned further, takes its own place, when that is what was meant.
    void anOwnBrushIsReplaced() {
        drawToTheEnd();
        turn("edge", 30);
        saveAs(QStringLiteral("reed"));
        turn("edge", 60);
        saveAs(QStringLiteral("reed"));
        QVERIFY2(message().contains(QStringLiteral("reed")), qPrintable(message()));
        QVERIFY(action("resetBrush")->isEnabled()); // nothing has happened yet
        QCOMPARE(
            vector::readBrush(m_folder->filePath(QStringLiteral("brushes/reed.json")).toStdString()).edge.roughness,
            0.3);
        auto* replaces = offered(QStringLiteral("Replace it"));
        QVERIFY(replaces != nullptr);
        QTest::mouseClick(replaces, Qt::LeftButton);
        QCOMPARE(files(), QStringList{QStringLiteral("reed.json")});
        QCOMPARE(
            vector::readBrush(m_folder->filePath(QStringLiteral("brushes/reed.json")).toStdString()).edge.roughness,
            0.6);
        QVERIFY(!action("resetBrush")->isEnabled() && button(QStringLiteral("reed"))->isChecked());
    }

    /// A brush that came with a sketch is turned and reset as any other, and kept if wanted.
    void aBrushThatCameWithASketch() {
        drawToTheEnd();
        auto look = document().look();
        look.page.brush = vector::brushFromText("ink"); // tapered, so that there is something to come back to
        look.page.brush.name = "guest";
        document().setLook(look);
        const vector::Brush guest = brush();
        QVERIFY(button(QStringLiteral("guest"))->isChecked());
        QVERIFY(!action("resetBrush")->isEnabled() && !action("deleteBrush")->isEnabled());
        turn("taper", 0);
        turn("taper", 100);
        turn("grain", 40);
        QVERIFY(brush().profile.size() == guest.profile.size());
        QVERIFY(action("resetBrush")->isEnabled());
        action("resetBrush")->trigger();
        QCOMPARE(brush(), guest);
        turn("grain", 40);
        QCOMPARE(saveAs(QStringLiteral("guest")), QStringLiteral("My guest"));
        QCOMPARE(files(), QStringList{QStringLiteral("guest.json")});
        QVERIFY(!action("resetBrush")->isEnabled() && action("deleteBrush")->isEnabled());
        action("deleteBrush")->trigger(); // the sketch's own again, as it was kept
        turn("grain", 10);
        action("resetBrush")->trigger();
        QCOMPARE(brush().grain.amount, 0.4);
    }

    /// Names that others chose stay text, on one line, and widen no panel.
    void strangeNames_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("markup") << QStringLiteral("<b>bold");
        QTest::newRow("wide") << QString(64, QLatin1Char('W'));
        QTest::newRow("lines") << QStringLiteral("a\nb\tc");
        QTest::newRow("ampersand") << QStringLiteral("salt & pepper");
    }
    void strangeNames() {
        QFETCH(QString, name);
        drawToTheEnd();
        auto* panel = m_window->findChild<ui::LookPanel*>();
        const int width = panel->minimumSizeHint().width();
        auto look = document().look();
        look.page.brush = vector::brushFromText("ink");
        look.page.brush.name = name.toStdString();
        document().setLook(look);
        const auto* shown = button(name);
        QVERIFY(shown != nullptr && shown->isChecked());
        QVERIFY(shown->accessibleName().contains(name.simplified()));
        QVERIFY(!shown->toolTip().contains(QLatin1Char('<')) && !shown->toolTip().contains(QStringLiteral("&amp;")));
        turn("grain", 33); // "..., adjusted"
        QVERIFY2(panel->minimumSizeHint().width() <= width,
                 qPrintable(QString::number(panel->minimumSizeHint().width())));
        for (const auto* label : shown->parentWidget()->findChildren<QLabel*>(QStringLiteral("caption"))) {
            QVERIFY(!label->text().isEmpty() && !label->text().contains(QLatin1Char('\n')));
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void givenUpNothingIsKept() {
        saveAs({});
        saveAs(QStringLiteral("   "));
        QVERIFY(files().isEmpty());
        QVERIFY(brush().isPen() && document().undoStack().count() == 0);
    }

    void renamingKeepsTheSketch() {
        drawToTheEnd();
        turn("edge", 30);
        saveAs(QStringLiteral("reed"));
        turn("edge", 60); // adjusted still
        QCOMPARE(answering(QStringLiteral("rush"), [this] { action("renameBrush")->trigger(); }),
                 QStringLiteral("reed"));
        QCOMPARE(files(), QStringList{QStringLiteral("rush.json")});
        QVERIFY(button(QStringLiteral("reed")) == nullptr && button(QStringLiteral("rush"))->isChecked());
        QCOMPARE(brush().edge.roughness, 0.6);
        QVERIFY(action("resetBrush")->isEnabled());
        answering(QStringLiteral("pencil"), [this] { action("renameBrush")->trigger(); });
        QVERIFY(!message().isEmpty());
        QCOMPARE(files(), QStringList{QStringLiteral("rush.json")});
    }

    /// The sketch keeps a brush that is deleted, and the brush can be brought back.
    void deletingIsTakenBack() {
        drawToTheEnd();
        turn("edge", 30);
        saveAs(QStringLiteral("reed"));
        const vector::Brush own = brush();
        action("deleteBrush")->trigger();
        QVERIFY(files().isEmpty());
        QCOMPARE(brush(), own);
        QVERIFY(button(QStringLiteral("reed"))->isChecked()); // the sketch's own now
        QVERIFY(!action("deleteBrush")->isEnabled());
        auto* back = offered(QStringLiteral("Bring it back"));
        QVERIFY(back != nullptr);
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(files(), QStringList{QStringLiteral("reed.json")});
        QVERIFY(action("deleteBrush")->isEnabled());
        action("deleteBrush")->trigger();
        QTest::mouseClick(button(QStringLiteral("pen")), Qt::LeftButton);
        for (const char* key : {"renameBrush", "deleteBrush"})
            QVERIFY(!action(key)->isEnabled()); // the seven stay
        makeWindow();
        QVERIFY(button(QStringLiteral("reed")) == nullptr);
    }

    /// Which it is, as long as the sketch has it; chosen away it is gone, and undoing that brings it to the sketch.
    void theRowSaysThatABrushIsDeleted() {
        const auto caption = [this] {
            for (const auto* label :
                 button(QStringLiteral("pen"))->parentWidget()->findChildren<QLabel*>(QStringLiteral("caption")))
                if (!label->text().isEmpty())
                    return label->text();
            return QString();
        };
        drawToTheEnd();
        turn("edge", 30);
        saveAs(QStringLiteral("reed"));
        QCOMPARE(caption(), QStringLiteral("reed"));
        const vector::Brush own = brush();
        action("deleteBrush")->trigger();
        QVERIFY2(message().contains(QStringLiteral("This sketch keeps it")), qPrintable(message()));
        QCOMPARE(caption(), QStringLiteral("reed, deleted"));
        QVERIFY(button(QStringLiteral("reed"))->toolTip().contains(QStringLiteral("deleted")));
        QVERIFY(button(QStringLiteral("reed"))->accessibleName().contains(QStringLiteral("deleted")));
        QTest::mouseClick(button(QStringLiteral("ink")), Qt::LeftButton);
        QVERIFY(button(QStringLiteral("reed")) == nullptr && button(QStringLiteral("ink"))->isChecked());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(brush(), own);
        QVERIFY(button(QStringLiteral("reed"))->isChecked());
        QCOMPARE(caption(), QStringLiteral("reed, deleted"));
        saveAs(QStringLiteral("reed")); // kept after all
        QCOMPARE(caption(), QStringLiteral("reed"));
        QVERIFY(!button(QStringLiteral("reed"))->toolTip().contains(QStringLiteral("deleted")));
    }

    void exportedAndImported() {
        QTest::mouseClick(button(QStringLiteral("charcoal")), Qt::LeftButton);
        turn("grain", 20);
        const vector::Brush adjusted = brush();
        choosing(m_folder->filePath(QStringLiteral("away")), "exportBrush"); // the ending comes by itself
        QVERIFY2(message().contains(QStringLiteral("away.json")), qPrintable(message()));
        QVERIFY(vector::readBrush(m_folder->filePath(QStringLiteral("away.json")).toStdString()) == adjusted);
        QTest::mouseClick(button(QStringLiteral("pen")), Qt::LeftButton);
        choosing(m_folder->filePath(QStringLiteral("away.json")), "importBrush");
        // No brush may be called as one of the seven.
        QCOMPARE(brush().name, std::string("charcoal 2"));
        QCOMPARE(brush().grain.amount, 0.2);
        QVERIFY(button(QStringLiteral("charcoal 2"))->isChecked());
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(brush().isPen());
    }

    void droppedFilesAreTakenOver() {
        runLong();
        const int draws = m_script->draws;
        drop({reed(), reed(QStringLiteral("rush"))});
        QCOMPARE(brush().name, std::string("rush"));
        QCOMPARE(files(), (QStringList{QStringLiteral("reed.json"), QStringLiteral("rush.json")}));
        QVERIFY2(message().contains(QStringLiteral("reed")), qPrintable(message()));
        QCOMPARE(state(), RunState::running);
        QCOMPARE(m_script->draws.load(), draws);
        drop({reed()}); // is there already: it is chosen
        QCOMPARE(brush().name, std::string("reed"));
        QCOMPARE(files().size(), qsizetype(2));
        m_window->openFiles({reed(QStringLiteral("sedge"))});
        QCOMPARE(brush().name, std::string("sedge"));
    }

    /// One sentence, the file named, and the same while it hovers; nothing is kept of it.
    void badFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const QByteArray good = QByteArray::fromStdString(vector::toJson(vector::brushFromText("ink")));
        QTest::newRow("empty") << QByteArray() << "JSON";
        QTest::newRow("cut") << good.chopped(20) << "JSON";
        QTest::newRow("another JSON") << QByteArray("{\"a\": [1, 2]}") << "\"croquisBrush\"";
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << "JSON";
        QTest::newRow("out of bounds") << QByteArray(good).replace("\"width\": 1.9", "\"width\": 1e9") << "\"width\"";
        QTest::newRow("misspelt") << QByteArray(good).replace("\"edge\"", "\"edgy\"") << "\"edgy\"";
        QTest::newRow("newer") << QByteArray(good).replace("\"croquisBrush\": 1", "\"croquisBrush\": 2") << "newer";
        QTest::newRow("deep") << QByteArray("{\"croquisBrush\": 1, \"name\": \"x\", \"gaps\": ") +
                                     QByteArray(100000, '[')
                              << "nested";
        QTest::newRow("huge") << QByteArray(3 << 20, ' ') << "1 MB";
        QTest::newRow("numbers") << QByteArray(good).replace("1.9", "1e999") << "JSON";
    }
    void badFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        drawToTheEnd();
        const auto before = document().look();
        const QString file = put(QStringLiteral("bad.json"), bytes);
        drop({file});
        const QString said = message();
        QVERIFY2(said.contains(QStringLiteral("bad.json")) && said.contains(words) && said.endsWith(QLatin1Char('.')) &&
                     said.size() < 400,
                 qPrintable(said));
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("dropHover"))->text(), said);
        QVERIFY(document().look() == before);
        QVERIFY(files().isEmpty());
        choosing(file, "importBrush");
        QCOMPARE(message(), said);
        QVERIFY(document().look() == before && files().isEmpty());
    }

    void aBadOneAmongGoodOnesKeepsNone() {
        drop({reed(), put(QStringLiteral("bad.json"), "{}")});
        QVERIFY(message().contains(QStringLiteral("bad.json")));
        QVERIFY(files().isEmpty() && brush().isPen());
        drop({reed(), photo()}); // with a photo it isn't a brush that was meant
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(files().isEmpty());
    }

    void aStrangeFileInTheFolderIsSaidOnce() {
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("brushes"))));
        put(QStringLiteral("brushes/odd.json"), "no");
        makeWindow();
        QVERIFY2(message().contains(QStringLiteral("odd.json")), qPrintable(message()));
        QVERIFY(button(QStringLiteral("watercolour")) != nullptr);
        saveAs(QStringLiteral("reed"));
        QVERIFY(button(QStringLiteral("reed")) != nullptr);
    }

    void aFolderThatCannotBeWrittenTo() {
        put(QStringLiteral("brushes"), "a file in its place");
        saveAs(QStringLiteral("reed"));
        QVERIFY2(message().contains(QStringLiteral("reed.json")) && message().endsWith(QLatin1Char('.')),
                 qPrintable(message()));
        QVERIFY(brush().isPen());
    }
};

QTEST_MAIN(OwnBrushesTest)
#include "own_brushes_test.moc"
