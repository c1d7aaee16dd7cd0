// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/brushes/brush_door.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/file_dialogs.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/models/models_door.hpp"
#include "ui/sketch/brief_words.hpp"
#include "vector/svg_reader.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>

#include <utility>

namespace croquis::ui {
namespace {

/// A sample as a file of its own: the reader wants one. Empty: it isn't there and couldn't be written.
QString unpacked(const QString& sample) {
    const QString path = QDir(cacheFolder()).filePath(QFileInfo(sample).fileName());
    QFile source(sample);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = source.readAll();
    if (QFile there(path); there.open(QIODevice::ReadOnly) && there.readAll() == content)
        return path;
    QSaveFile file(path); // whole, or what was there stays
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    return saved ? path : QString();
}

} // namespace

void MainWindow::openDialog() {
    const QString folder =
        m_app.recent.isEmpty() ? placeOf(QStandardPaths::PicturesLocation) : QFileInfo(m_app.recent.front()).path();
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Open a photo"), folder, photoFilter(), nullptr,
                                                            QFileDialog::HideNameFilterDetails);
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
    offerAside();
    if (m_app.refused.isEmpty())
        return;
    m_message->add(sentenceOnRefused());
    m_app.refused.clear();
    saveSettings(); // it is said once
}

void MainWindow::paste() {
    const auto* clipboard = QApplication::clipboard()->mimeData();
    const DropOffer offer = clipboard != nullptr ? offerFor(*clipboard, true) : DropOffer{};
    const bool noFile = offer.kind == DropOffer::Kind::refused && offer.files.isEmpty(); // a link, some words
    if (offer.kind == DropOffer::Kind::nothing || noFile)
        tellNews(tr("There is no picture on the clipboard."));
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
            hint({offer.leftOut});
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
        warn(offer.sentence, tr("Open another"), [this] { openDialog(); });
        return m_message->markAsNews();
    }
}

void MainWindow::openPicture(const QImage& picture) {
    const QString file = picture.isNull() ? QString() : keptPicture(picture, cacheFolder());
    if (file.isEmpty())
        return warn(picture.isNull() ? tr("The pasted picture couldn't be read.") : sentenceOnFullCache(),
                    tr("Open another"), [this] { openDialog(); });
    if (file == m_desk.photoPath() && m_desk.state() != RunState::noModel && m_desk.state() != RunState::failed)
        return tellNews(tr("This photo is open already."));
    m_models->clearMessage();
    m_desk.readPhoto(file); // there is no file of the person's to remember
}

void MainWindow::openPhoto(const QString& file) {
    const bool isSample = file.startsWith(QLatin1Char(':'));
    const QString photo = isSample ? unpacked(file) : file;
    if (photo.isEmpty())
        return warn(sentenceOnFullCache(), tr("Open another"), [this] { openDialog(); });
    if (isBeingDrawn(photo)) // opened once more by mistake: what is drawn goes on
        return tellNews(tr("This photo is being drawn already."));
    m_models->clearMessage();
    if (!isSample) {
        m_app.remember(QFileInfo(photo).absoluteFilePath());
        saveSettings();
    }
    m_desk.readPhoto(photo);
}

bool MainWindow::isBeingDrawn(const QString& photo) const {
    const QFileInfo file(photo), drawn(m_desk.photoPath());
    return isBusy(m_desk.state()) && m_desk.photoToCome().isEmpty() && file.exists() &&
           file.canonicalFilePath() == drawn.canonicalFilePath() && file.lastModified() == m_photoChanged;
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
        hint(sentences);
    offerNextPhoto();
    updateActions();
}

void MainWindow::offerNextPhoto() {
    if (!m_queue.isEmpty())
        m_message->offer(tr("Next photo"), [this] { nextPhoto(); });
}

void MainWindow::startFromStrokes(const QString& file) {
    try {
        const auto foreign = vector::readSvg(file.toStdString());
        auto strokes = session::canvasStrokes(foreign.sketch, std::nullopt);
        if (strokes.empty())
            throw ExportError(tr("%1 holds no strokes.").arg(QFileInfo(file).fileName()).toStdString());
        if (!m_desk.drawFrom(std::move(strokes))) {
            tellNews(document().photo() ? tr("Stop the drawing first; then these strokes can be drawn on.")
                                        : tr("Open a photo first; then these strokes can be drawn on."));
        } else if (!foreign.notices.empty()) {
            QStringList sentences;
            for (const auto& sentence : foreign.notices)
                sentences += localised(sentence);
            tellNews(sentences.join(QLatin1Char(' ')));
        }
    } catch (const Error& error) {
        warn(localised(error.what()), tr("Open another"), [this] { openDialog(); });
        m_message->markAsNews();
    }
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
        const QString name = elidedInside(info.fileName());
        const QString folder = elidedInside(QDir::toNativeSeparators(info.path())); // tells two of one name apart
        const QString text = names.count(info.fileName()) > 1 ? tr("%1 in %2").arg(name, folder) : name;
        menu->addAction(onOneLine(text).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                        [this, file] { openFiles({file}); })
            ->setToolTip(onOneLine(file));
    }
    if (m_app.recent.isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace croquis::ui
