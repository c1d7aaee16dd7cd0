// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/choice_command.hpp"
#include "ui/desk/run_pace.hpp"
#include "ui/desk/run_policy.hpp"
#include "ui/desk/run_record.hpp"
#include "ui/run/run_controller.hpp"
#include "ui/sketch/kept_sketches.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <QObject>

#include <map>
#include <optional>

namespace croquis::ui {

/// What lies on the desk: one photo, its sketch, the run that draws it and the sketches that gave way to others. Brings
/// run (RunController, RunRecord), policy and document together; knows no widget. A window shows it and asks it.
class SketchDesk final : public QObject {
    Q_OBJECT

  public:
    SketchDesk(RunController::OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent = nullptr);

    RunController& controller() { return m_controller; }
    SketchDocument& document() { return m_document; }
    const SketchDocument& document() const { return m_document; }
    RunPolicy& policy() { return m_policy; }
    const RunPolicy& policy() const { return m_policy; }
    const RunRecord& record() const { return m_record; }
    /// The record's sketches as their owner has them: without deleted and hidden strokes, turned round where asked.
    std::vector<SketchMoment> sketches() const;
    /// How long the sketch of the settings takes, from runs before; none: there was no such run yet.
    std::optional<double> expectedSeconds() const { return m_pace.expected(m_document.settings()); }
    /// What runs now, or would.
    const session::EngineDescription& currentEngine() const { return m_engine; }
    RunState state() const { return m_controller.state(); }
    /// What prepares the run, as the engine names it.
    const QString& step() const { return m_step; }
    /// The photo's file; empty: none, or a sketch without its photo.
    const QString& photoPath() const { return m_photoPath; }
    /// The one the sketch was drawn by.
    const session::EngineDescription& engine() const { return m_drawnBy; }
    /// The photo that a sketch without its photo was made from.
    const vector::FileIdentity& source() const { return m_source; }
    bool isOutdated() const;

    /// Whether a photo is drawn as soon as it is there, and again when the settings change.
    void setAutoStart(bool automatic);
    /// Whether levels are drawn rather than one sketch; starts them if they are missing.
    void setLevelsWanted(bool wanted);

    void openEngine(const session::SessionOptions& options);
    /// The photo takes the place of the one on the desk as soon as it could be read.
    /// @param keepPart  of a damaged one, what can be read.
    void readPhoto(const QString& file, bool keepPart = false);
    /// Reads the photo and lays the record's sketch on it.
    void restore(const vector::Provenance& record, const QString& photo);
    /// The record's sketch alone, to be looked at and exported.
    void showWithoutPhoto(const vector::Provenance& record);

    /// A sketch, or levels where they are wanted.
    void draw();
    void drawSketch();
    void drawLevels();
    /// Draws on what there is, for longer.
    void drawOn();
    /// Draws on foreign strokes (canvas pixels). @return false: there is no photo, or a run is under way.
    bool drawFrom(std::vector<geometry::CubicBezier> strokes);
    void newSeed();
    void pauseOrResume();
    /// Ends the run with what it has; gives up what is being prepared.
    void stop();

    /// Shows another moment of the run.
    void lookAt(int iteration);
    void acceptMoment();
    void leaveMoment();
    /// Another sketch of the batch.
    void choose(std::size_t sketch);

  Q_SIGNALS:
    /// State, step, or whether the sketch is outdated.
    void changed();
    void engineOpened(const croquis::session::EngineDescription& engine);
    /// What is on the desk makes room for another photo, or for a sketch without one; it is still there.
    void givesWay();
    /// Another photo, or a sketch without one, is on the desk.
    void photoReplaced();
    void photoLoaded(const croquis::ui::LoadedPhoto& photo);
    /// The record's sketch lies on its photo. @param samePhoto  it is the one the sketch was made from.
    void restored(bool samePhoto);
    /// A strip's levels are the record, one of them is the sketch.
    void levelsRestored();
    /// The record is empty: a run begins, or the sketch is none of its.
    void recordCleared();
    void runBegan();
    void framesArrived(const std::vector<croquis::ui::RunFrame>& frames);
    void runEnded(const croquis::optimise::RunSummary& run);
    /// @param photo  the one that was being read; empty: none was.
    void failed(const croquis::ui::Failure& failure, const QString& photo);
    void sketchChosen();
    /// @param elsewhere  a moment is looked at that isn't the sketch.
    void momentShown(bool elsewhere);

  private:
    void connectRun();
    void read(const QString& file, bool keepPart);
    void makeRoom(const QString& path);
    void clearRecord();
    void begin(session::DrawOptions options, RunRecord::Kind kind);
    void keepLocked(optimise::SketchPlan& plan) const;
    SketchChoice choice() const;
    void chooseInRecord(std::size_t sketch);
    void marksFollow(std::size_t before);
    void pushReplacement(const SketchMoment& outcome);
    void changeCount(int strokes);
    void keepSketch();
    void showKept();
    void takeOver();
    void show(const vector::Provenance& record);
    void showLevels(const optimise::RunSummary& run);
    void lay(const SketchChoice& choice);
    void settingsChanged();
    void strokesChanged();
    void strokesPlaced();
    void photoWasRead(const LoadedPhoto& photo);
    void photoWasLoaded(const LoadedPhoto& photo);
    void takeFrames(const std::vector<RunFrame>& frames);
    void endRun(const optimise::RunSummary& run, const session::EngineDescription& engine, bool editsMissed);
    void takeWhatWasDrawn();
    void fail(const Failure& failure);
    /// The state without a run: what there is.
    RunState atRest() const;

    SketchDocument m_document;
    RunController m_controller;
    RunPolicy m_policy;
    RunRecord m_record;
    std::map<std::size_t, StrokeMarks> m_marks; ///< of the record's sketches that aren't the chosen one
    std::optional<SketchChoice> m_replaced;     ///< the sketch that was drawn on, until the run has ended
    QString m_replacedBy;                       ///< what undoing it is called
    int m_batch = 0;                            ///< counts what the record holds one after the other
    RunPace m_pace;
    KeptSketches m_kept;
    session::EngineDescription m_engine;
    session::EngineDescription m_drawnBy;
    QString m_photoPath;
    QString m_incoming;                           ///< the photo being read, until it replaces the one on the desk
    std::optional<vector::Provenance> m_restored; ///< waits for its photo
    vector::FileIdentity m_source;
    QString m_step;
    bool m_keepPart = false;         ///< the photo on the desk is one of which only part could be read
    bool m_incomingKeepPart = false; ///< likewise
    bool m_autoStart = true;
    bool m_levelsWanted = false;
    bool m_drawWhenRead = false; ///< the photo is read again to be drawn
    bool m_cutShort = false;     ///< a photo was opened before the one on the desk had its first strokes
    bool m_fresh = false;        ///< a run began, its first strokes aren't there yet
};

} // namespace croquis::ui
