// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/brushes/brush_door.hpp"
#include "ui/desk/restored_sketch.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/models/models_door.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

#include <utility>

namespace croquis::ui {
namespace {

QString photoFilter() {
    return MainWindow::tr(
        "Photos and sketches (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.svg *.pdf *.mp4 *.gcode *.nc)");
}

/// A sample as a file of its own: the reader wants one. Empty: it couldn't be written.
QString unpacked(const QString& sample) {
    const QString path = QDir(cacheFolder()).filePath(QFileInfo(sample).fileName());
    QFile::remove(path);
    if (!QFile::copy(sample, path))
        return {};
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

} // namespace

void MainWindow::openDialog() {
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Open a photo"), m_app.recent.isEmpty() ? QString() : QFileInfo(m_app.recent.front()).path(),
        photoFilter());
    if (!files.isEmpty())
        openFiles(files);
}

void MainWindow::openFiles(const QStringList& files) {
    take(offerForFiles(files));
}

void MainWindow::begin(const QStringList& files) {
    openEngine();
    if (!files.isEmpty())
        openFiles(files);
}

void MainWindow::paste() {
    const auto* clipboard = QApplication::clipboard()->mimeData();
    const DropOffer offer = clipboard != nullptr ? offerFor(*clipboard, true) : DropOffer{};
    const bool noFile = offer.kind == DropOffer::Kind::refused && offer.files.isEmpty(); // a link, some words
    if (offer.kind == DropOffer::Kind::nothing || noFile)
        m_message->show(MessageBar::Kind::hint, tr("There is no picture on the clipboard."));
    else
        take(offer);
}

void MainWindow::take(const DropOffer& offer) {
    switch (offer.kind) {
    case DropOffer::Kind::nothing:
        return;
    case DropOffer::Kind::photo:
        openPhoto(offer.files.front());
        if (!offer.leftOut.isEmpty())
            m_message->show(MessageBar::Kind::hint, offer.leftOut);
        return;
    case DropOffer::Kind::queue: {
        const bool waits = !m_queue.isEmpty(); // the one that is drawn and those before come first
        m_queue.add(offer.files);
        return waits ? sayQueue(offer.leftOut) : nextPhoto(offer.leftOut);
    }
    case DropOffer::Kind::restore:
        return restore(offer.files.front());
    case DropOffer::Kind::startStrokes:
        return startFromStrokes(offer.files.front());
    case DropOffer::Kind::brush:
        return m_brushDoor->take(offer.files);
    case DropOffer::Kind::picture:
        return openPicture(offer.picture);
    case DropOffer::Kind::refused:
        return warn(offer.sentence, tr("Open another"), [this] { openDialog(); });
    }
}

void MainWindow::openPicture(const QImage& picture) {
    const QString file = picture.isNull() ? QString() : keptPicture(picture, cacheFolder());
    if (file.isEmpty())
        return warn(picture.isNull() ? tr("The pasted picture couldn't be read.") : sentenceOnFullCache(),
                    tr("Open another"), [this] { openDialog(); });
    m_models->clearMessage();
    m_desk.readPhoto(file); // there is no file of the person's to remember
}

void MainWindow::openPhoto(const QString& file) {
    m_models->clearMessage();
    if (file.startsWith(QLatin1Char(':'))) {
        const QString sample = unpacked(file);
        if (sample.isEmpty())
            return warn(sentenceOnFullCache(), tr("Open another"), [this] { openDialog(); });
        return m_desk.readPhoto(sample);
    }
    m_app.remember(QFileInfo(file).absoluteFilePath());
    saveSettings();
    m_desk.readPhoto(file);
}

void MainWindow::nextPhoto(const QString& remark) {
    const auto file = m_queue.next();
    if (!file)
        return;
    openPhoto(*file);
    sayQueue(remark);
}

void MainWindow::sayQueue(const QString& remark) {
    QStringList sentences;
    if (!m_queue.isEmpty())
        sentences += tr("%n more photo(s) wait.", nullptr, m_queue.size());
    if (!remark.isEmpty())
        sentences += remark;
    if (!sentences.isEmpty())
        m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')));
    offerNextPhoto();
    updateActions();
}

void MainWindow::offerNextPhoto() {
    if (!m_queue.isEmpty())
        m_message->offer(tr("Next photo"), [this] { nextPhoto(); });
}

void MainWindow::restore(const QString& file) {
    vector::Provenance record;
    try {
        record = vector::readSketchProvenance(file.toStdString(), vector::NewerRecord::readAsKnown);
        if (!canBeShown(record))
            throw ExportError("Couldn't restore from " + file.toStdString() +
                              ": its record of how it was made is damaged (sketches that no run draws).");
    } catch (const Error& error) {
        return warn(localised(error.what()), tr("Open another"), [this] { openDialog(); });
    }
    const bool isOpen = isOnDesk(record);
    const auto sayOpen = [this] { // and what was done to it stays to be undone
        m_message->show(MessageBar::Kind::hint, tr("This sketch is open already."));
    };
    if (isOpen && document().photo() && !isBusy(m_desk.state()) && !m_desk.isOutdated())
        return sayOpen();
    m_models->clearMessage();
    m_marksToCome.reset();
    if (const auto marks = m_asideMarks.constFind(file); marks != m_asideMarks.constEnd())
        m_marksToCome = *marks;
    if (m_desk.restoreHere(record))
        return;
    const QString photo = photoOf(record, file, m_app.recent, cacheFolder());
    if (!photo.isEmpty())
        return m_desk.restore(record, photo);
    if (isOpen)
        return sayOpen();
    if (!m_desk.showWithoutPhoto(record))
        return;
    setWindowTitle(tr("%1 - Croquis").arg(QFileInfo(file).fileName()));
    const QString name = QString::fromStdString(record.source.name);
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

void MainWindow::choosePhoto() {
    if (!m_alone)
        return;
    const QString name = QString::fromStdString(m_alone->source.name);
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Where is %1?").arg(name), {}, photoFilter());
    if (chosen.isEmpty())
        return;
    m_marksToCome = document().marks();
    m_desk.restore(*m_alone, chosen);
}

void MainWindow::startFromStrokes(const QString& file) {
    try {
        const auto foreign = vector::readSvg(file.toStdString());
        auto strokes = session::canvasStrokes(foreign.sketch, std::nullopt);
        if (strokes.empty())
            throw ExportError(tr("%1 holds no strokes.").arg(QFileInfo(file).fileName()).toStdString());
        if (!m_desk.drawFrom(std::move(strokes))) {
            m_message->show(MessageBar::Kind::hint,
                            document().photo() ? tr("Stop the drawing first; then these strokes can be drawn on.")
                                               : tr("Open a photo first; then these strokes can be drawn on."));
        } else if (!foreign.notices.empty()) {
            QStringList sentences;
            for (const auto& sentence : foreign.notices)
                sentences += localised(sentence);
            m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')));
        }
    } catch (const Error& error) {
        warn(localised(error.what()), tr("Open another"), [this] { openDialog(); });
    }
}

bool MainWindow::putSketchAside(const QString& offer, const std::function<void()>& goOn) {
    if (!document().hasStrokes() || sketchAsSvg() == m_saved)
        return true;
    const QString photo = m_desk.photoPath().isEmpty() ? QString::fromStdString(m_desk.source().name)
                                                       : QFileInfo(m_desk.photoPath()).fileName();
    try {
        const QString file = putAside(svgOf(drawing(document().look(), Hidden::drawn)), photo);
        QStringList sentences{tr("The sketch of %1 was put aside.").arg(photo)};
        if (m_message->kind() == MessageBar::Kind::hint && !m_message->text().isEmpty())
            sentences += m_message->text(); // how many photos wait, what was left out
        m_asideFile = file;
        m_asideMarks[file] = document().marks();
        m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')), tr("Bring it back"),
                        [this, file] { openFiles({file}); });
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

/// A file holds all strokes alike, reversed ones as they were drawn: what was hidden or locked comes from memory.
void MainWindow::takeMarks() {
    const auto known = std::exchange(m_marksToCome, std::nullopt);
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
        const QFileInfo info(file);
        menu->addAction(
            tr("%1, %2").arg(info.completeBaseName(), locale().toString(info.lastModified(), QLocale::ShortFormat)),
            this, [this, file] { openFiles({file}); });
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

void MainWindow::fillRecent() {
    auto* menu = m_actions->recentMenu();
    menu->clear();
    m_app.recent.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    QStringList names;
    for (const auto& file : std::as_const(m_app.recent))
        names += QFileInfo(file).fileName();
    for (const auto& file : std::as_const(m_app.recent)) {
        const QFileInfo info(file);
        const QString folder = QDir::toNativeSeparators(info.path()); // tells two of one name apart
        const QString text =
            names.count(info.fileName()) > 1 ? tr("%1 in %2").arg(info.fileName(), folder) : info.fileName();
        menu->addAction(QString(text).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                        [this, file] { openFiles({file}); })
            ->setToolTip(file);
    }
    if (m_app.recent.isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace croquis::ui
