// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"
#include "ui/brushes/brush_shelf.hpp"
#include "ui/desk/photo_queue.hpp"
#include "ui/desk/sketch_desk.hpp"
#include "ui/main_window/drop_offer.hpp"
#include "ui/settings/app_settings.hpp"

#include <QDateTime>
#include <QList>
#include <QMainWindow>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace croquis {
class Error;
}

class QDockWidget;
class QLabel;
class QProgressBar;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace croquis::ui {

class AbstractionPanel;
class BrushDoor;
class ExportTasks;
struct ExportChoice;
struct ExportOrder;
struct ExportOutcome;
class LevelsView;
class LookPanel;
class MessageBar;
class ModelCard;
class ModelsDoor;
class PhotoPanel;
class ProcessView;
class SessionLog;
class SketchCanvas;
class StartPage;
class StrokeList;
class TimelinePanel;
class WindowActions;

/// The program's one window: its parts, and the wires between them and the desk. What is drawn and when is the desk's
/// business, what can be done WindowActions'.
class MainWindow final : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(RunController::OpenSession open, std::unique_ptr<JobRunner> runner);
    ~MainWindow() override;

    SketchDesk& desk() { return m_desk; }
    RunController& controller() { return m_desk.controller(); }
    SketchDocument& document() { return m_desk.document(); }
    const SketchDocument& document() const { return m_desk.document(); }
    /// A photo, an exported sketch, a folder: whatever the offer says.
    void openFiles(const QStringList& files);
    /// Opens the engine; after the window is visible.
    void openEngine(SketchDesk::Then then = SketchDesk::Then::asUsual);
    /// The same, and what the program was started with, whether that can be read or not.
    void begin(const QStringList& files);
    /// Closes as the person does, puts the sketch aside, and asks nothing: the session ends.
    void closeUnasked();

  protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    enum class View { sketch, overlay, levels, process };

    // main_window.cpp: parts
    void makeCentre();
    void makeDocks();
    void makeStatusBar();
    /// A dock that steps aside while there is no room for it.
    struct Aside {
        bool noRoom = false;
        bool stepped = false;
    };
    static void stepAside(QDockWidget* dock, Aside& aside, bool noRoom);
    void orderTabs();
    int timelineHeight() const;

    // main_window_models.cpp
    session::SessionOptions engineOptions() const;
    /// Opens the engine again where settings or models ask for another. @return whether they did.
    bool openAnew();
    /// Whether the recipe's network is there, or one that was chosen in its place; says what is missing.
    bool isDrawable(const std::string& recipe);
    void importModelFile();
    void modelArrived(const QString& model);
    /// What of a restored sketch isn't as it was, in sentences.
    QStringList remarksOnRestored();

    // main_window_wiring.cpp
    void connectActions();
    void connectParts();
    void connectDesk();
    void connectRecord();
    /// Shows state, step and progress.
    void refresh();
    void showProgress();
    void tellIteration(); ///< the run's last one

    // main_window_views.cpp
    void updateActions();
    void showPage(QWidget* page);
    void primaryAction();
    void sketchAction();
    void setView(View view);
    /// The view of levels has none and none come, but by its button.
    bool areLevelsOffered() const;
    /// The sketches drawn together, to choose from.
    void showBatch();
    /// In their view and in the plot. @param levels  none: the sketches are no levels.
    void showTiles(const std::vector<SketchMoment>& levels);
    void markSketch();
    void showLevels();
    void showRecord();
    void showProcess();
    void showSeeds(const std::vector<std::vector<geometry::CubicBezier>>& sketches);

    // main_window_messages.cpp
    /// A sentence that says what went wrong, what can be done about it, and details for whoever is asked.
    void warn(const QString& sentence, const QString& action, std::function<void()> act);
    /// Something to know, beside what is shown and wouldn't be said again.
    void hint(QStringList sentences, const QString& action = {}, std::function<void()> act = {});
    /// The same of something that was done just now: it goes with the next change or run.
    void tellNews(const QString& sentence, const QString& action = {}, std::function<void()> act = {});
    /// Something was changed, or a run begins.
    void dropNews();
    /// What the message says goes once that doesn't hold any more, unless it says something else by then.
    void sayWhile(std::function<bool()> holds);
    void dropStaleMessage();
    void showEnd(const optimise::RunSummary& run);
    void showFailure(const Failure& failure, const QString& photo);
    void offerWayOut(const Failure& failure, const QString& photo);
    /// The photo on the desk isn't where it was.
    void findPhoto();
    void sayOfPhoto(const LoadedPhoto& photo);
    /// The device, and what keeps a card from being used.
    void showEngine(const session::EngineDescription& engine);
    void setCardNote(const QString& note, const QString& more);
    QString details(const QString& message) const;
    /// Draws on the processor from now on.
    void useProcessor();

    // main_window_files.cpp
    void openDialog();
    void paste();
    void take(const DropOffer& offer);
    void openPhoto(const QString& file);
    /// The photo in that file is drawn right now, and the file hasn't changed since it was read.
    bool isBeingDrawn(const QString& photo) const;
    /// @param remark  to be said beside how many wait.
    void nextPhoto(const QString& remark = {});
    void sayQueue(const QString& remark);
    /// The message's action, or one beside it, while photos wait.
    void offerNextPhoto();
    void openPicture(const QImage& picture);
    void startFromStrokes(const QString& file);
    void fillRecent();

    // main_window_sketches.cpp
    void restore(const QString& file);
    /// The record's sketch is the one that is shown, as it is shown.
    bool isOnDesk(const vector::Provenance& record) const;
    /// It is a moment of the run under way.
    bool isBeingDrawn(const vector::Provenance& record) const;
    /// Of the sketch that is shown without it.
    void choosePhoto();
    void fillPutAside();
    /// At the start: the sketch that was put aside last, here or before the program ended.
    void offerAside();
    void bringAsideBack();
    void offerAsideNoMore();
    QString sentenceOnAside() const;
    void takeMarks();
    /// Keeps the sketch, unless it was exported as it is. @return false, and says so: it can't be kept.
    /// @param goOn  without it, which is offered then.
    bool putSketchAside(const QString& offer, const std::function<void()>& goOn);

    // main_window_events.cpp
    void settingsDialog();
    /// Says so once where that can't be.
    void saveSettings();
    static QString sentenceOnSettings();
    /// What their file asked for and couldn't be had.
    QString sentenceOnRefused() const;
    bool isWriting() const;
    QString sentenceOnWriting() const;
    void showShortcuts();
    void showAbout();
    void showHover(const QString& sentence);
    /// What is held over the window, looked into once.
    DropOffer offerOf(const QMimeData& mime, bool withPixels);

    // main_window_export.cpp
    vector::Drawing drawing(const Look& look, Hidden hidden = Hidden::leftOut) const;
    /// What an export of it would hold; none: it can't be written.
    std::optional<QByteArray> sketchAsSvg(Hidden hidden = Hidden::leftOut) const;
    /// @return false, and says so: all strokes are hidden.
    bool hasInk();
    /// The page's longer side of the last export, unless the look's was changed since.
    void showRefusal(const Error& error);
    void showOutcome(const ExportOutcome& outcome);
    QString exportName(const QString& ending) const;
    void tellQuickFiles();
    /// Its file, or of a sketch without its photo what that was called.
    QString nameOfPhoto() const;
    void quickExport(const QString& ending);
    void exportDialog();
    /// @param memory  what quick exports are to be like when it is written.
    /// @param nextDpi  of the pictures after it, once it is written; 0: as before.
    void save(const Look& look, const ExportChoice& choice, double nextDpi = 0);
    QString measureOf(const ExportOrder& order) const;
    QString inMm(double length) const;
    /// What is exported is a strip of levels.
    bool isLevels() const;
    /// How the sketch came to be; empty: it isn't known.
    std::vector<animation::Moment> moments(const Look& look) const;
    /// Why that can't be shown, a sentence; empty: it can.
    QString whyNoCourse(const Look& look) const;
    void copySketch();
    void dragOut();
    std::unique_ptr<QMimeData> sketchData() const;

    AppSettings m_app;
    QString m_folderBefore;                   ///< of exports, before the one that was chosen last
    QByteArray m_saved;                       ///< what was exported last, as SVG
    bool m_hasSavedMarks = false;             ///< the file of that has hidden or locked strokes, as it was put aside
    std::optional<StrokeMarks> m_marksToCome; ///< of the sketch that is being restored
    QDateTime m_photoChanged;                 ///< when the file of the photo on the desk had been changed last
    QString m_asideFile;                      ///< the sketch that gave way to the photo that is being read
    bool m_closesAnyway = false;
    QString m_askedOnWriting;         ///< whether to close, though something is being written
    bool m_leavesExports = false;     ///< what is still being written is given up
    bool m_settingsLost = false;      ///< it was said that they can't be saved
    bool m_carriesLost = false;       ///< and what is said of the photo that comes is to leave that standing
    bool m_precisionChosen = false;   ///< in the settings, and the engine hasn't told yet what it makes of it
    bool m_onProcessor = false;       ///< until the program ends, whatever the settings say
    session::SessionOptions m_opened; ///< what the engine was opened with
    QString m_cardNote;               ///< why no graphics card draws; empty: one does, or none was to
    /// What the message says holds for a while: its sentence, and whether it still does.
    std::optional<std::pair<QString, std::function<bool()>>> m_passing;
    std::optional<vector::Provenance> m_alone; ///< of the sketch that was shown without its photo
    std::pair<QList<QUrl>, DropOffer> m_held;  ///< what is held over the window
    SketchDesk m_desk;
    SessionLog* m_log = nullptr;
    PhotoQueue m_queue;
    BrushShelf m_brushes{vector::BrushLibrary::standard()};
    View m_view = View::sketch;

    WindowActions* m_actions = nullptr;
    QStackedWidget* m_centre = nullptr;
    StartPage* m_startPage = nullptr;
    ModelCard* m_modelCard = nullptr;
    QScrollArea* m_cardArea = nullptr; ///< the card in it
    SketchCanvas* m_canvas = nullptr;
    LevelsView* m_levels = nullptr;
    ProcessView* m_process = nullptr;
    MessageBar* m_message = nullptr;
    ModelsDoor* m_models = nullptr;
    ExportTasks* m_exports = nullptr;
    ExportTasks* m_svgExports = nullptr; ///< quick ones, which wait for no film
    BrushDoor* m_brushDoor = nullptr;
    QLabel* m_hover = nullptr;
    PhotoPanel* m_photoPanel = nullptr;
    StrokeList* m_strokeList = nullptr;
    AbstractionPanel* m_abstraction = nullptr;
    LookPanel* m_lookPanel = nullptr;
    TimelinePanel* m_timeline = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_engineStatus = nullptr;
    QProgressBar* m_progress = nullptr;
    QTimer m_tellingRest;          ///< since the run's iteration was told: an eye reads no faster
    QToolButton* m_zoom = nullptr; ///< while the page doesn't fit: how large it is; fits it
    QDockWidget* m_timelineDock = nullptr;
    QDockWidget* m_photoDock = nullptr;
    Aside m_photoAside, m_timelineAside;
    double m_timelineShare;   ///< of the window's height
    int m_laidOutHeight = -1; ///< the window's, that the docks were last given their places for
};

} // namespace croquis::ui
