// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/export/drawing_of_desk.hpp"
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

vector::Drawing MainWindow::drawing(const Look& look) const {
    if (m_view == View::levels && m_levels->levels().size() > 1)
        return drawingOfLevels(m_levels->levels(), m_desk, m_app.engine, look);
    return drawingOf(m_desk, m_app.engine, look);
}

QString MainWindow::exportName(const QString& ending) const {
    const QString& photo = m_desk.photoPath();
    return exportPath(photo.isEmpty() ? QString::fromStdString(m_desk.source().name) : photo, m_app.exportFolder,
                      ending);
}

void MainWindow::quickExport(const QString& ending) {
    if (!document().hasStrokes())
        return;
    try {
        save(drawing(document().look()), exportName(ending), m_app.dpi, false);
    } catch (const Error& error) {
        m_message->show(MessageBar::Kind::warning, localised(error.what()), {}, {}, details(error.what()));
    }
}

void MainWindow::save(const vector::Drawing& drawing, const QString& file, double dpi, bool replace) {
    if (document().visibleStrokes().empty())
        return m_message->show(MessageBar::Kind::warning,
                               tr("All strokes are hidden: there would be nothing in the file."));
    try {
        const QString saved = saveDrawing(drawing, file, dpi, replace);
        m_saved = svgOf(this->drawing(document().look()));
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
    if (!document().hasStrokes())
        return;
    const auto& page = document().look().page;
    const auto shape = document().page();
    ExportDialog dialog({freeName(exportName(QStringLiteral(".svg"))), freeName(exportName(QStringLiteral(".png"))),
                         m_desk.photoPath(), page.longSideMm, m_app.dpi, page.paper.has_value(),
                         shape.heightMm / shape.widthMm},
                        this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    m_app.exportFolder = QFileInfo(choice.file).path();
    m_app.dpi = choice.dpi;
    m_app.save();
    const Look before = document().look();
    Look look = before; // this export only
    look.page.longSideMm = choice.longSideMm;
    if (look.page.strokeWidthMm)
        look.page.strokeWidthMm = *look.page.strokeWidthMm * choice.longSideMm / before.page.longSideMm;
    look.page.paper =
        choice.paper ? before.page.paper.value_or(geometry::Colour{255, 255, 255}) : std::optional<geometry::Colour>();
    try {
        save(drawing(look), choice.file, choice.dpi, choice.replace);
    } catch (const Error& error) {
        m_message->show(MessageBar::Kind::warning, localised(error.what()), {}, {}, details(error.what()));
    }
}

std::unique_ptr<QMimeData> MainWindow::sketchData() const {
    auto mime = std::make_unique<QMimeData>();
    const auto drawn = drawing(m_desk.document().look());
    const QByteArray svg = svgOf(drawn), png = pngOf(drawn, m_app.dpi);
    mime->setData(QStringLiteral("image/svg+xml"), svg);
    mime->setData(QStringLiteral("image/png"), png);
    mime->setText(QString::fromUtf8(svg));
    return mime;
}

void MainWindow::copySketch() {
    if (document().hasStrokes()) {
        QApplication::clipboard()->setMimeData(sketchData().release());
        m_saved = svgOf(drawing(document().look()));
        m_message->show(MessageBar::Kind::hint, tr("The sketch is on the clipboard, as SVG and PNG."));
    }
}

void MainWindow::dragOut() {
    if (!document().hasStrokes())
        return;
    auto mime = sketchData();
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
