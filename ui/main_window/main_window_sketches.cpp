// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sketches that come back out of their files, and those that give way to others.
#include "base/error.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/desk/restored_sketch.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/file_dialogs.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/models/models_door.hpp"
#include "ui/sketch/brief_words.hpp"
#include "vector/provenance_file.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace croquis::ui {

void MainWindow::restore(const QString& file) {
    vector::Provenance record;
    try {
        record = vector::readSketchProvenance(file.toStdString(), vector::NewerRecord::readAsKnown);
        if (!canBeShown(record))
            throw ExportError("Couldn't restore from " + file.toStdString() +
                              ": its record of how it was made is damaged (sketches that no run draws).");
    } catch (const Error& error) {
        warn(localised(error.what()), tr("Open another"), [this] { openDialog(); });
        return m_message->markAsNews();
    }
    const bool isOpen = m_desk.state() != RunState::noModel && isOnDesk(record); // else the model's card is shown
    const auto sayOpen = [this] { // and what was done to it stays to be undone
        tellNews(tr("This sketch is open already."));
    };
    const bool rests = !isBusy(m_desk.state()) && !m_desk.isOutdated();
    if ((isOpen && document().photo() && (rests || m_desk.isComing())) || isBeingDrawn(record))
        return sayOpen();
    m_models->clearMessage();
    m_marksToCome = marksOfPutAside(file);
    if (file == m_app.aside.file)
        offerAsideNoMore();
    if (m_desk.restoreHere(record))
        return;
    const QString photo = photoOf(record, file, m_app.recent, cacheFolder());
    if (!photo.isEmpty())
        return m_desk.restore(record, photo);
    if (isOpen)
        return sayOpen();
    if (!m_desk.showWithoutPhoto(record))
        return;
    setWindowTitle(tr("%1 - Croquis").arg(shownPhoto(file)));
    const QString name = nameInBrief(shownPhoto(QString::fromStdString(record.source.name)).toStdString());
    QStringList sentences{tr("The photo of this sketch, %1, wasn't found beside it.").arg(name)};
    sentences += remarksOnRestored();
    m_message->show(MessageBar::Kind::warning, sentences.join(QLatin1Char(' ')), tr("Choose the photo..."),
                    [this] { choosePhoto(); });
}

bool MainWindow::isOnDesk(const vector::Provenance& record) const {
    if (!document().hasStrokes())
        return false;
    try {
        const auto now = drawing(document().look()).provenance;
        return now && isSameSketch(record, *now);
    } catch (const Error&) { // it can't be written, so no file is of it
        return false;
    }
}

bool MainWindow::isBeingDrawn(const vector::Provenance& record) const {
    const RunState state = m_desk.state();
    const bool draws = state == RunState::running || state == RunState::paused || state == RunState::stopping;
    return draws && !m_desk.isComing() && document().photo() &&
           document().photo()->summary.sha256 == record.source.sha256 && isOfRun(record, m_desk.record());
}

void MainWindow::choosePhoto() {
    if (!m_alone)
        return;
    const QString name = nameInBrief(shownPhoto(QString::fromStdString(m_alone->source.name)).toStdString());
    const QString chosen =
        QFileDialog::getOpenFileName(this, tr("Where is %1?").arg(name), placeOf(QStandardPaths::PicturesLocation),
                                     photoFilter(), nullptr, QFileDialog::HideNameFilterDetails);
    if (chosen.isEmpty())
        return;
    m_marksToCome = document().marks();
    m_desk.restore(*m_alone, chosen);
}

void MainWindow::findPhoto() {
    const QString name = shownPhoto(m_desk.photoPath());
    const QString chosen =
        QFileDialog::getOpenFileName(this, tr("Where is %1?").arg(name), placeOf(QStandardPaths::PicturesLocation),
                                     photoFilter(), nullptr, QFileDialog::HideNameFilterDetails);
    if (chosen.isEmpty())
        return;
    if (!document().photo() || !holdsPhoto(chosen, document().photo()->summary.sha256))
        return openPhoto(chosen); // another one
    m_app.remember(QFileInfo(chosen).absoluteFilePath());
    saveSettings();
    setWindowTitle(tr("%1 - Croquis").arg(shownPhoto(chosen)));
    m_desk.photoMoved(chosen);
}

void MainWindow::offerAside() {
    const QStringList kept = putAsideSketches();
    const auto last = kept.isEmpty() ? PutAsideName() : nameOfPutAside(kept.front());
    m_startPage->setAside(last.photo, last.rest);
    const AsideSketch aside = m_app.aside;
    if (aside.file.isEmpty() || !QFileInfo::exists(aside.file))
        return;
    const bool takesTurn = m_message->text().isEmpty(); // what was to be opened may have more to say
    if (!takesTurn || !aside.isOffered)
        return;
    m_asideFile = aside.file; // what is said of a photo leaves it standing
    m_message->show(MessageBar::Kind::hint, sentenceOnAside(), tr("Bring it back"),
                    [this, file = aside.file] { openFiles({file}); });
}

/// The menu has it still.
void MainWindow::offerAsideNoMore() {
    m_app.aside.isOffered = false;
    m_app.save();
}

QString MainWindow::sentenceOnAside() const {
    return tr("The sketch of %1 was put aside.").arg(m_app.aside.photo);
}

void MainWindow::bringAsideBack() {
    if (const QStringList kept = putAsideSketches(); !kept.isEmpty())
        openFiles({kept.front()});
}

bool MainWindow::putSketchAside(const QString& offer, const std::function<void()>& goOn) {
    m_desk.leaveMoment(); // it is the sketch that is kept, not what is looked at
    // An export doesn't tell what is hidden or locked, so with that there is more here than in any.
    const StrokeMarks& marks = document().marks();
    const bool isMarked = !marks.hidden.empty() || !marks.locked.empty() || m_hasSavedMarks;
    const bool areLevels = m_desk.record().isLevels() && m_desk.sketches().size() > 1; // one of them is looked at
    const bool isSaved = sketchAsSvg() == m_saved && (!areLevels || isLevels());
    if (!document().hasStrokes() || (!isMarked && isSaved))
        return true;
    const QFileInfo file(m_desk.photoPath());
    const QString ending = file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
    const bool alone = m_desk.photoPath().isEmpty();
    const QString name = alone ? nameInBrief(m_desk.source().name) : stemOfPhoto(file.fileName()) + ending;
    const QString photo = alone ? name : shownPhoto(file.filePath());
    try {
        const Look& look = document().look();
        const auto whole = areLevels ? drawingOfLevels(m_desk.sketches(Hidden::drawn), m_desk, look)
                                     : drawingOf(m_desk, look, Hidden::drawn);
        const QString kept = putAside(svgOf(whole), name, marks);
        m_app.aside = {kept, photo};
        m_app.save(); // who can't be told of a failure any more finds it in the menu
        QStringList sentences{sentenceOnAside()};
        if (m_message->kind() == MessageBar::Kind::hint && !m_message->text().isEmpty() && !m_models->isOffering())
            sentences += m_message->text(); // how many photos wait, what was left out
        m_asideFile = kept;
        m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')), tr("Bring it back"),
                        [this, kept] { openFiles({kept}); });
        sayWhile([this, number = m_desk.record().number(), hasGone = false]() mutable {
            const bool isHere = m_desk.record().number() == number;
            hasGone = hasGone || !isHere;
            return !isHere || !hasGone; // undone
        });
        offerNextPhoto();
        return true;
    } catch (const Error& error) {
        warn(localised(error.what()) + QLatin1Char(' ') +
                 tr("The sketch of %1 is still here: export it, or go on without it.").arg(photo),
             offer, goOn);
        m_message->offer(tr("Export..."), [this] { exportDialog(); });
        return false;
    }
}

/// A file holds all strokes alike, reversed ones as they were drawn: what was hidden or locked is told beside it.
void MainWindow::takeMarks() {
    const auto known = std::exchange(m_marksToCome, std::nullopt);
    m_hasSavedMarks = known && (!known->hidden.empty() || !known->locked.empty());
    if (!known)
        return;
    StrokeMarks marks = document().marks();
    for (const auto& stroke : document().moment().strokes) {
        if (known->hidden.contains(stroke.id))
            marks.hidden.insert(stroke.id);
        if (known->locked.contains(stroke.id))
            marks.locked.insert(stroke.id);
    }
    document().setMarks(std::move(marks));
}

void MainWindow::fillPutAside() {
    constexpr int kMostNamed = 20;
    auto* menu = m_actions->putAsideMenu();
    menu->clear();
    const QStringList files = putAsideSketches();
    for (const auto& file : files.mid(0, kMostNamed)) {
        auto [photo, rest] = nameOfPutAside(file);
        menu->addAction(tr("%1, %2").arg(photo.replace(QLatin1Char('&'), QStringLiteral("&&")), rest), this,
                        [this, file] { openFiles({file}); });
    }
    if (files.size() > kMostNamed)
        menu->addAction(tr("Others..."), this, [this] {
            const QString file =
                QFileDialog::getOpenFileName(this, tr("Bring back a sketch"), putAsideFolder(), tr("Sketches (*.svg)"));
            if (!file.isEmpty())
                openFiles({file});
        });
    if (menu->isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace croquis::ui
