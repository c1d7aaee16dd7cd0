// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_digest.hpp"
#include "ui/desk/kept_timelines.hpp"
#include "ui/desk/restored_sketch.hpp"
#include "ui/desk/run_record.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using ui::RunFrame;
using ui::RunRecord;

namespace {

RunFrame frameOf(int iteration, const std::vector<double>& losses) {
    RunFrame frame{iteration, 100, iteration * 0.01, {}};
    for (std::size_t k = 0; k < losses.size(); ++k) {
        ui::SketchFrame sketch;
        sketch.sketch = k;
        sketch.loss.total = losses[k];
        sketch.points.assign(8, static_cast<float>(iteration));
        sketch.ids = {1};
        frame.sketches.push_back(std::move(sketch));
    }
    return frame;
}

std::vector<optimise::SketchPlan> plans(std::initializer_list<int> strokes) {
    std::vector<optimise::SketchPlan> result;
    for (const int count : strokes)
        result.push_back({count, 10 + result.size(), {}});
    return result;
}

} // namespace

/// What is remembered of a run, and what is found again of an exported one.
class RunRecordTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyIterationIsFoundExactly() {
        RunRecord record(1, plans({16}), RunRecord::Kind::seeds, 16);
        for (int iteration = 0; iteration < 50; iteration += 2)
            record.append({frameOf(iteration, {1.0})});
        QCOMPARE(record.momentAt(48)->iteration, 48);
        QCOMPARE(record.momentAt(0)->strokes[0].curve.points[3].y, 0.0);
        QCOMPARE(record.momentAt(22)->strokes[0].curve.points[0].x, 22.0);
        QCOMPARE(record.momentAt(22)->seed, std::uint64_t{10});
        QVERIFY(!record.momentAt(23) && !record.momentAt(50) && !record.momentAt(-1));
        QCOMPARE(record.newest()->iteration, 48);
        QVERIFY(!record.outcome());
        record.forgetFrames();
        QVERIFY(!record.momentAt(0) && !record.newest());
        QVERIFY(!record.plans().empty());
    }

    void theBestOfTheSeedsLeads() {
        RunRecord record(1, plans({16, 16, 16}), RunRecord::Kind::seeds, 16);
        QVERIFY(!record.followBest());
        record.append({frameOf(0, {3, 1, 2})});
        QVERIFY(record.followBest());
        QCOMPARE(record.sketch(), std::size_t{1});
        QVERIFY(!record.followBest());
        record.append({frameOf(1, {0.5, 1})}); // the third has ended: the leader stays
        QVERIFY(!record.followBest());
        QCOMPARE(record.sketches()[2].iteration, 0);
        QCOMPARE(record.sketches()[0].iteration, 1);
    }

    void theOneThatIsWorkedOnStays() {
        RunRecord record(1, plans({16, 16}), RunRecord::Kind::seeds, 16);
        record.setMarks({});
        record.append({frameOf(0, {1, 2})});
        QVERIFY(!record.followBest());
        ui::StrokeMarks marks;
        marks.locked = {1};
        record.setChosenMarks(marks);
        record.append({frameOf(1, {2, 1})});
        QVERIFY(!record.followBest());
        QVERIFY(record.breakOff() && record.wasBrokenOff());
        QCOMPARE(record.sketch(), std::size_t{0});
        QVERIFY(!record.breakOff());
        QCOMPARE(record.marksOf(0).locked, (std::set<int>{1}));
        QVERIFY(record.marksOf(1).locked.empty());
    }

    void levelsBeginWithTheOneThatTheSliderShows_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("level");
        QTest::newRow("fewer than any") << 2 << 0;
        QTest::newRow("between") << 12 << 1;
        QTest::newRow("exactly") << 16 << 2;
        QTest::newRow("more than any") << 64 << 3;
    }
    void levelsBeginWithTheOneThatTheSliderShows() {
        QFETCH(int, strokes);
        QFETCH(int, level);
        RunRecord record(1, plans({4, 8, 16, 32}), RunRecord::Kind::levels, strokes);
        QCOMPARE(record.sketch(), static_cast<std::size_t>(level));
        record.append({frameOf(0, {1, 2, 3, 0})});
        QVERIFY(!record.followBest());
        QCOMPARE(record.sketches().size(), std::size_t{4});
    }

    void aRunLeavesItsBest() {
        RunRecord record(1, plans({2, 2}), RunRecord::Kind::seeds, 2);
        optimise::RunSummary run;
        for (const double loss : {2.0, 1.0}) {
            optimise::SketchResult sketch;
            sketch.loss.total = loss;
            sketch.strokes.resize(2);
            sketch.ids = {4, 9};
            run.sketches.push_back(sketch);
        }
        record.end(run);
        QCOMPARE(record.sketch(), std::size_t{1});
        QCOMPARE(record.outcome()->strokes[1].id, 9);
        QCOMPARE(record.sketches().size(), std::size_t{2});
    }

    /// One of that name may be another by now, and the photo may have another name.
    void thePhotoWithTheRecordsSumIsFound() {
        const QTemporaryDir folder, elsewhere;
        const auto put = [](const QString& path, const QByteArray& content) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        };
        const QString beside = folder.filePath(QStringLiteral("cat.jpg"));
        const QString right = elsewhere.filePath(QStringLiteral("cat.jpg"));
        const QString renamed = elsewhere.filePath(QStringLiteral("my-cat.jpg"));
        put(beside, "another cat");
        put(renamed, "the cat");
        vector::Provenance record;
        record.source.name = "cat.jpg";
        record.source.sha256 = base::sha256(std::as_bytes(std::span("the cat", 7)));
        const QString exported = folder.filePath(QStringLiteral("cat.svg"));
        QCOMPARE(ui::photoOf(record, exported, {}, folder.path()), beside); // nothing better
        QCOMPARE(ui::photoOf(record, exported, {right, renamed}, folder.path()), renamed);
        put(right, "the cat");
        QCOMPARE(ui::photoOf(record, exported, {renamed, right}, folder.path()), right); // its name first
    }

    /// Given up between two evaluations.
    void aRunThatIsGivenUpLeavesWhatWasSeenLastOrBetter_data() {
        QTest::addColumn<double>("last");
        QTest::addColumn<int>("iteration");
        QTest::newRow("lower") << 0.5 << 13;
        QTest::newRow("the same") << 1.0 << 13;
        QTest::newRow("higher") << 1.5 << 10;
    }
    void aRunThatIsGivenUpLeavesWhatWasSeenLastOrBetter() {
        QFETCH(double, last);
        QFETCH(int, iteration);
        RunRecord record(1, plans({1}), RunRecord::Kind::seeds, 1);
        std::vector<RunFrame> frames{frameOf(0, {3}), frameOf(10, {1}), frameOf(11, {2}), frameOf(13, {last})};
        frames[0].sketches[0].best = frames[1].sketches[0].best = true;
        record.append(frames);
        QVERIFY(record.breakOff());
        QCOMPARE(record.outcome()->iteration, iteration);
        for (const auto& frame : record.frames()) // and says so
            if (frame.iteration == iteration)
                QVERIFY(frame.sketches[0].best);
    }

    void strokesAreFoundWhereTheyWereLast() {
        RunRecord record(1, plans({2}), RunRecord::Kind::seeds, 2);
        const auto with = [](int iteration, std::vector<int> ids, double loss) {
            RunFrame frame = frameOf(iteration, {loss});
            frame.sketches[0].points.assign(8 * ids.size(), static_cast<float>(iteration));
            frame.sketches[0].ids = std::move(ids);
            return frame;
        };
        record.append({with(0, {1, 2}, 2), with(1, {1, 2}, 1), with(2, {2}, 3), with(3, {2}, 4), with(4, {7, 8}, 5)});
        const auto both = record.momentAt(0)->strokes;
        const auto there = record.whereLast(*record.momentAt(0), 0);
        QCOMPARE(there.strokes[0].curve.points[0].x, 1.0);
        QCOMPARE(there.strokes[1].curve.points[0].x, 3.0);
        QCOMPARE(there.iteration, 4);
        QCOMPARE(record.leftWith(both, {}, 0)->iteration, 1);
        QCOMPARE(record.leftWith(both, {9}, 0)->iteration, 1);
        QCOMPARE(record.leftWith({both[1]}, {}, 0)->iteration, 3);
        QCOMPARE(record.leftWith({both[1]}, {1}, 0)->iteration, 3);
        QVERIFY(!record.leftWith({both[0]}, {}, 0));
        QCOMPARE(record.momentAt(9, 0)->iteration, 4);
        QVERIFY(!record.momentAt(9, 1) && !record.momentAt(-1, 0));
    }

    void timelinesAreKeptWhileThereIsRoom() {
        std::vector<std::shared_ptr<RunRecord>> records;
        for (int k = 0; k < 3; ++k) {
            records.push_back(std::make_shared<RunRecord>(k, plans({1}), RunRecord::Kind::seeds, 1));
            records.back()->append(std::vector<RunFrame>(10, frameOf(0, {1})));
        }
        const std::size_t one = records[0]->frameBytes();
        QVERIFY(one > 10 * (8 * sizeof(float) + sizeof(int)));
        ui::KeptTimelines timelines(2 * one);
        for (const auto& record : records)
            timelines.keep(record);
        QVERIFY(records[0]->frames().empty());
        QVERIFY(!records[1]->frames().empty() && !records[2]->frames().empty());
        timelines.keep(records[1]); // it lay there again
        records.push_back(std::make_shared<RunRecord>(3, plans({1}), RunRecord::Kind::seeds, 1));
        records.back()->append(std::vector<RunFrame>(10, frameOf(0, {1})));
        timelines.keep(records[3]);
        QVERIFY(records[2]->frames().empty());
        QVERIFY(!records[1]->frames().empty() && !records[3]->frames().empty());
        records[1].reset(); // gone with the history: it takes no room
        records[2]->append(std::vector<RunFrame>(10, frameOf(0, {1})));
        timelines.keep(records[2]);
        QVERIFY(!records[3]->frames().empty());
    }

    void aPhotoIsFoundBesideItsSketchAndNowhereElse() {
        const QTemporaryDir folder, elsewhere;
        const auto put = [](const QString& path) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
        };
        vector::Provenance record;
        record.source.name = "cat.jpg";
        const QString exported = folder.filePath(QStringLiteral("cat.svg"));
        QCOMPARE(ui::photoOf(record, exported, {}, elsewhere.path()), QString());
        put(elsewhere.filePath(QStringLiteral("cat.jpg")));
        QCOMPARE(ui::photoOf(record, exported, {}, elsewhere.path()), elsewhere.filePath(QStringLiteral("cat.jpg")));
        put(folder.filePath(QStringLiteral("cat.jpg")));
        QCOMPARE(ui::photoOf(record, exported, {}, elsewhere.path()), folder.filePath(QStringLiteral("cat.jpg")));
        // A record may say what it likes; it leads to no other folder.
        record.source.name = (elsewhere.path() + QStringLiteral("/secret.jpg")).toStdString();
        put(elsewhere.filePath(QStringLiteral("secret.jpg")));
        QCOMPARE(ui::photoOf(record, exported, {}, folder.path()), QString());
        record.source.name = "..";
        QCOMPARE(ui::photoOf(record, exported, {}, folder.path()), QString());
        record.source.name = "";
        QCOMPARE(ui::photoOf(record, exported, {}, folder.path()), QString());
        QVERIFY(ui::runOf(record).sketches.empty());
    }

    /// So that a stroke is called in files, and looks, as it did.
    void aRestoredSketchKeepsItsIds() {
        vector::Provenance record;
        auto& sketch = record.sketches.emplace_back();
        sketch.curves.resize(3);
        const auto ids = [&] { return ui::runOf(record).sketches.at(0).ids; };
        QCOMPARE(ids(), (std::vector{1, 2, 3})); // they count the curves
        sketch.importance = {2, 0, 1};
        QCOMPARE(ids(), (std::vector{3, 1, 2})); // as older files have it
        sketch.ids = {9, 4, 7};
        QCOMPARE(ids(), sketch.ids);
    }
};

QTEST_GUILESS_MAIN(RunRecordTest)
#include "run_record_test.moc"
