// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::size_t kMostStrokes = 128;

} // namespace

QString MainWindow::photoFilter() const {
    return tr("Photos and sketches (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.svg)");
}

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
        return loadPhoto(offer.files.front());
    case DropOffer::Kind::queue:
        m_queue = offer.files;
        return nextPhoto();
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
    const QString file = cacheFolder() + QStringLiteral("/pasted.png");
    if (picture.isNull() || !picture.save(file))
        return m_message->show(MessageBar::Kind::warning, tr("The pasted picture couldn't be read."));
    loadPhoto(file);
}

void MainWindow::loadPhoto(const QString& file) {
    QString path = file;
    if (file.startsWith(QLatin1Char(':'))) { // a sample: the reader wants a file
        path = cacheFolder() + QLatin1Char('/') + QFileInfo(file).fileName();
        QFile::remove(path);
        QFile::copy(file, path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    } else {
        m_app.remember(QFileInfo(file).absoluteFilePath());
        m_app.save();
    }
    if (!m_restored) // the message of a restored sketch stays
        m_message->clear();
    m_rest.stop();
    m_incoming = path;
    session::PhotoOptions options;
    if (!m_document.settings().onlySubject)
        options.mask = session::PhotoOptions::Mask::none;
    m_controller.loadPhoto(path.toStdString(), options);
}

void MainWindow::photoRead(const LoadedPhoto& photo) {
    if (!m_incoming.isEmpty())
        makeRoom(std::exchange(m_incoming, {}));
    m_document.updatePhoto(photo);
}

/// Only now, when the new photo could be read, does it replace what is on the screen.
void MainWindow::makeRoom(const QString& path) {
    m_photoPath = path;
    m_frames.clear();
    m_plans.clear();
    m_run.reset();
    m_present.reset();
    m_levelsRun = false;
    m_timeline->plot().clear();
    m_timeline->setScrubbing(false);
    m_timeline->setSketches({}, 0);
    m_levels->setLevels({});
    m_process->clear();
    m_document.clear();
    m_kept.clear();
    m_drawn = m_document.settings();
    setWindowTitle(tr("%1 - Croquis").arg(QFileInfo(path).fileName()));
}

void MainWindow::nextPhoto() {
    if (m_queue.isEmpty())
        return;
    const QString file = m_queue.takeFirst();
    loadPhoto(file);
    if (!m_queue.isEmpty())
        m_message->show(MessageBar::Kind::hint, tr("%n more photo(s) wait.", nullptr, static_cast<int>(m_queue.size())),
                        tr("Next photo"), [this] { nextPhoto(); });
}

void MainWindow::restore(const QString& file) {
    vector::Provenance record;
    try {
        record = vector::readProvenance(file.toStdString());
    } catch (const Error& error) {
        return m_message->show(MessageBar::Kind::warning, localised(error.what()));
    }
    const QString name = QString::fromStdString(record.source.name);
    QStringList places{QFileInfo(file).dir().filePath(name)};
    for (const auto& recent : std::as_const(m_app.recent))
        if (QFileInfo(recent).fileName() == name)
            places += recent;
    places += cacheFolder() + QLatin1Char('/') + name;
    const auto found =
        std::find_if(places.begin(), places.end(), [](const auto& place) { return QFile::exists(place); });
    if (found == places.end()) {
        const auto choose = [this, record, name] {
            const QString photo = QFileDialog::getOpenFileName(this, tr("Where is %1?").arg(name), {}, photoFilter());
            if (photo.isEmpty())
                return;
            m_restored = record;
            loadPhoto(photo);
        };
        m_controller.closePhoto();
        makeRoom({});
        setWindowTitle(tr("%1 - Croquis").arg(QFileInfo(file).fileName()));
        showSketch(record);
        return m_message->show(MessageBar::Kind::warning,
                               tr("The photo of this sketch, %1, wasn't found beside it.").arg(name),
                               tr("Choose the photo..."), choose);
    }
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    restoreSettings(record, settings, look);
    m_document.setSettings(settings);
    m_document.setLook(look);
    m_restored = std::move(record);
    loadPhoto(*found);
}

void MainWindow::applyRestored() {
    const auto record = *std::exchange(m_restored, std::nullopt);
    showSketch(record);
    if (m_document.hasStrokes())
        m_controller.adoptSketch();
    if (record.source.sha256 != m_document.photo()->summary.sha256)
        m_message->show(MessageBar::Kind::hint,
                        tr("%1 isn't the photo this sketch was made from; it is shown all the same.")
                            .arg(QString::fromStdString(m_document.photo()->summary.fileName)));
}

void MainWindow::showSketch(const vector::Provenance& record) {
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    restoreSettings(record, settings, look);
    m_document.setSettings(settings);
    m_document.setLook(look);
    m_rest.stop();
    if (record.sketches.empty())
        return;
    const auto& sketch = record.sketches.front();
    SketchMoment moment;
    moment.iteration = static_cast<int>(sketch.iteration);
    moment.seed = sketch.seed;
    moment.loss.total = sketch.loss;
    for (const auto& term : sketch.terms)
        moment.loss.terms.push_back({term.name, term.value});
    for (const auto& curve : sketch.curves) {
        SketchStroke stroke{static_cast<int>(moment.strokes.size()) + 1, {}};
        for (std::size_t k = 0; k < 4; ++k)
            stroke.curve.points[k] = {curve[2 * k], curve[2 * k + 1]};
        moment.strokes.push_back(stroke);
    }
    m_drawn = settings;
    m_document.setMoment(std::move(moment));
}

void MainWindow::startFromStrokes(const QString& file) {
    try {
        const auto document = vector::readSvg(file.toStdString());
        auto strokes = session::canvasStrokes(document.sketch, std::nullopt);
        if (strokes.empty())
            throw ExportError(tr("%1 holds no strokes.").arg(QFileInfo(file).fileName()).toStdString());
        if (!m_document.photo() || m_controller.isBusy())
            return m_message->show(MessageBar::Kind::hint,
                                   m_document.photo()
                                       ? tr("Stop the drawing first; then these strokes can be drawn on.")
                                       : tr("Open a photo first; then these strokes can be drawn on."));
        strokes.resize(std::min(strokes.size(), kMostStrokes));
        RunSettings settings = m_document.settings();
        settings.strokes = static_cast<int>(strokes.size());
        settings.seeds = 1;
        m_document.setSettings(settings);
        session::DrawOptions options;
        options.quality = settings.quality;
        options.plans = {{settings.strokes, settings.seed, std::move(strokes)}};
        m_levelsRun = false;
        draw(std::move(options));
    } catch (const Error& error) {
        m_message->show(MessageBar::Kind::warning, localised(error.what()));
    }
}

} // namespace croquis::ui
