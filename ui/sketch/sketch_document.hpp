// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "ui/sketch/look.hpp"
#include "ui/sketch/run_settings.hpp"
#include "ui/sketch/sketch_swapper.hpp"

#include <QObject>
#include <QUndoStack>

#include <optional>
#include <set>
#include <vector>

namespace croquis::ui {

/// What is true of a stroke by its owner's will.
struct StrokeMarks {
    std::set<int> hidden;
    std::set<int> locked;
    std::set<int> reversed; ///< drawn from its other end
    std::set<int> deleted;  ///< kept out of what the run still sends

    friend bool operator==(const StrokeMarks&, const StrokeMarks&) = default;
};

/// A sketch as it stands: strokes and where in the run they come from.
struct SketchMoment {
    std::vector<SketchStroke> strokes;
    optimise::LossTerms loss;
    int iteration = 0;
    std::uint64_t seed = 0;
};

/// Which sketch it is: ids of strokes are of one sketch only.
struct SketchName {
    int run = 0;
    std::size_t sketch = 0; ///< of the run

    friend bool operator==(const SketchName&, const SketchName&) = default;
};

/// What becomes of hidden strokes in what is written.
enum class Hidden { leftOut, drawn };

/// The sketch on the screen, its look and the settings it is computed from. All on the window's thread; everything a
/// person changes goes through the undo stack (document_commands.hpp).
class SketchDocument final : public QObject {
    Q_OBJECT

  public:
    explicit SketchDocument(QObject* parent = nullptr);

    /// Null: none.
    const SharedPhoto& photo() const { return m_photo; }
    bool isPhotoDrawable() const { return m_photo && m_photo->isDrawable(); }
    /// Another photo follows: no strokes or marks. Look, settings and history stay.
    void clear();
    void setPhoto(SharedPhoto photo);

    /// What is shown: the sketch, or the moment that is looked at instead; without the deleted strokes.
    const SketchMoment& moment() const { return m_elsewhere ? m_shown : m_sketch; }
    /// The sketch, also while another moment is looked at.
    const SketchMoment& sketch() const { return m_sketch; }
    /// Takes the sketch's strokes over, but for the deleted ones. What is looked at stays on the screen.
    void setMoment(SketchMoment moment);
    /// The same of what a run tells: a stroke that came back meanwhile stays until the run knows of that.
    /// @param edits  how many the run had taken over by then (RunFrame::edits).
    void takeNews(SketchMoment moment, int edits);
    /// The same of what it leaves: whatever came back is a part of it.
    void takeOutcome(SketchMoment moment);
    bool hasStrokes() const { return !m_sketch.strokes.empty(); }
    /// Shows another moment in the sketch's place, until lookBack().
    void lookAt(SketchMoment moment);
    void lookBack();
    bool isElsewhere() const { return m_elsewhere.has_value(); }

    /// Of the sketch that the marks are of. Whoever changes marks by a stroke's id asks first whether it still is.
    const SketchName& name() const { return m_name; }
    void setName(const SketchName& name);
    const StrokeMarks& marks() const { return m_marks; }
    void setMarks(StrokeMarks marks);
    /// Into the sketch; a moment that is looked at shows its own stroke of that id again, if it has one.
    /// @param edit  the one that tells the run of it (EditRun).
    void insertStroke(const SketchStroke& stroke, std::size_t position, int edit);
    /// The stroke isn't deleted any more, wherever it was.
    void readmitStroke(int id);
    void removeStroke(int id);

    const Look& look() const { return m_look; }
    void setLook(const Look& look);
    const RunSettings& settings() const { return m_settings; }
    void setSettings(const RunSettings& settings);

    /// What is seen and exported: neither hidden nor deleted, turned and in order; canvas pixels.
    std::vector<SketchStroke> visibleStrokes(Hidden hidden = Hidden::leftOut) const;
    /// The same as an outcome of a run, for the writers.
    optimise::SketchResult result(Hidden hidden = Hidden::leftOut) const;
    /// The page the sketch lies on; a square without a photo.
    session::Page page() const;
    double strokeWidthMm() const;

    QUndoStack& undoStack() { return m_undo; }
    /// For commands that lead to another sketch; null: there is only the document.
    SketchSwapper* swapper() const { return m_swapper; }
    void setSwapper(SketchSwapper* swapper) { m_swapper = swapper; }

  Q_SIGNALS:
    void photoChanged();
    void strokesChanged();
    void marksChanged();
    /// Strokes that were deleted together are there again.
    void strokesReturned(const std::set<int>& strokeIds);
    void lookChanged();
    void settingsChanged();
    /// A step of the history was of a sketch that is gone; it was taken out. @param step  what it is called.
    void stepLost(const QString& step);

  private:
    struct Returned {
        SketchStroke stroke;
        std::size_t position; ///< in the drawing order
        int edit;             ///< before the run has taken it over, its news are without the stroke
    };

    SketchMoment withoutDeleted(SketchMoment moment) const;
    void show(SketchMoment moment);
    void tellOfStrokes();

    SharedPhoto m_photo;
    SketchName m_name;
    SketchMoment m_sketch;
    std::optional<SketchMoment> m_elsewhere; ///< looked at, deleted strokes included
    SketchMoment m_shown;                    ///< that without the deleted strokes
    StrokeMarks m_marks;
    std::vector<Returned> m_returned; ///< that the run under way may not know of
    Look m_look;
    RunSettings m_settings;
    SketchSwapper* m_swapper = nullptr;
    QUndoStack m_undo;
};

/// The strokes of a frame's sketch.
SketchMoment momentOf(const RunFrame& frame, const SketchFrame& sketch, std::uint64_t seed);
SketchMoment momentOf(const optimise::SketchResult& result);

} // namespace croquis::ui
