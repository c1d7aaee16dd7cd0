// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/scripted_session.hpp"
#include "ui/style/language.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMouseEvent>
#include <QProcess>
#include <QProcessEnvironment>
#include <QScopeGuard>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace croquis;
using ui::RunState;

namespace {

constexpr const char* kScaleFactor = "QT_SCALE_FACTOR";
constexpr const char* kInside = "CROQUIS_TEST_INSIDE"; ///< set: this process is the one that is scaled

} // namespace

/// The window on a screen of some scale.
class ScaledWindow : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<ui::MainWindow> m_window;

    double scale() const { return qEnvironmentVariable(kScaleFactor).toDouble(); }
    void makeWindow() {
        QSettings().clear();
        m_window = std::make_unique<ui::MainWindow>(test::opener(std::make_shared<test::Script>()),
                                                    std::make_unique<ui::ThreadRunner>());
        m_window->resize(1024, 640);
        m_window->show();
        m_window->openEngine();
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")});
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("scale"));
        ui::applyTheme(ui::Theme::light);
    }

    void itFitsAndNothingIsCut_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void itFitsAndNothingIsCut() {
        QFETCH(QString, language);
        const ui::Language spoken{QLocale(language)};
        makeWindow();
        m_window->resize(1024, 640);
        QTRY_COMPARE(m_window->size(), QSize(1024, 640));
        const QImage picture = m_window->grab().toImage();
        QCOMPARE(picture.devicePixelRatio(), scale());
        QCOMPARE(picture.size(), (QSizeF(1024, 640) * scale()).toSize());
        int buttons = 0;
        for (const auto* button : m_window->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->text().isEmpty())
                continue;
            ++buttons;
            QTRY_VERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
            const QRect place(button->mapTo(m_window.get(), QPoint()), button->size());
            QVERIFY2(place.left() >= 0 && place.right() < m_window->width(), qPrintable(button->text()));
        }
        QVERIFY(buttons > 10);
        m_window.reset();
    }

    /// However much a format asks: the fields scroll, the buttons stay.
    void theButtonsOfTheExportStayOnTheScreen() {
        const ui::Language spoken{QLocale(QStringLiteral("de"))};
        makeWindow();
        int formats = 0;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("exportDialog"));
            const auto reject = qScopeGuard([&] { dialog->reject(); });
            auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
            const QRect room = dialog->screen()->availableGeometry();
            for (int k = 1; k <= format->count(); ++k) {
                format->setCurrentIndex(k % format->count());
                QTRY_VERIFY2(room.contains(dialog->frameGeometry()), qPrintable(format->currentText()));
                const auto* box = dialog->findChild<QDialogButtonBox*>();
                for (const auto* button : box->buttons()) {
                    const QRect place(button->mapTo(dialog, QPoint()), button->size());
                    QVERIFY2(dialog->rect().contains(place), qPrintable(format->currentText() + button->text()));
                }
                const auto* last = dialog->findChild<QWidget*>(QStringLiteral("plotEstimate"));
                auto* area = dialog->findChild<QScrollArea*>();
                area->ensureWidgetVisible(const_cast<QWidget*>(last));
                QVERIFY2(!last->isVisible() || !last->visibleRegion().isEmpty(), qPrintable(format->currentText()));
                ++formats;
            }
        });
        m_window->findChild<QAction*>(QStringLiteral("export"))->trigger();
        QCOMPARE(formats, 9);
        m_window.reset();
    }

    /// A stroke is where it is seen, and its edge is as sharp as the screen.
    void strokesAreSharpAndWhereTheyAreSeen() {
        makeWindow();
        auto* canvas = m_window->findChild<ui::SketchCanvas*>();
        const auto& stroke = m_window->document().moment().strokes[4];
        const QPoint middle = canvas->placeOf(stroke.id).center();
        // Not the pointer itself: the offscreen screen is smaller than the window by then.
        QMouseEvent move(QEvent::MouseMove, middle, canvas->mapToGlobal(middle), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(canvas, &move);
        QCOMPARE(canvas->highlighted(), std::optional(stroke.id));
        canvas->setHighlighted(std::nullopt);
        const QImage picture = canvas->grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        const QPoint at = (QPointF(middle) * scale()).toPoint();
        const int reach = static_cast<int>(std::lround(30 * scale()));
        int changes = 0, soft = 0; // down through the stroke: pixels between paper and ink
        for (int y = at.y() - reach; y < at.y() + reach; ++y) {
            const int grey = qGray(picture.pixel(at.x(), y));
            changes += grey < 128 ? 1 : 0;
            soft += grey >= 40 && grey <= 215 ? 1 : 0;
        }
        QVERIFY2(changes >= static_cast<int>(scale()), qPrintable(QString::number(changes)));
        QVERIFY2(soft <= 8, qPrintable(QString::number(soft))); // two edges, not a picture made larger
        m_window.reset();
    }
};

/// Starts itself once more for each scale: Qt reads it before there is a window.
class ScaleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theWindowIsUsable_data() {
        QTest::addColumn<QString>("scale");
        for (const char* scale : {"1", "1.25", "1.5", "2", "3"})
            QTest::addRow("%s", scale) << QString::fromLatin1(scale);
    }
    void theWindowIsUsable() {
        QFETCH(QString, scale);
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kScaleFactor), scale);
        environment.insert(QString::fromLatin1(kInside), QStringLiteral("1"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(process.waitForFinished(300000));
        const QByteArray said = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());
        QVERIFY2(said.contains("Totals: 6 passed, 0 failed"), said.constData());
    }
};

int main(int count, char** arguments) {
    if (qEnvironmentVariableIsSet(kInside)) {
        QApplication application(count, arguments);
        ScaledWindow test;
        return QTest::qExec(&test, count, arguments);
    }
    QCoreApplication application(count, arguments);
    ScaleTest test;
    return QTest::qExec(&test, count, arguments);
}

#include "scale_test.moc"
