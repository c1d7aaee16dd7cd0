// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/drop_offer.hpp"
#include "ui/run/run_controller.hpp"
#include "ui/settings/app_settings.hpp"
#include "ui/sketch/kept_sketches.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <QMainWindow>
#include <QTimer>

#include <map>
#include <optional>

class QActionGroup;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QToolButton;

namespace croquis::ui {

class AbstractionPanel;
class LevelsView;
class LookPanel;
class MessageBar;
class ModelCard;
class PhotoPanel;
class ProcessView;
class SketchCanvas;
class StartPage;
class StrokeList;
class TimelinePanel;

/// The program's one window. Here are its parts and what the person does with them; what the run does comes from
/// RunController, what the sketch is from SketchDocument.
class MainWindow final : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(RunController::OpenSession open, std::unique_ptr<JobRunner> runner);
    ~MainWindow() override;

    RunController& controller() { return m_controller; }
    SketchDocument& document() { return m_document; }
    /// A photo, an exported sketch, a folder: whatever the offer says.
    void openFiles(const QStringList& files);
    /// Opens the engine; after the window is visible.
    void openEngine();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    enum class View { sketch, overlay, levels, process };

    // main_window.cpp: parts
    void makeCentre();
    void makeDocks();
    void makeStatusBar();
    void connectParts();
    void connectRun();

    // main_window_actions.cpp
    QAction* add(const QString& key, const QString& text, const QString& icon, const QKeySequence& shortcut,
                 std::function<void()> act);
    void makeActions();
    void makeViewActions();
    void makeMenus();
    void makeToolBar();
    /// The one function that enables everything by the state.
    void updateActions();
    void primaryAction();
    void setView(View view);
    void fillRecent(QMenu* menu);

    // main_window_run.cpp
    void startDrawing();
    void startLevels();
    /// The one or the other, as the view has it.
    void drawForView();
    void draw(session::DrawOptions options);
    void continueDrawing();
    void newSeed();
    void pauseOrResume();
    void settingsChanged();
    void takeOverSettings();
    void stateChanged(RunState state);
    void stepBegan(const QString& name);
    void photoLoaded(const LoadedPhoto& photo);
    void framesArrived(const std::vector<RunFrame>& frames);
    void runEnded(const optimise::RunSummary& run, const session::EngineDescription& engine, bool editsMissed);
    void failed(const Failure& failure);
    void showLevels();
    void showIteration(int iteration);
    void acceptMoment();
    void leaveMoment();
    void chooseSketch(std::size_t sketch);
    void describeProgress();
    /// Before another sketch takes the place of a finished one.
    void keepSketch();
    /// Shows what was drawn from these settings before. @return whether there is such a sketch.
    bool showKept(const RunSettings& settings);
    bool isOutdated() const;

    // main_window_files.cpp
    QString photoFilter() const;
    void openDialog();
    void paste();
    void take(const DropOffer& offer);
    void loadPhoto(const QString& file);
    void photoRead(const LoadedPhoto& photo);
    void makeRoom(const QString& path);
    void showSketch(const vector::Provenance& record);
    void restore(const QString& file);
    void applyRestored();
    void startFromStrokes(const QString& file);
    void nextPhoto();
    void openPicture(const QImage& picture);
    vector::Drawing drawing() const;
    QString exportName(const QString& ending) const;
    void quickExport(const QString& ending);
    void exportDialog();
    void save(const vector::Drawing& drawing, const QString& file, double dpi, bool replace);
    void copySketch();
    void dragOut();
    std::unique_ptr<QMimeData> sketchData() const;
    void settingsDialog();
    void importModelFile();
    void showShortcuts();
    void showAbout();
    void showHover(const QString& sentence);
    QString details(const QString& message) const;

    AppSettings m_app;
    SketchDocument m_document;
    RunController m_controller;
    session::EngineDescription m_engine;
    std::map<QString, QAction*> m_actions;
    QActionGroup* m_views = nullptr;
    View m_view = View::sketch;

    QStackedWidget* m_centre = nullptr;
    StartPage* m_startPage = nullptr;
    ModelCard* m_modelCard = nullptr;
    SketchCanvas* m_canvas = nullptr;
    LevelsView* m_levels = nullptr;
    ProcessView* m_process = nullptr;
    MessageBar* m_message = nullptr;
    QLabel* m_hover = nullptr;
    PhotoPanel* m_photoPanel = nullptr;
    StrokeList* m_strokeList = nullptr;
    AbstractionPanel* m_abstraction = nullptr;
    LookPanel* m_lookPanel = nullptr;
    TimelinePanel* m_timeline = nullptr;
    QToolButton* m_primary = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_engineStatus = nullptr;
    QProgressBar* m_progress = nullptr;

    QString m_photoPath;
    QString m_incoming;                           ///< the photo being read, until it replaces the one on the screen
    QStringList m_queue;                          ///< photos still to come
    std::optional<vector::Provenance> m_restored; ///< waits for its photo
    std::vector<RunFrame> m_frames;               ///< of the run at hand: the timeline
    std::vector<optimise::SketchPlan> m_plans;
    std::size_t m_sketch = 0; ///< of the batch: the one on the canvas
    bool m_levelsRun = false; ///< the batch is one of levels, not of seeds
    KeptSketches m_kept;
    RunSettings m_drawn;                       ///< what the sketch on the canvas was computed from
    std::optional<SketchMoment> m_present;     ///< the sketch, while another moment is looked at
    std::optional<optimise::RunSummary> m_run; ///< the last one that ended
    QString m_step;
    QTimer m_rest; ///< settings are taken over when it runs out
};

} // namespace croquis::ui
