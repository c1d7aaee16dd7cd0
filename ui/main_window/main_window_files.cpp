// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/desk/restored_sketch.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
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

/// A sample as a file of its own: the reader wants one.
QString unpacked(const QString& sample) {
    const QString path = QDir(cacheFolder()).filePath(QFileInfo(sample).fileName());
    QFile::remove(path);
    QFile::copy(sample, path);
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
    if (offer.kind == DropOffer::Kind::nothing)
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
    case DropOffer::Kind::queue:
        m_queue.set(offer.files);
        return nextPhoto(offer.leftOut);
    case DropOffer::Kind::restore:
        return restore(offer.files.front());
    case DropOffer::Kind::startStrokes:
        return startFromStrokes(offer.files.front());
    case DropOffer::Kind::picture:
        return openPicture(offer.picture);
    case DropOffer::Kind::refused:
        return m_message->show(
            MessageBar::Kind::warning, offer.sentence, tr("Open another"), [this] { openDialog(); },
            details(offer.sentence));
    }
}

void MainWindow::openPicture(const QImage& picture) {
    const QString file = picture.isNull() ? QString() : keptPicture(picture, cacheFolder());
    if (file.isEmpty())
        return m_message->show(MessageBar::Kind::warning, tr("The pasted picture couldn't be read."));
    openPhoto(file);
}

void MainWindow::openPhoto(const QString& file) {
    m_message->clear();
    if (file.startsWith(QLatin1Char(':')))
        return m_desk.readPhoto(unpacked(file));
    m_app.remember(QFileInfo(file).absoluteFilePath());
    m_app.save();
    m_desk.readPhoto(file);
}

void MainWindow::nextPhoto(const QString& remark) {
    const auto file = m_queue.next();
    if (!file)
        return;
    openPhoto(*file);
    QStringList sentences;
    if (!m_queue.isEmpty())
        sentences += tr("%n more photo(s) wait.", nullptr, m_queue.size());
    if (!remark.isEmpty())
        sentences += remark;
    if (!sentences.isEmpty())
        m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')));
    offerNextPhoto();
}

void MainWindow::offerNextPhoto() {
    if (!m_queue.isEmpty())
        m_message->offer(tr("Next photo"), [this] { nextPhoto(); });
}

void MainWindow::restore(const QString& file) {
    vector::Provenance record;
    try {
        record = vector::readProvenance(file.toStdString());
        if (!canBeShown(record))
            throw ExportError("Couldn't restore from " + file.toStdString() +
                              ": its record of how it was made is damaged (sketches that no run draws).");
    } catch (const Error& error) {
        return m_message->show(MessageBar::Kind::warning, localised(error.what()));
    }
    m_message->clear();
    const QString photo = photoOf(record, file, m_app.recent, cacheFolder());
    if (!photo.isEmpty())
        return m_desk.restore(record, photo);
    const QString name = QString::fromStdString(record.source.name);
    m_desk.showWithoutPhoto(record);
    setWindowTitle(tr("%1 - Croquis").arg(QFileInfo(file).fileName()));
    QStringList sentences{tr("The photo of this sketch, %1, wasn't found beside it.").arg(name)};
    sentences += remarksOnRestored();
    m_message->show(
        MessageBar::Kind::warning, sentences.join(QLatin1Char(' ')), tr("Choose the photo..."), [this, record, name] {
            const QString chosen = QFileDialog::getOpenFileName(this, tr("Where is %1?").arg(name), {}, photoFilter());
            if (!chosen.isEmpty())
                m_desk.restore(record, chosen);
        });
}

void MainWindow::startFromStrokes(const QString& file) {
    try {
        const auto foreign = vector::readSvg(file.toStdString());
        auto strokes = session::canvasStrokes(foreign.sketch, std::nullopt);
        if (strokes.empty())
            throw ExportError(tr("%1 holds no strokes.").arg(QFileInfo(file).fileName()).toStdString());
        if (!m_desk.drawFrom(std::move(strokes)))
            m_message->show(MessageBar::Kind::hint,
                            document().photo() ? tr("Stop the drawing first; then these strokes can be drawn on.")
                                               : tr("Open a photo first; then these strokes can be drawn on."));
    } catch (const Error& error) {
        m_message->show(MessageBar::Kind::warning, localised(error.what()));
    }
}

bool MainWindow::putSketchAside() {
    if (!document().hasStrokes() || sketchAsSvg() == m_saved)
        return true;
    const QString photo = m_desk.photoPath().isEmpty() ? QString::fromStdString(m_desk.source().name)
                                                       : QFileInfo(m_desk.photoPath()).fileName();
    try {
        const QString file = putAside(svgOf(drawing(document().look(), Hidden::drawn)), photo);
        if (!m_queue.isEmpty()) // the message says how many wait
            return true;
        m_asideFile = file;
        m_message->show(MessageBar::Kind::hint, tr("The sketch of %1 was put aside.").arg(photo), tr("Bring it back"),
                        [this, file] { openFiles({file}); });
        return true;
    } catch (const Error& error) {
        showRefusal(error);
        return false;
    }
}

void MainWindow::fillPutAside() {
    auto* menu = m_actions->putAsideMenu();
    menu->clear();
    for (const auto& file : putAsideSketches()) {
        const QFileInfo info(file);
        menu->addAction(
            tr("%1, %2").arg(info.completeBaseName(), locale().toString(info.lastModified(), QLocale::ShortFormat)),
            this, [this, file] { openFiles({file}); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::fillRecent() {
    auto* menu = m_actions->recentMenu();
    menu->clear();
    m_app.recent.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    for (const auto& file : std::as_const(m_app.recent))
        menu->addAction(QFileInfo(file).fileName(), this, [this, file] { openFiles({file}); })->setToolTip(file);
    if (m_app.recent.isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace croquis::ui
