// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/export/export_dialog.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/sketch/document_commands.hpp"
#include "vector/picture_size.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDrag>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {

namespace {

constexpr double kCopiedPixels = 2000;

/// The same on a page of another size.
Look sized(Look look, double longSideMm) {
    if (auto& width = look.page.strokeWidthMm)
        *width *= longSideMm / look.page.longSideMm;
    look.page.longSideMm = longSideMm;
    return look;
}

} // namespace

bool MainWindow::isLevels() const {
    return m_view == View::levels && m_levels->levels().size() > 1;
}

vector::Drawing MainWindow::drawing(const Look& look, Hidden hidden) const {
    if (isLevels())
        return drawingOfLevels(m_levels->levels(), m_desk, look);
    return drawingOf(m_desk, look, hidden);
}

QString MainWindow::exportName(const QString& ending) const {
    return exportPath(nameOfPhoto(), m_app.exportFolder, ending);
}

/// Where there is something to export.
void MainWindow::tellQuickFiles() {
    if (document().hasStrokes())
        m_actions->setQuickFiles(freeName(exportName(QStringLiteral(".svg"))),
                                 freeName(exportName(QStringLiteral(".png"))));
}

QString MainWindow::nameOfPhoto() const {
    const QString& photo = m_desk.photoPath();
    return photo.isEmpty() ? QString::fromStdString(m_desk.source().name) : photo;
}

std::optional<QByteArray> MainWindow::sketchAsSvg(Hidden hidden) const {
    try {
        return svgOf(drawing(document().look(), hidden));
    } catch (const Error&) { // what can't be written can't be kept
        return std::nullopt;
    }
}

/// What is to be drawn can't be, so what was changed last is what there is to change.
void MainWindow::showRefusal(const Error& error) {
    auto& stack = document().undoStack();
    const bool undoes = stack.canUndo();
    m_message->show(
        MessageBar::Kind::warning, localised(error.what()), undoes ? tr("Undo") : tr("Open another"),
        [this, undoes] { undoes ? document().undoStack().undo() : openDialog(); }, details(error.what()));
    m_message->markAsNews();
}

void MainWindow::quickExport(const QString& ending) {
    if (!document().hasStrokes())
        return;
    ExportChoice choice;
    choice.file = exportName(ending);
    choice.format = ending == QLatin1String(".png") ? ExportFormat::png : ExportFormat::svg;
    choice.request.dpi = m_app.dpi;
    choice.request.ownPage = true;
    save(document().look(), choice);
}

bool MainWindow::hasInk() {
    const auto& board = m_levels->levels();
    if (isLevels() ? std::any_of(board.begin(), board.end(), [](const auto& level) { return !level.strokes.empty(); })
                   : !document().visibleStrokes().empty())
        return true;
    warn(tr("All strokes are hidden: there would be nothing in the file."), tr("Show all strokes"), [this] {
        StrokeMarks marks = document().marks();
        marks.hidden.clear();
        document().undoStack().push(new MarksCommand(document(), std::move(marks), {}, tr("Show all strokes")));
    });
    m_message->markAsNews();
    return false;
}

void MainWindow::save(const Look& look, const ExportChoice& choice, double nextDpi) {
    if (!hasInk())
        return;
    dropNews(); // an earlier one's failure
    ExportOrder order;
    try {
        order.drawing = drawing(look);
        if (choice.request.motion.motion == animation::Motion::convergence)
            order.moments = moments(look);
    } catch (const Error& error) {
        return showRefusal(error);
    }
    if (auto& record = order.drawing.provenance)
        record->settings.insert(record->settings.end(), choice.settings.begin(), choice.settings.end());
    order.request = choice.request;
    order.request.lineWidthMm = look.page.strokeWidthMm;
    order.kind = kindOf(choice.format);
    order.file = choice.file;
    order.replace = choice.replace;
    try {
        order.onDesk = drawing(document().look());
    } catch (const Error&) { // on its own page it can't be written
    }
    order.nextDpi = nextDpi;
    order.measure = measureOf(order);
    (choice.format == ExportFormat::svg ? m_svgExports : m_exports)->write(std::move(order));
}

void MainWindow::showOutcome(const ExportOutcome& outcome) {
    const QString name = QFileInfo(outcome.file).fileName();
    if (outcome.kind == ExportOutcome::Kind::failed) {
        if (outcome.isMade && m_app.exportFolder == QFileInfo(outcome.file).path()) { // nothing can be written there
            m_app.exportFolder = m_folderBefore;
            saveSettings();
            tellQuickFiles();
        }
        m_message->show(
            MessageBar::Kind::warning, localised(outcome.message),
            outcome.isMade ? tr("Choose another place...") : tr("Change the export..."), [this] { exportDialog(); },
            details(QString::fromStdString(outcome.message)));
        return m_message->markAsNews();
    }
    if (outcome.kind == ExportOutcome::Kind::stopped)
        return tellNews(tr("%1 was cancelled; nothing was written.").arg(name));
    m_saved = outcome.kept;
    m_hasSavedMarks = false;
    if (outcome.nextDpi > 0) { // what could be written once can be again
        m_app.dpi = outcome.nextDpi;
        saveSettings();
    }
    const QString file = QDir::toNativeSeparators(outcome.file);
    hint({outcome.measure.isEmpty() ? tr("Saved %1").arg(file) : tr("Saved %1 (%2)").arg(file, outcome.measure)},
         tr("Open the folder"), [this, file] {
             if (!QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())))
                 tellNews(tr("No program was found that shows folders. The file is %1").arg(file));
         });
    m_message->markAsNews();
    offerNextPhoto();
    tellQuickFiles();
}

/// Of a sketch on its own page, and of pixels; and how many levels there are.
QString MainWindow::measureOf(const ExportOrder& order) const {
    const auto page = order.request.page.value_or(plot::PageFormat{order.drawing.widthMm, order.drawing.heightMm});
    QStringList parts;
    if (const int levels = static_cast<int>(order.drawing.layers.size()); levels > 1)
        parts += tr("%n level(s)", nullptr, levels);
    if (order.kind == sheet::OutputKind::svg && !order.request.page && !order.request.machine)
        parts += tr("%1 x %2 mm").arg(inMm(page.widthMm), inMm(page.heightMm));
    if (order.kind == sheet::OutputKind::png) {
        try {
            const auto size = vector::pictureSize(page.widthMm, page.heightMm, order.request.dpi);
            const QString pixels = tr("%1 x %2 pixels").arg(size.width).arg(size.height);
            parts += order.drawing.paper ? pixels : tr("%1, transparent").arg(pixels);
        } catch (const Error&) { // too many: writing it says so
            return {};
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString MainWindow::inMm(double length) const {
    const double tenths = std::round(10 * length) / 10;
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(tenths, 'f', tenths == std::round(tenths) ? 0 : 1);
}

std::vector<animation::Moment> MainWindow::moments(const Look& look) const {
    return isLevels() ? std::vector<animation::Moment>() : momentsOf(m_desk, look);
}

QString MainWindow::whyNoCourse(const Look& look) const {
    if (isLevels())
        return tr("Levels side by side can't be shown converging: choose one of them first.");
    if (m_desk.record().frames().empty()) // the timeline says so, too
        return tr("How it converged isn't known any more.");
    return moments(look).empty() ? tr("This is where the run began: it hasn't converged yet.") : QString();
}

void MainWindow::exportDialog() {
    if (!document().hasStrokes())
        return;
    const Look before = document().look();
    ExportOffer offer;
    try {
        offer.drawing = drawing(before);
        offer.noCourse = whyNoCourse(before);
    } catch (const Error& error) {
        return showRefusal(error);
    }
    offer.isOrdered = [this](const QString& file) {
        return m_exports->isOrdered(file) || m_svgExports->isOrdered(file);
    };
    offer.freeName = [this, isOrdered = offer.isOrdered](const QString& ending) {
        return freeName(exportName(ending), isOrdered);
    };
    offer.photo = m_desk.photoPath();
    // A strip is as many pages wide as it has levels.
    const double shown = std::max(offer.drawing.widthMm, offer.drawing.heightMm);
    const double pages = isLevels() ? shown / before.page.longSideMm : 1;
    offer.longSideMm = pages * before.page.longSideMm;
    offer.dpi = m_app.dpi;
    offer.hasPaper = before.page.paper.has_value();
    ExportDialog dialog(std::move(offer), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    m_folderBefore = std::exchange(m_app.exportFolder, QFileInfo(choice.file).path());
    saveSettings();
    tellQuickFiles();
    Look look = sized(before, choice.longSideMm / pages);
    if (choice.paper != ExportPaper::ofLook) {
        look.page.paper = choice.paper == ExportPaper::white   ? std::optional(geometry::Colour{255, 255, 255})
                          : choice.paper == ExportPaper::black ? std::optional(geometry::Colour{0, 0, 0})
                                                               : std::nullopt;
        look.page.texture = vector::PaperTexture::none;
    }
    save(look, choice, choice.format == ExportFormat::png ? choice.request.dpi : 0);
}

/// Pixels for other programs to look at: an export has as many as are asked for.
std::unique_ptr<QMimeData> MainWindow::sketchData() const {
    auto mime = std::make_unique<QMimeData>();
    const auto drawn = drawing(m_desk.document().look());
    const double most = kCopiedPixels * vector::kMillimetresPerInch / std::max(drawn.widthMm, drawn.heightMm);
    const QByteArray svg = svgOf(drawn), png = pngOf(drawn, std::min(m_app.dpi, most));
    mime->setData(QStringLiteral("image/svg+xml"), svg);
    mime->setData(QStringLiteral("image/png"), png);
    mime->setText(QString::fromUtf8(svg));
    return mime;
}

void MainWindow::copySketch() {
    if (!document().hasStrokes() || !hasInk())
        return;
    try {
        QApplication::clipboard()->setMimeData(sketchData().release());
        tellNews(tr("The sketch is on the clipboard, as SVG and PNG."));
    } catch (const Error& error) {
        showRefusal(error);
    }
}

void MainWindow::dragOut() {
    if (!document().hasStrokes() || !hasInk())
        return;
    std::unique_ptr<QMimeData> mime;
    try {
        mime = sketchData();
    } catch (const Error& error) {
        return showRefusal(error);
    }
    const QString file = QDir(cacheFolder()).filePath(stemOfPhoto(nameOfPhoto()) + QStringLiteral(".svg"));
    QFile svg(file);
    if (svg.open(QIODevice::WriteOnly)) { // for those that take files only
        svg.write(mime->data(QStringLiteral("image/svg+xml")));
        svg.close();
        mime->setUrls({QUrl::fromLocalFile(file)});
    }
    auto* drag = new QDrag(this);
    drag->setMimeData(mime.release());
    drag->exec(Qt::CopyAction);
}

} // namespace croquis::ui
