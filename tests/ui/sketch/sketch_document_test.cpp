// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/document_commands.hpp"

#include <QSignalSpy>
#include <QTest>

using namespace croquis;
using ui::SketchMoment;

/// What the sketch is while a run tells of it and the person changes it.
class SketchDocumentTest : public QObject {
    Q_OBJECT

  private:
    static SketchMoment momentOf(const std::vector<int>& ids) {
        SketchMoment moment;
        for (const int id : ids)
            moment.strokes.push_back({id, {}});
        return moment;
    }
    static std::vector<int> idsIn(const ui::SketchDocument& document) {
        std::vector<int> ids;
        for (const auto& stroke : document.sketch().strokes)
            ids.push_back(stroke.id);
        return ids;
    }

  private Q_SLOTS:
    /// Deleted by the run's first edit and back by its second, while news are on their way that know of neither, then
    /// of the first alone.
    void aStrokeThatCameBackStaysUntilTheRunKnowsOfIt() {
        const std::vector<int> all{1, 2, 3}, without{1, 3};
        ui::SketchDocument document;
        document.setMoment(momentOf(all));
        const ui::SketchStroke stroke = document.sketch().strokes[1];
        document.removeStroke(2);
        QCOMPARE(idsIn(document), without);
        document.insertStroke(stroke, 1, 2);
        document.takeNews(momentOf(all), 0);
        QCOMPARE(idsIn(document), all);
        document.takeNews(momentOf(without), 1);
        QCOMPARE(idsIn(document), all);
        document.takeNews(momentOf(all), 2);
        QCOMPARE(idsIn(document), all);
        document.takeNews(momentOf(without), 3); // a smaller number of strokes took it
        QCOMPARE(idsIn(document), without);
    }

    void aStrokeThatCameBackIsAPartOfWhatARunLeaves() {
        ui::SketchDocument document;
        document.setMoment(momentOf({1, 2, 3}));
        const ui::SketchStroke stroke = document.sketch().strokes[1];
        document.removeStroke(2);
        document.insertStroke(stroke, 1, 2);
        document.takeOutcome(momentOf({1, 3}));
        QCOMPARE(idsIn(document), (std::vector<int>{1, 2, 3}));
        document.takeNews(momentOf({1, 3}), 0);
        QCOMPARE(idsIn(document), (std::vector<int>{1, 3}));
    }

    /// Undo and redo never do nothing without a word.
    void aStepOfASketchThatIsGoneSaysSo() {
        ui::SketchDocument document;
        document.setName({1, 0});
        document.setMoment(momentOf({1, 2, 3}));
        const ui::EditRun edit = [](const auto&) { return 0; };
        auto& stack = document.undoStack();
        stack.push(new ui::DeleteStrokeCommand(document, 2, edit));
        ui::StrokeMarks marks = document.marks();
        marks.hidden = {1};
        stack.push(new ui::MarksCommand(document, marks, edit, QStringLiteral("Hide")));
        QCOMPARE(stack.count(), 2);
        document.setName({2, 0});
        QSignalSpy lost(&document, &ui::SketchDocument::stepLost);
        stack.undo();
        QCOMPARE(lost.size(), 1);
        QCOMPARE(lost[0][0].toString(), QStringLiteral("Hide"));
        QCOMPARE(stack.count(), 1);
        stack.undo();
        QCOMPARE(lost.size(), 2);
        QCOMPARE(stack.count(), 0);
        QCOMPARE(idsIn(document), (std::vector<int>{1, 3}));
    }
};

QTEST_GUILESS_MAIN(SketchDocumentTest)
#include "sketch_document_test.moc"
