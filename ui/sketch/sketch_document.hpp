// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "ui/sketch/look.hpp"
#include "ui/sketch/run_settings.hpp"

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
    loss::LossTerms loss;
    int iteration = 0;
    std::uint64_t seed = 0;
};

/// The sketch on the screen, its look and the settings it is computed from. All on the window's thread; everything a
/// person changes goes through the undo stack (document_commands.hpp).
class SketchDocument final : public QObject {
    Q_OBJECT

  public:
    explicit SketchDocument(QObject* parent = nullptr);

    const std::optional<LoadedPhoto>& photo() const { return m_photo; }
    /// Another photo follows: no strokes, marks or history. Look and settings stay.
    void clear();
    void updatePhoto(const croquis::ui::LoadedPhoto& photo);

    const SketchMoment& moment() const { return m_moment; }
    /// Takes strokes over, but for the deleted ones.
    void setMoment(SketchMoment moment);
    void clearStrokes();
    bool hasStrokes() const { return !m_moment.strokes.empty(); }

    const StrokeMarks& marks() const { return m_marks; }
    void setMarks(StrokeMarks marks);
    void insertStroke(const SketchStroke& stroke, std::size_t position);
    void removeStroke(int id);

    const Look& look() const { return m_look; }
    void setLook(const Look& look);
    const RunSettings& settings() const { return m_settings; }
    void setSettings(const RunSettings& settings);

    /// What is seen and exported: neither hidden nor deleted, turned and in order; canvas pixels.
    std::vector<SketchStroke> visibleStrokes() const;
    /// The same as an outcome of a run, for the writers.
    optimise::SketchResult result() const;
    /// The page the sketch lies on; a square without a photo.
    session::Page page() const;
    double strokeWidthMm() const;

    QUndoStack& undoStack() { return m_undo; }

  Q_SIGNALS:
    void photoChanged();
    void strokesChanged();
    void marksChanged();
    void lookChanged();
    void settingsChanged();

  private:
    std::optional<LoadedPhoto> m_photo;
    SketchMoment m_moment;
    StrokeMarks m_marks;
    Look m_look;
    RunSettings m_settings;
    QUndoStack m_undo;
};

/// The strokes of a frame's sketch.
SketchMoment momentOf(const RunFrame& frame, const SketchFrame& sketch, std::uint64_t seed);
SketchMoment momentOf(const optimise::SketchResult& result);

} // namespace croquis::ui
