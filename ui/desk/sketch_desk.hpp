// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/kept_timelines.hpp"
#include "ui/desk/run_pace.hpp"
#include "ui/desk/run_policy.hpp"
#include "ui/desk/run_record.hpp"
#include "ui/run/run_controller.hpp"
#include "ui/sketch/kept_sketches.hpp"
#include "ui/sketch/sketch_choice.hpp"
#include "ui/sketch/sketch_document.hpp"
#include "ui/sketch/sketch_swapper.hpp"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace croquis::ui {

/// What lies on the desk: one photo, its sketch, the run that drew it and the sketches that gave way to others. Brings
/// run (RunController, RunRecord), policy and document together; knows no widget. A window shows it and asks it.
///
/// What is on its way, a photo being read or a run without its first strokes, is kept apart (Reading, Coming) and lies
/// on the desk at one moment, photo and sketch together: until then everything on the desk belongs together, and
/// whatever ends the waiting has nothing to put right.
class SketchDesk final : public QObject, private SketchSwapper {
    Q_OBJECT

  public:
    SketchDesk(RunController::OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent = nullptr);

    RunController& controller() { return m_controller; }
    SketchDocument& document() { return m_document; }
    const SketchDocument& document() const { return m_document; }
    RunPolicy& policy() { return m_policy; }
    const RunPolicy& policy() const { return m_policy; }
    /// Valid until another sketch lies on the desk.
    const RunRecord& record() const { return *m_record; }
    /// The record's sketches as their owner has them: without deleted strokes, turned round where asked.
    std::vector<SketchMoment> sketches(Hidden hidden = Hidden::leftOut) const;
    /// How long the sketch of the settings takes, from runs before; none: there was no such run yet.
    std::optional<double> expectedSeconds() const { return m_pace.expected(m_document.settings()); }
    /// What runs now, or would.
    const session::EngineDescription& currentEngine() const { return m_engine; }
    RunState state() const { return m_controller.state(); }
    /// What prepares the run, as the engine names it.
    const QString& step() const { return m_step; }
    /// The photo's file; empty: none, or a sketch without its photo.
    const QString& photoPath() const { return m_file.path; }
    /// The one that is being read, or waits for an engine; empty: none.
    QString photoToCome() const { return m_reading && !m_reading->arrived ? m_reading->file.path : QString(); }
    /// The one that will come if it can be read: while the run goes on that is looked at; empty: none.
    QString photoChecked() const { return m_checking ? m_checking->file.path : QString(); }
    /// What drew the sketch; without one, what would.
    SketchMaker maker() const;
    const session::EngineDescription& engine() const { return m_document.hasStrokes() ? m_maker.engine : m_engine; }
    /// The photo that a sketch without its photo was made from.
    const vector::FileIdentity& source() const { return m_source; }
    /// What can't be kept of the settings of the record that was laid on the desk last.
    const std::vector<std::string>& leftOut() const { return m_leftOut; }
    /// The sketch is of other settings than the chosen ones, or another network drew it.
    bool isOutdated() const;

    /// Asked before what is on the desk makes room for another photo, or for a sketch without one. false: it can't be
    /// kept, so it stays, and what was on its way doesn't come, but by the function that is handed over.
    using Keeper = std::function<bool(std::function<void()> comeAllTheSame)>;
    void setKeeper(Keeper keeper) { m_keeper = std::move(keeper); }
    /// Whether a photo is drawn as soon as it is there, and again when the settings change.
    void setAutoStart(bool automatic);
    /// Whether levels are drawn rather than one sketch; starts them if they are missing.
    void setLevelsWanted(bool wanted);
    bool areLevelsWanted() const { return m_levelsWanted; }

    enum class Then {
        asUsual, ///< what is on the desk stays; a photo that waits is read, and drawn if nothing is
        draw     ///< it is drawn anew
    };
    void openEngine(const session::SessionOptions& options, Then then = Then::asUsual);
    /// The photo takes the place of the one on the desk as soon as it could be read. One that can't be ends no run that
    /// has its first strokes.
    /// @param keepPart  of a damaged one, what can be read.
    void readPhoto(const QString& file, bool keepPart = false);
    /// The photo on the desk lies there now; it is drawn.
    void photoMoved(const QString& file);
    /// Reads the photo and lays the record's sketch on it.
    void restore(const vector::Provenance& record, const QString& photo);
    /// Lays the record's sketch on the photo that is on the desk, as a step that is undone like any other.
    /// @return false: it is of another photo, or of that one read otherwise, or nothing can be drawn on it.
    bool restoreHere(const vector::Provenance& record);
    /// The record's sketch alone, to be looked at and exported.
    /// @return false: it doesn't come, because what is on the desk can't be kept.
    bool showWithoutPhoto(const vector::Provenance& record);

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
    /// As EditRun, of the sketch on the desk; of a run that is to come for what it takes over of that.
    int edit(decltype(optimise::SketchEdit::change) change);

    /// Shows another moment of the run.
    void lookAt(int iteration);
    /// It becomes the sketch; a run under way ends.
    void acceptMoment();
    void leaveMoment();
    /// Another sketch of the batch.
    void choose(std::size_t sketch);
    /// How many strokes the sketch has, or had before the number was changed, until the run has heard of that.
    int strokesSoFar() const { return m_countBefore.value_or(m_policy.drawn().strokes); }
    /// Levels will be drawn when what is drawn now is done.
    bool areLevelsNext() const { return m_levelsNext; }
    /// A run has begun whose first strokes aren't on the desk yet.
    bool isComing() const { return m_coming.has_value(); }
    /// Of the batch that is being prepared, the sketch that will be shown; without one, the record's.
    std::size_t sketchToCome() const { return m_coming ? m_coming->record->sketch() : m_record->sketch(); }
    /// What the optimiser makes of what is shown, for RunController::networkSeen.
    void requestNetworkView();

  Q_SIGNALS:
    /// State, step, or whether the sketch is outdated.
    void changed();
    void engineOpened(const croquis::session::EngineDescription& engine);
    /// Another photo, or a sketch without one, is on the desk.
    void photoReplaced();
    /// A photo was read, also one that is to be drawn and isn't on the desk yet.
    void photoLoaded(const croquis::ui::LoadedPhoto& photo);
    /// The record's sketch lies on its photo. @param samePhoto  it is the one the sketch was made from.
    void restored(bool samePhoto);
    /// The record's sketch lies on the desk without its photo; that is said before failed(), where the photo is there.
    void restoredAlone(const croquis::vector::Provenance& record);
    /// A strip's levels are the record, one of them is the sketch.
    void levelsRestored();
    /// Levels were wanted, and now there are none and none come: the person stopped what was before them.
    void levelsLeft();
    /// Another record than before: of a run whose first strokes come, of a sketch that is back, or an empty one.
    void recordReplaced();
    void runBegan();
    void framesArrived(const std::vector<croquis::ui::RunFrame>& frames);
    void runEnded(const croquis::optimise::RunSummary& run);
    /// @param photo  the one that was being read; empty: none was.
    void failed(const croquis::ui::Failure& failure, const QString& photo);
    void sketchChosen();
    /// @param elsewhere  a moment is looked at that isn't the sketch.
    void momentShown(bool elsewhere);

  private:
    struct PhotoFile {
        QString path;
        bool keepPart = false; ///< of a damaged one, what can be read
    };
    /// Another photo, until it lies on the desk with all that is known of it.
    struct Reading {
        PhotoFile file;
        std::optional<vector::Provenance> record{}; ///< whose sketch is to lie on it
        bool interrupts = false;                    ///< the one on the desk, before it had its first strokes
        bool draws = false;                         ///< also where nothing is drawn by itself
        bool insists = false;                       ///< what is on the desk may be lost
        bool arrived = false;                       ///< it is on the desk; its subject isn't known yet
    };
    /// A run, until its first strokes lie on the desk.
    struct Coming {
        std::shared_ptr<RunRecord> record;
        SharedPhoto photo;    ///< what it is of; null: not known yet
        QString replacing;    ///< what undoing it is called; empty: a setting leads back
        RunSettings settings; ///< as the panel showed them
    };

    /// Settings that came with a file: the next photo is drawn with those before it, unless they were changed since.
    /// The recipe and who observes stay: they are of the engine that is open.
    struct Borrowed {
        RunSettings before;
        RunSettings fromFile;
    };

    /// All that lies on the desk, to lie there again.
    struct OnDesk {
        PhotoFile file;
        SketchChoice sketch;
        Look look;
        vector::FileIdentity source;
        std::vector<std::string> leftOut;
        std::optional<Borrowed> borrowed;
        KeptSketches kept;
        std::optional<Reading> reading; ///< what isn't known yet of its photo
    };
    class PlaceCommand;

    /// What the run under way is to draw again, until it does.
    struct Resumed {
        std::size_t sketch;
        SketchMoment moment;
        int edit = 0; ///< the last of the edits that ask for it, see RunFrame::edits
    };

    bool swap(std::shared_ptr<const SketchChoice>& across) override;
    bool isAwaited() const override;
    bool bringBack(const SketchName& name) override;
    void connectRun();
    PhotoRequest requestFor(const PhotoFile& file, const RunSettings& settings) const;
    bool isReading() const { return m_reading && m_controller.isBusy(); }
    void read(Reading reading);
    void readNow(Reading reading);
    void takeCheck(const PhotoRequest& photo, const std::optional<Failure>& failure);
    void readChecked();
    void forgetPhotoToCome();
    bool isKept(std::function<void()> comeAllTheSame) const { return !m_keeper || m_keeper(std::move(comeAllTheSame)); }
    void layHere(const vector::Provenance& record);
    bool letIn();
    RunSettings ownSettings() const;
    void layAlone(const vector::Provenance& record);
    OnDesk takeAway();
    void makeRoom(PhotoFile file, bool forSketch);
    void swapPlaces(OnDesk& across);
    void lay(OnDesk place);
    void nameSketch();
    void begin(session::DrawOptions options, RunRecord::Kind kind, RunSettings asked, const QString& name = {});
    void giveUp();
    SketchChoice choice() const;
    SketchChoice choiceOf(std::size_t sketch) const;
    SketchChoice levelOf(int strokes) const;
    std::optional<SketchChoice> sketchBefore(const RunSettings& settings) const;
    void chooseInRecord(std::size_t sketch);
    void marksFollow(std::size_t before);
    void changeCount(int strokes);
    void giveCount(int strokes);
    void keepSketch();
    void takeOver();
    void show(const vector::Provenance& record);
    std::shared_ptr<RunRecord> recordOf(const vector::Provenance& file, const RunSettings& settings);
    void showRun(const vector::Provenance& file, RunSettings settings);
    void push(SketchChoice before, const QString& text);
    void lay(const SketchChoice& choice);
    bool isDrawing() const;
    void resume(const SketchChoice& there);
    SketchMoment asResumed(SketchMoment moment, int edits);
    void leaveLevels();
    void settingsChanged();
    void strokesChanged();
    void takeEngine(const session::EngineDescription& engine);
    void takeComing();
    void takePhotoOfRun(const SharedPhoto& photo);
    void photoWasRead(const SharedPhoto& photo);
    void photoWasLoaded(const SharedPhoto& photo);
    void takeFrames(const std::vector<RunFrame>& frames);
    void endRun(const optimise::RunSummary& run, const session::EngineDescription& engine, bool countMissed);
    void takeOutcome(bool countMissed);
    void breakOff();
    void followStrokes();
    void fail(const Failure& failure);
    bool isOfAnotherEngine() const;
    /// The state without a run: what there is.
    RunState atRest() const;
    void rest();

    SketchDocument m_document;
    RunController m_controller;
    RunPolicy m_policy;
    Keeper m_keeper;
    // On the desk, beside the document.
    PhotoFile m_file;
    vector::FileIdentity m_source;
    std::vector<std::string> m_leftOut;
    std::shared_ptr<RunRecord> m_record = std::make_shared<RunRecord>();
    SketchMaker m_maker;
    std::optional<Resumed> m_resumed;
    std::optional<Borrowed> m_borrowed;
    KeptSketches m_kept;
    KeptTimelines m_timelines;
    // On its way.
    std::optional<Reading> m_reading;  ///< also one that failed for want of an engine: it is read by the next
    std::optional<Reading> m_checking; ///< photoChecked()
    std::optional<Coming> m_coming;
    bool m_levelsNext = false;        ///< levels were asked for while something else was drawn
    std::optional<int> m_countBefore; ///< of strokes, until the run under way tells of the one that was set last
    int m_countEdit = 0;              ///< how many edits the run had been given then
    bool m_restsLater = false;        ///< settings were changed while the run stopped
    StrokeMarks m_marksThen;          ///< when the settings were changed last

    RunPace m_pace;
    session::EngineDescription m_engine;
    session::SessionOptions m_options; ///< it was asked for with
    QString m_step;
    int m_runs = 0; ///< number of the newest record
    bool m_autoStart = true;
    bool m_levelsWanted = false;
};

} // namespace croquis::ui
