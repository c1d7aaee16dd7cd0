// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"

#include <QAction>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <fstream>
#include <malloc.h>
#include <unistd.h>

using namespace croquis;
using ui::RunState;

namespace {

constexpr int kPhotos = 20;
constexpr int kWarm = 5;           // photos until every buffer was there once
constexpr double kMayGrow = 24.0;  // MB over the rest; one photo that is kept is 12 MB of pixels and 1 MB of iterations
constexpr double kLateHeap = 48.0; // MB that a worker's heap may add once, later than that on a busy machine

/// MB that the process holds, without what the allocator could give back.
double residentMb() {
    ::malloc_trim(0);
    std::ifstream file("/proc/self/statm");
    double pages = 0, resident = 0;
    file >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

} // namespace

/// Twenty photos in a row, dropped together and drawn one after the other on the real engine: nothing of one is left
/// when the next is there.
class ManyPhotosTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void memoryIsFlatOverTwentyPhotos() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("many-photos"));
        QSettings().clear();
        const QTemporaryDir folder;
        const std::array<const char*, 4> samples{"astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg"};
        QStringList files;
        for (int k = 0; k < kPhotos; ++k) {
            const QString file = folder.filePath(QStringLiteral("photo-%1.jpg").arg(k, 2, 10, QLatin1Char('0')));
            QVERIFY(QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/") + samples[static_cast<std::size_t>(k) % 4], file));
            files += file;
        }
        ui::MainWindow window(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
        window.show();
        ui::RunSettings settings;
        settings.quality = optimise::Quality::draft;
        settings.strokes = 4;
        window.document().setSettings(settings);
        QVERIFY(test::dropOn(window, files));
        std::vector<double> memory;
        for (int k = 0; k < kPhotos; ++k) {
            if (k > 0)
                window.findChild<QAction*>(QStringLiteral("nextPhoto"))->trigger();
            QTRY_VERIFY2_WITH_TIMEOUT(window.controller().state() == RunState::done,
                                      qPrintable(window.findChild<ui::MessageBar*>()->text()), 240000);
            QCOMPARE(QString::fromStdString(window.document().photo()->summary.fileName),
                     QFileInfo(files[k]).fileName());
            QCOMPARE(window.document().moment().strokes.size(), std::size_t{4});
            memory.push_back(residentMb());
        }
        QVERIFY(!window.findChild<QAction*>(QStringLiteral("nextPhoto"))->isEnabled());
        const double before = *std::max_element(memory.begin(), memory.begin() + kWarm);
        const double after = *std::max_element(memory.end() - kWarm, memory.end());
        qInfo("after %d photos %.0f MB, after %d %.0f MB", kWarm, before, kPhotos, after);
        double once = 0; // what is kept of each photo grows at each; a heap comes once
        for (std::size_t k = kWarm; k < memory.size(); ++k)
            once = std::max(once, memory[k] - memory[k - 1]);
        QVERIFY2(after < before + std::min(once, kLateHeap) + kMayGrow,
                 qPrintable(QStringLiteral("%1 MB more, %2 at once").arg(after - before).arg(once)));
    }
};

QTEST_MAIN(ManyPhotosTest)
#include "many_photos_test.moc"
