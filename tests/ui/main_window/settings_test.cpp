// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/settings_driver.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"

#include <QLabel>
#include <QSettings>
#include <QTextDocument>
#include <QThreadPool>

using namespace croquis;

/// What the settings and the help say and bring about.
class SettingsTest : public test::SettingsDriver {
    Q_OBJECT

  private Q_SLOTS:
    void anotherLanguageSaysWhenItComes() {
        choose("languageBox", QStringLiteral("de"));
        QCOMPARE(message(), QStringLiteral("The language changes at the next start."));
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            QStringList said;
            for (const auto* label : dialog.findChildren<QLabel*>())
                if (label->isVisible())
                    said += label->text();
            QVERIFY(said.contains(QStringLiteral("Takes effect at the next start")));
        });
    }

    /// A card that isn't there any more is still what was chosen, until another device is.
    void aCardThatIsGoneStaysChosen() {
        QSettings().setValue(QStringLiteral("device"), QStringLiteral("cuda:77"));
        makeWindow();
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            QCOMPARE(combo->currentData().toString(), QStringLiteral("cuda:77"));
            QTRY_COMPARE(combo->currentText(), QStringLiteral("cuda:77 (not available)"));
            QCOMPARE(combo->currentData().toString(), QStringLiteral("cuda:77"));
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
        QCOMPARE(QSettings().value(QStringLiteral("device")).toString(), QStringLiteral("cuda:77"));
        choose("deviceBox", QStringLiteral("cpu"));
        QCOMPARE(QSettings().value(QStringLiteral("device")).toString(), QStringLiteral("cpu"));
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            const auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            QTRY_VERIFY(combo->findText(QStringLiteral("Looking for graphics cards...")) < 0);
            QVERIFY(combo->findData(QStringLiteral("cuda:77")) < 0);
        });
    }

    /// A run ends for that, and says so.
    void anotherDeviceInARunIsSaid() {
        runLong();
        choose("deviceBox", QStringLiteral("cpu"));
        QTRY_COMPARE(state(), ui::RunState::done);
        QVERIFY2(message().startsWith(QStringLiteral("The drawing has ended")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Draw on"));
        QTRY_COMPARE(m_script->opened.get().device, std::string("cpu"));
        m_script->iterations = 20;
        click("messageAction");
        QTRY_VERIFY(m_script->draws == 2 && state() == ui::RunState::done);
    }

    /// Its "Draw on" would end the run that is drawn meanwhile.
    void whatEndedIsNotSaidOfAnotherRun() {
        runLong();
        choose("deviceBox", QStringLiteral("cpu"));
        QTRY_COMPARE(state(), ui::RunState::done);
        QVERIFY2(message().startsWith(QStringLiteral("The drawing has ended")), qPrintable(message()));
        action("newSeed")->trigger();
        QTRY_COMPARE(state(), ui::RunState::running);
        QTRY_VERIFY2(!message().startsWith(QStringLiteral("The drawing has ended")), qPrintable(message()));
    }

    /// That it can't be had is said when it is chosen, beside what ended for it.
    void aPrecisionThatIsNotThereIsSaidAtOnce() {
        runLong();
        choose("precisionBox", QStringLiteral("bf16"));
        QTRY_COMPARE(state(), ui::RunState::done);
        QTRY_COMPARE(message(), QStringLiteral("The drawing has ended, because other settings of its engine were "
                                               "chosen. scripted doesn't compute in bf16 here: fp32 is used instead."));
        QCOMPARE(offered(), QStringLiteral("Draw on"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Use automatic precision"));
        click("messageOther");
        QCOMPARE(QSettings().value(QStringLiteral("precision")).toString(), QStringLiteral("auto"));
        const int opens = m_script->opens;
        choose("precisionBox", QStringLiteral("fp32")); // which is there: nothing to be said
        QTRY_COMPARE(m_script->opens.load(), opens + 1);
        QTRY_VERIFY(m_window->controller().isEngineTold());
        QCOMPARE(message(), QString());
    }

    /// What somebody wrote into the file by hand: the file is named, what is done about it, and that is all.
    void whatTheFileGetsWrongIsSaidOnce() {
        QSettings().setValue(QStringLiteral("precision"), QStringLiteral("foo"));
        QSettings().setValue(QStringLiteral("device"), QStringLiteral("abacus"));
        makeWindow();
        m_window->begin({});
        for (const auto& words :
             {QSettings().fileName(), QStringLiteral("precision=foo"), QStringLiteral("device=abacus")})
            QVERIFY2(message().contains(words), qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("set to automatic")), qPrintable(message()));
        QTRY_COMPARE(state(), ui::RunState::empty);
        QCOMPARE(m_script->opened.get().precision, std::string("auto"));
        QCOMPARE(m_script->opened.get().device, std::string("auto"));
        QCOMPARE(QSettings().value(QStringLiteral("precision")).toString(), QStringLiteral("auto"));
        makeWindow();
        m_window->begin({});
        QTRY_COMPARE(state(), ui::RunState::empty);
        QCOMPARE(message(), QString());
    }

    /// On a driver that pretends: the one card by its name, with what keeps it from being used; the window names it
    /// too.
    void cardsHaveTheirNames() {
        if (!qEnvironmentVariableIsSet("PRETENDED_CUDA"))
            QSKIP("There is no pretended driver: run this through ctest.");
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(status->toolTip().contains(QStringLiteral("too old")), qPrintable(status->toolTip()));
        QVERIFY2(status->toolTip().startsWith(QStringLiteral("No graphics card can be used.")),
                 qPrintable(status->toolTip()));
        QThreadPool::globalInstance()->setMaxThreadCount(1); // so that the look waits for the gate
        test::Gate gate;
        gate.close();
        QThreadPool::globalInstance()->start([&gate] { gate.pass(); });
        inThe("settingsDialog", "settings", [&gate](QDialog& dialog) {
            const auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            const int looking = combo->findText(QStringLiteral("Looking for graphics cards..."));
            gate.open();
            QVERIFY(looking > 0); // the dialog doesn't wait
            QTRY_VERIFY(combo->findData(QStringLiteral("cuda:0")) > 0);
            QCOMPARE(combo->findText(QStringLiteral("Looking for graphics cards...")), -1);
            const int card = combo->findData(QStringLiteral("cuda:0"));
            QCOMPARE(combo->itemText(card), QStringLiteral("Pretended card 7 (not available)"));
            QVERIFY(!(combo->model()->flags(combo->model()->index(card, 0)) & Qt::ItemIsEnabled));
            const QString why = combo->itemData(card, Qt::ToolTipRole).toString();
            QVERIFY2(why.contains(QStringLiteral("too old")), qPrintable(why));
        });
        m_script->device = "cuda:0";
        makeWindow();
        status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(status->text().startsWith(QStringLiteral("Pretended card 7 · ")), qPrintable(status->text()));
    }

    /// Light or dark as the desktop is, at once, unless the person chose.
    void theDesktopsThemeIsFollowed() {
        ui::applyTheme(ui::Theme::system);
        const auto window = [this] { return m_window->grab().toImage().pixelColor(3, m_window->height() - 3); };
        ui::desktopBecame(false);
        QVERIFY(!ui::isDark());
        const QColor light = window();
        ui::desktopBecame(true);
        QVERIFY(ui::isDark());
        const QColor dark = window();
        QVERIFY2(light.lightness() > dark.lightness() + 100, qPrintable(light.name() + dark.name()));
        ui::applyTheme(ui::Theme::light);
        ui::desktopBecame(false);
        ui::desktopBecame(true);
        QVERIFY(!ui::isDark());
        ui::applyTheme(ui::Theme::system);
        QVERIFY(ui::isDark()); // it wasn't forgotten
        ui::desktopBecame(false);
        // What a Qt before 6.5 tells: the offscreen desktop is light, and our own colours stay.
        ui::desktopBecame(true);
        QEvent changed(QEvent::ThemeChange);
        QCoreApplication::sendEvent(m_window.get(), &changed);
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
        QVERIFY(!ui::isDark());
#endif
        ui::desktopBecame(false);
        QCOMPARE(window(), light);
        ui::applyTheme(ui::Theme::light);
    }

    void keysAreNamedInThePersonsLanguage() {
        const auto rows = [this] {
            QString text;
            QTimer::singleShot(0, this, [&] {
                auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("keys"));
                QTextDocument document;
                document.setHtml(dialog->findChild<QLabel*>(QStringLiteral("keysText"))->text());
                text = document.toPlainText(); // a cell a line
                dialog->close();
            });
            action("shortcuts")->trigger();
            return text;
        };
        for (const char* row : {"Delete\nDel", "Lock\nL", "Pause\nSpace", "Open\nCtrl+O", "Undo\nCtrl+Z",
                                "Redo\nCtrl+Shift+Z, Ctrl+Y", "Sketch, pause, resume, draw on\nCtrl+Return, F5"})
            QVERIFY2(rows().contains(QLatin1String(row)), qPrintable(rows()));
        runLong(); // what is done by a key doesn't change what it is called
        QVERIFY2(rows().contains(QStringLiteral("Sketch, pause, resume, draw on\nCtrl+Return, F5")),
                 qPrintable(rows()));
        const ui::Language german(QLocale(QStringLiteral("de")));
        makeWindow();
        const QString text = rows();
        QVERIFY2(text.contains(QStringLiteral("Löschen\nEntf")) && text.contains(QStringLiteral("← ↑ → ↓")),
                 qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("Ctrl")) && !text.contains(QStringLiteral("Del\n")));
        QVERIFY2(action("primary")->toolTip().contains(QStringLiteral("Strg")),
                 qPrintable(action("primary")->toolTip()));
        m_window.reset(); // before its language
    }
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
