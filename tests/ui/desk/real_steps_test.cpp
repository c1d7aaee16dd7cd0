// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// Steps of the history, and stopping, on the real engine.
class RealStepsTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    std::unique_ptr<ui::SketchDesk> m_desk;

    const ui::SketchMoment& sketch() { return m_desk->document().sketch(); }
    std::vector<int> ids() {
        std::vector<int> ids;
        for (const auto& stroke : sketch().strokes)
            ids.push_back(stroke.id);
        return ids;
    }
    bool isTold(std::size_t strokes) {
        const auto& frames = m_desk->record().frames();
        return !frames.empty() && frames.back().sketches.at(0).ids.size() == strokes;
    }
    void run() {
        const QString photo = m_folder.filePath(QStringLiteral("cat.jpg"));
        QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"), photo);
        m_desk = std::make_unique<ui::SketchDesk>(
            [](const session::SessionOptions& options) { return session::SketchSession::open(options); },
            std::make_unique<ui::ThreadRunner>());
        auto settings = m_desk->document().settings();
        settings.strokes = 8;
        settings.quality = optimise::Quality::fine;
        settings.onlySubject = false;
        m_desk->document().setSettings(settings);
        m_desk->readPhoto(photo);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->record().frames().size() > 5, 120000);
    }
    void pause() {
        m_desk->pauseOrResume();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->controller().isHeld(), 30000);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("real-steps"));
        QSettings().clear();
    }
    void cleanup() { m_desk.reset(); }

    void deletingAndTheSliderAreUndoneWhileItDraws() {
        run();
        auto& document = m_desk->document();
        const auto before = ids();
        document.undoStack().push(new ui::DeleteStrokeCommand(
            document, before[2], [this](auto change) { return m_desk->edit(std::move(change)); }));
        QTRY_VERIFY_WITH_TIMEOUT(isTold(7), 30000);
        auto settings = document.settings();
        settings.strokes = 4;
        document.undoStack().push(new ui::SettingsCommand(document, settings, QStringLiteral("strokes")));
        QTRY_VERIFY_WITH_TIMEOUT(isTold(4), 60000);
        document.undoStack().undo();
        QCOMPARE(ids().size(), std::size_t{7});
        document.undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(isTold(8), 30000);
        QCOMPARE(m_desk->record().frames().back().sketches[0].ids, before);
        QCOMPARE(ids(), before);
        document.undoStack().redo();
        document.undoStack().redo();
        QTRY_VERIFY_WITH_TIMEOUT(isTold(4), 30000);
        m_desk->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), RunState::done, 30000);
        QCOMPARE(ids().size(), std::size_t{4});
        document.undoStack().undo();
        QCOMPARE(ids().size(), std::size_t{7});
        QCOMPARE(m_desk->state(), RunState::done);
    }

    /// The pause holds it between two evaluations.
    void aStopOutOfAPauseLeavesWhatWasSeenOrBetter() {
        run();
        do {
            pause();
            if (sketch().iteration % 10 > 2)
                break;
            const auto heard = m_desk->record().frames().size();
            m_desk->pauseOrResume();
            QTRY_VERIFY_WITH_TIMEOUT(m_desk->record().frames().size() > heard, 30000);
        } while (true);
        const auto& frames = m_desk->record().frames();
        QTRY_COMPARE(sketch().iteration, frames.back().iteration);
        const auto seen = sketch();
        double best = seen.loss.total;
        for (const auto& frame : frames)
            if (frame.sketches[0].best)
                best = std::min(best, frame.sketches[0].loss.total);
        QElapsedTimer clock;
        clock.start();
        m_desk->stop();
        QTRY_COMPARE(m_desk->state(), RunState::done);
        qInfo("stop: %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(sketch().loss.total <= best); // the engine may be an iteration ahead of what was heard of
        if (sketch().loss.total == seen.loss.total)
            QCOMPARE(sketch().strokes, seen.strokes);
    }
};

QTEST_GUILESS_MAIN(RealStepsTest)
#include "real_steps_test.moc"
