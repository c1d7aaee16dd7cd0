// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/scripted_session.hpp"
#include "ui/style/language.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QStyleOptionFrame>
#include <QTest>

using namespace croquis;
using ui::RunState;

/// At 1024 x 640, and with a title bar's height less, nothing of the daily way has to be scrolled to and no words are
/// cut, in either language and every state.
class FitTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<ui::MainWindow> m_window;

    /// A visible label or button whose words have no room; empty: none.
    QString cutWords() const {
        for (const auto* button : m_window->findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->text().isEmpty() &&
                !button->objectName().startsWith(QStringLiteral("sample-")) && // words below pictures
                (button->width() < button->minimumSizeHint().width() ||
                 button->height() < button->minimumSizeHint().height()))
                return button->text();
        for (const auto* label : m_window->findChildren<QLabel*>()) {
            const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            if (label->isVisible() && !label->text().isEmpty() &&
                (label->height() < height || (!label->wordWrap() && label->width() < label->sizeHint().width())))
                return label->text();
        }
        return {};
    }

    /// On a screen of 1024 x 640, and there below a title bar.
    void check() {
        for (const int height : {640, 600})
            checkAt({1024, height});
    }
    void checkAt(QSize size) {
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        m_window->grab(); // lays out
        QTRY_COMPARE(cutWords(), QString());
        int areas = 0;
        for (const auto* area : m_window->findChildren<QScrollArea*>()) {
            if (!area->isVisible())
                continue;
            QCOMPARE(area->verticalScrollBar()->maximum(), 0);
            QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                     qPrintable(QStringLiteral("%1 in %2")
                                    .arg(area->widget()->minimumSizeHint().width())
                                    .arg(area->viewport()->width())));
            ++areas;
        }
        QVERIFY(areas >= 2); // the panels, and what is in the middle before there is a sketch
        for (const char* name : {"primaryButton", "stopButton", "viewProcessButton", "quickExportButton"}) {
            const auto* button = m_window->findChild<QWidget*>(QLatin1String(name));
            QVERIFY2(button->isVisible(), name);
            QTRY_VERIFY2(button->width() >= button->sizeHint().width(), name); // the tool bar lays out later
            const QRect place(button->mapTo(m_window.get(), QPoint()), button->size());
            QVERIFY2(m_window->rect().contains(place), name);
        }
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("fit"));
        ui::applyTheme(ui::Theme::light);
    }

    /// On a screen of 1024 x 640 with a frame, and of 1600 x 1000, 1400 x 900 and 1366 x 768 at scale 2, below a title
    /// bar and a desktop's panel: the panels scroll, photo, strokes and timeline step aside, and what is needed every
    /// day is there.
    void aSmallScreenWillDo_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const char* language : {"en", "de"})
            for (const QSize size : {QSize(1008, 600), QSize(784, 440), QSize(760, 440), QSize(684, 410),
                                     QSize(667, 344), QSize(640, 344)})
                QTest::addRow("%s %d x %d", language, size.width(), size.height()) << language << size;
    }
    void aSmallScreenWillDo() {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        QSettings().clear();
        const ui::Language spoken{QLocale(language)};
        auto script = std::make_shared<test::Script>();
        script->iterations = 1000000;
        script->iterationMs = 1;
        m_window = std::make_unique<ui::MainWindow>(test::opener(script), std::make_unique<ui::ThreadRunner>());
        m_window->resize(size);
        m_window->show();
        m_window->openEngine();
        QTRY_COMPARE(m_window->controller().state(), RunState::empty);
        const auto check = [&](std::initializer_list<const char*> needed) {
            m_window->grab(); // lays out
            QTRY_COMPARE(m_window->size(), size);
            const QSize least = m_window->minimumSizeHint();
            QVERIFY2(least.width() <= size.width() && least.height() <= size.height(),
                     qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
            for (const char* name : needed) {
                const auto* widget = m_window->findChild<QWidget*>(QLatin1String(name));
                QTRY_VERIFY2(widget->isVisible(), name); // the tool bar lays out later
                QTRY_VERIFY2(m_window->rect().contains(QRect(widget->mapTo(m_window.get(), QPoint()), widget->size())),
                             name); // docks take their time
            }
            for (const auto* area : m_window->findChildren<QScrollArea*>())
                if (area->isVisible())
                    QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                             qPrintable(area->widget()->metaObject()->className()));
        };
        const char* const below = size.height() < 420 ? "strokesBox" : "lossPlot"; // the timeline steps aside
        check({"primaryButton", "pastePhoto", "sample-rocket", "settingsDock", below});
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")});
        QTRY_VERIFY(m_window->document().hasStrokes());
        check({"primaryButton", "stopButton", "quickExportButton", "viewProcessButton", "canvas", below});
        m_window->desk().stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->controller().state(), RunState::done, 20000);
        check({"primaryButton", "quickExportButton", "canvas", below, "strokesBox"});
        const auto* canvas = m_window->findChild<QWidget*>(QStringLiteral("canvas"));
        QVERIFY2(canvas->width() >= 290 && canvas->height() >= (size.height() < 420 ? 120 : 140),
                 qPrintable(QStringLiteral("%1 x %2").arg(canvas->width()).arg(canvas->height())));
        m_window->findChild<QAction*>(QStringLiteral("viewLevels"))->trigger();
        check({"drawLevels"});
        auto* photo = m_window->findChild<QWidget*>(QStringLiteral("photoDock"));
        QCOMPARE(photo->isVisible(), size.width() > 900);
        m_window->findChild<QAction*>(QStringLiteral("viewSketch"))->trigger();
        m_window->resize(1100, 640);
        QTRY_VERIFY(photo->isVisible());
        m_window->resize(size);
        QTRY_COMPARE(photo->isVisible(), size.width() > 900);
        m_window.reset();
    }

    /// However often it is hidden for want of room, and where it was dragged to.
    void theTimelineKeepsItsShare_data() {
        QTest::addColumn<int>("dragged"); // to that height; 0: it isn't
        QTest::newRow("as it begins") << 0;
        QTest::newRow("dragged") << 260;
    }
    void theTimelineKeepsItsShare() {
        QFETCH(int, dragged);
        QSettings().clear();
        m_window = std::make_unique<ui::MainWindow>(test::opener(std::make_shared<test::Script>()),
                                                    std::make_unique<ui::ThreadRunner>());
        auto* dock = m_window->findChild<QDockWidget*>(QStringLiteral("timelineDock"));
        const auto heightAt = [&](int height) {
            m_window->resize(1024, height);
            m_window->grab(); // lays out
            QCoreApplication::processEvents();
            return dock->height();
        };
        heightAt(800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        if (dragged > 0)
            m_window->resizeDocks({dock}, {dragged}, Qt::Vertical);
        const int before = heightAt(800);
        QVERIFY2(dragged == 0 || before == dragged, qPrintable(QString::number(before)));
        for (const int low : {400, 480, 400}) {
            heightAt(low);
            QCOMPARE(dock->isVisible(), low > 420);
            QCOMPARE(heightAt(800), before);
        }
        for (int height = 800; height >= 360; height -= 8)
            heightAt(height);
        QCOMPARE(heightAt(800), before);
    }

    /// Unfolded, the panels may be scrolled up and down, but nothing is cut off at their side.
    void whatIsUnfoldedIsNotCutOff_data() { nothingHasToBeScrolledTo_data(); }
    void whatIsUnfoldedIsNotCutOff() {
        QFETCH(QString, language);
        QSettings().clear();
        const ui::Language spoken{QLocale(language)};
        m_window = std::make_unique<ui::MainWindow>(test::opener(std::make_shared<test::Script>()),
                                                    std::make_unique<ui::ThreadRunner>());
        m_window->resize(1024, 640);
        m_window->show();
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        const auto* area = m_window->findChild<QWidget*>(QStringLiteral("settingsDock"))->findChild<QScrollArea*>();
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        QTRY_VERIFY2(
            area->widget()->width() <= area->viewport()->width(),
            qPrintable(QStringLiteral("%1 in %2").arg(area->widget()->width()).arg(area->viewport()->width())));
        QCOMPARE(m_window->size(), QSize(1024, 640));
        m_window.reset();
    }

    void theNumberOfStrokesIsReadable_data() { nothingHasToBeScrolledTo_data(); }
    void theNumberOfStrokesIsReadable() {
        QFETCH(QString, language);
        QSettings().clear();
        const ui::Language spoken{QLocale(language)};
        m_window = std::make_unique<ui::MainWindow>(test::opener(std::make_shared<test::Script>()),
                                                    std::make_unique<ui::ThreadRunner>());
        m_window->show();
        auto* box = m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        const auto* field = box->findChild<QLineEdit*>();
        box->setValue(128);
        m_window->grab(); // lays out
        QStyleOptionFrame option;
        option.initFrom(field);
        const int room = field->style()->subElementRect(QStyle::SE_LineEditContents, &option, field).width();
        constexpr int kMargin = 4; // a line edit's own, and where the cursor is
        const int needed = field->fontMetrics().horizontalAdvance(QStringLiteral("128")) + kMargin + 1;
        QVERIFY2(needed <= room, qPrintable(QStringLiteral("%1 in %2").arg(needed).arg(room)));
        m_window.reset();
    }

    void nothingHasToBeScrolledTo_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void nothingHasToBeScrolledTo() {
        QFETCH(QString, language);
        QSettings().clear();
        const ui::Language spoken{QLocale(language)};
        auto script = std::make_shared<test::Script>();
        script->iterations = 1000000;
        script->iterationMs = 1;
        m_window = std::make_unique<ui::MainWindow>(test::opener(script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        QTRY_COMPARE(m_window->controller().state(), RunState::empty);
        check();
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")});
        QTRY_VERIFY(m_window->document().hasStrokes());
        check();
        m_window->desk().pauseOrResume();
        check();
        m_window->desk().stop();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        check();
        const auto* exportButton = m_window->findChild<QWidget*>(QStringLiteral("quickExportButton"));
        for (int width = 1250; width >= 900; width -= 3) { // where the views' words just fit, and just don't
            m_window->resize(width, 640);
            QCoreApplication::sendPostedEvents(); // comes back only if the tool bar makes up its mind
            QTRY_VERIFY2(exportButton->isVisible(), qPrintable(QString::number(width)));
            QTRY_VERIFY(
                m_window->rect().contains(QRect(exportButton->mapTo(m_window.get(), QPoint()), exportButton->size())));
        }
        check();
        m_window->desk().setAutoStart(false);
        m_window->findChild<QAction*>(QStringLiteral("fewer"))->trigger();
        QCOMPARE(m_window->controller().state(), RunState::outdated);
        check();
        m_window.reset();
    }
};

QTEST_MAIN(FitTest)
#include "fit_test.moc"
