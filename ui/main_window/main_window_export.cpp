// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/export/export_dialog.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/sketch/document_commands.hpp"
#include "vector/stroke_painter.hpp"

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

constexpr double kCopiedPixels = 2000, kMillimetresPerInch = 25.4;

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
    const QString& photo = m_desk.photoPath();
    return exportPath(photo.isEmpty() ? QString::fromStdString(m_desk.source().name) : photo, m_app.exportFolder,
                      ending);
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
}

void MainWindow::quickExport(const QString& ending) {
    if (!document().hasStrokes())
        return;
    ExportChoice choice;
    choice.file = exportName(ending);
    choice.format = ending == QLatin1String(".png") ? ExportFormat::png : ExportFormat::svg;
    choice.request.dpi = m_app.dpi;
    choice.request.ownPage = true;
    const Look look = document().look();
    double side = exportSideMm();
    // As large as the last file, but where that was one without pixels they may be too many.
    const double pages = isLevels() ? static_cast<double>(m_levels->levels().size()) : 1;
    if (choice.format == ExportFormat::png &&
        pages * side * choice.request.dpi / kMillimetresPerInch > vector::kMaximumPictureSide)
        side = look.page.longSideMm;
    save(sized(look, side), choice, {});
}

double MainWindow::exportSideMm() const {
    const double side = document().look().page.longSideMm;
    return m_app.exportSideMm > 0 && m_app.exportSideOfMm == side ? m_app.exportSideMm : side;
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
    return false;
}

void MainWindow::save(const Look& look, const ExportChoice& choice, const ExportMemory& memory) {
    if (!hasInk())
        return;
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
    order.kept = sketchAsSvg().value_or(QByteArray());
    order.memory = memory;
    if ((choice.format == ExportFormat::svg || choice.format == ExportFormat::png) && !choice.request.page)
        order.pageMm = {order.drawing.widthMm, order.drawing.heightMm};
    if (choice.format == ExportFormat::svg) // takes milliseconds
        showOutcome(ExportTasks::written(order, {}));
    else
        m_exports->write(std::move(order));
}

void MainWindow::showOutcome(const ExportOutcome& outcome) {
    const QString name = QFileInfo(outcome.file).fileName();
    if (outcome.kind == ExportOutcome::Kind::failed)
        return m_message->show(
            MessageBar::Kind::warning, localised(outcome.message),
            outcome.isMade ? tr("Choose another place...") : tr("Change the export..."), [this] { exportDialog(); },
            details(QString::fromStdString(outcome.message)));
    if (outcome.kind == ExportOutcome::Kind::stopped)
        return m_message->show(MessageBar::Kind::hint, tr("%1 was cancelled; nothing was written.").arg(name));
    m_saved = outcome.kept;
    remember(outcome.memory);
    const QString file = QDir::toNativeSeparators(outcome.file);
    hint({outcome.pageMm.isValid()
              ? tr("Saved %1 (%2 x %3 mm)").arg(file, inMm(outcome.pageMm.width()), inMm(outcome.pageMm.height()))
              : tr("Saved %1").arg(file)},
         tr("Open the folder"),
         [saved = outcome.file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(saved).path())); });
    offerNextPhoto();
}

QString MainWindow::inMm(double length) const {
    const double tenths = std::round(10 * length) / 10;
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(tenths, 'f', tenths == std::round(tenths) ? 0 : 1);
}

/// What could be written once can be again.
void MainWindow::remember(const ExportMemory& memory) {
    if (memory.longSideMm > 0) {
        m_app.exportSideMm = memory.longSideMm;
        m_app.exportSideOfMm = memory.lookLongSideMm;
    }
    if (memory.dpi > 0)
        m_app.dpi = memory.dpi;
    if (memory.longSideMm > 0 || memory.dpi > 0)
        saveSettings();
}

std::vector<animation::Moment> MainWindow::moments(const Look& look) const {
    return isLevels() ? std::vector<animation::Moment>() : momentsOf(m_desk, look);
}

void MainWindow::exportDialog() {
    if (!document().hasStrokes())
        return;
    const Look before = document().look();
    ExportOffer offer;
    try {
        offer.drawing = drawing(before);
        offer.converges = !moments(before).empty();
    } catch (const Error& error) {
        return showRefusal(error);
    }
    offer.freeName = [this](const QString& ending) { return freeName(exportName(ending)); };
    offer.photo = m_desk.photoPath();
    // A strip is as many pages wide as it has levels.
    const double shown = std::max(offer.drawing.widthMm, offer.drawing.heightMm);
    const double pages = isLevels() ? shown / before.page.longSideMm : 1;
    offer.longSideMm = pages * exportSideMm();
    offer.dpi = m_app.dpi;
    offer.hasPaper = before.page.paper.has_value();
    ExportDialog dialog(std::move(offer), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    m_app.exportFolder = QFileInfo(choice.file).path();
    saveSettings();
    const double side = choice.longSideMm / pages;
    ExportMemory memory;
    if (!isLevels() && !isForMachine(choice.format) && !sheet::isFilm(kindOf(choice.format))) {
        memory.longSideMm = side;
        memory.lookLongSideMm = before.page.longSideMm;
    }
    if (kindOf(choice.format) == sheet::OutputKind::png)
        memory.dpi = choice.request.dpi;
    Look look = sized(before, side);
    if (choice.paper != ExportPaper::ofLook) {
        look.page.paper =
            choice.paper == ExportPaper::white ? std::optional(geometry::Colour{255, 255, 255}) : std::nullopt;
        look.page.texture = vector::PaperTexture::none;
    }
    save(look, choice, memory);
}

/// Pixels for other programs to look at: an export has as many as are asked for.
std::unique_ptr<QMimeData> MainWindow::sketchData() const {
    auto mime = std::make_unique<QMimeData>();
    const auto drawn = drawing(m_desk.document().look());
    const double most = kCopiedPixels * kMillimetresPerInch / std::max(drawn.widthMm, drawn.heightMm);
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
        m_message->show(MessageBar::Kind::hint, tr("The sketch is on the clipboard, as SVG and PNG."));
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
    const QString file =
        cacheFolder() + QLatin1Char('/') + QFileInfo(m_desk.photoPath()).completeBaseName() + QStringLiteral(".svg");
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
