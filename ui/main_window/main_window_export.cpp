// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/export/export_dialog.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDrag>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

namespace croquis::ui {

vector::Drawing MainWindow::drawing() const {
    const auto& look = m_document.look();
    const auto settings = settingsOf(m_drawn, m_app.engine, look);
    if (m_view == View::levels && m_levels->levels().size() > 1) {
        optimise::RunSummary run;
        for (const auto& level : m_levels->levels()) {
            optimise::SketchResult result;
            for (const auto& stroke : ordered(level.strokes, look.order))
                result.strokes.push_back(stroke.curve);
            result.loss = level.loss;
            result.iteration = level.iteration;
            result.plan.seed = level.seed;
            run.sketches.push_back(std::move(result));
        }
        return session::levelsOfRun(run, m_document.photo()->summary, m_engine, look.page, "default", settings);
    }
    optimise::RunSummary run;
    run.sketches.push_back(m_document.result());
    return session::drawingOfRun(run, m_document.photo()->summary, m_engine, look.page, "default", settings);
}

QString MainWindow::exportName(const QString& ending) const {
    QString folder = m_app.exportFolder;
    const QFileInfo photo(m_photoPath);
    if (folder.isEmpty() || !QFileInfo(folder).isWritable())
        folder = photo.path() != cacheFolder() && QFileInfo(photo.path()).isWritable()
                     ? photo.path()
                     : QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    if (folder.isEmpty() || !QFileInfo(folder).isWritable())
        folder = QDir::homePath();
    return QDir(folder).filePath(photo.completeBaseName() + (ending == QLatin1String(".svg") ? "" : "-sketch") +
                                 ending);
}

void MainWindow::quickExport(const QString& ending) {
    if (!m_document.hasStrokes())
        return;
    try {
        save(drawing(), exportName(ending), m_app.dpi, false);
    } catch (const Error& error) {
        m_message->show(MessageBar::Kind::warning, localised(error.what()), {}, {}, details(error.what()));
    }
}

void MainWindow::save(const vector::Drawing& drawing, const QString& file, double dpi, bool replace) {
    if (m_document.visibleStrokes().empty())
        return m_message->show(MessageBar::Kind::warning,
                               tr("All strokes are hidden: there would be nothing in the file."));
    try {
        const QString saved = saveDrawing(drawing, file, dpi, replace);
        m_message->show(MessageBar::Kind::hint, tr("Saved %1").arg(QDir::toNativeSeparators(saved)),
                        tr("Open the folder"),
                        [saved] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(saved).path())); });
    } catch (const Error& error) {
        m_message->show(
            MessageBar::Kind::warning, localised(error.what()), tr("Choose another place..."),
            [this] { exportDialog(); }, details(error.what()));
    }
}

void MainWindow::exportDialog() {
    if (!m_document.hasStrokes())
        return;
    const auto& page = m_document.look().page;
    const auto shape = m_document.page();
    ExportDialog dialog({exportName(QStringLiteral(".svg")), page.longSideMm, m_app.dpi, page.paper.has_value()},
                        page.paper.has_value(), shape.heightMm / shape.widthMm, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    m_app.exportFolder = QFileInfo(choice.file).path();
    m_app.dpi = choice.dpi;
    m_app.save();
    const Look before = m_document.look();
    Look look = before; // this export only
    look.page.longSideMm = choice.longSideMm;
    if (look.page.strokeWidthMm)
        look.page.strokeWidthMm = *look.page.strokeWidthMm * choice.longSideMm / before.page.longSideMm;
    look.page.paper =
        choice.paper ? before.page.paper.value_or(geometry::Colour{255, 255, 255}) : std::optional<geometry::Colour>();
    m_document.setLook(look);
    const auto drawn = drawing();
    m_document.setLook(before);
    save(drawn, choice.file, choice.dpi, true);
}

std::unique_ptr<QMimeData> MainWindow::sketchData() const {
    auto mime = std::make_unique<QMimeData>();
    const auto drawn = drawing();
    const QByteArray svg = svgOf(drawn), png = pngOf(drawn, m_app.dpi);
    mime->setData(QStringLiteral("image/svg+xml"), svg);
    mime->setData(QStringLiteral("image/png"), png);
    mime->setText(QString::fromUtf8(svg));
    return mime;
}

void MainWindow::copySketch() {
    if (m_document.hasStrokes()) {
        QApplication::clipboard()->setMimeData(sketchData().release());
        m_message->show(MessageBar::Kind::hint, tr("The sketch is on the clipboard, as SVG and PNG."));
    }
}

void MainWindow::dragOut() {
    if (!m_document.hasStrokes())
        return;
    auto mime = sketchData();
    const QString file =
        cacheFolder() + QLatin1Char('/') + QFileInfo(m_photoPath).completeBaseName() + QStringLiteral(".svg");
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
