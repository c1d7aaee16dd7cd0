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
#include <QPointer>
#include <QStandardPaths>
#include <QThreadPool>
#include <QUrl>

#include <algorithm>
#include <string>

namespace croquis::ui {

namespace {

constexpr double kCopiedPixels = 2000, kMillimetresPerInch = 25.4;

} // namespace

vector::Drawing MainWindow::drawing(const Look& look, Hidden hidden) const {
    if (m_view == View::levels && m_levels->levels().size() > 1)
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

void MainWindow::showRefusal(const Error& error) {
    m_message->show(MessageBar::Kind::warning, localised(error.what()), {}, {}, details(error.what()));
}

void MainWindow::quickExport(const QString& ending) {
    if (!document().hasStrokes())
        return;
    try {
        save(drawing(document().look()), exportName(ending), m_app.dpi, false);
    } catch (const Error& error) {
        showRefusal(error);
    }
}

bool MainWindow::hasInk() {
    const auto& board = m_levels->levels();
    const bool strip = m_view == View::levels && board.size() > 1; // as drawing()
    if (strip ? std::any_of(board.begin(), board.end(), [](const auto& level) { return !level.strokes.empty(); })
              : !document().visibleStrokes().empty())
        return true;
    m_message->show(MessageBar::Kind::warning, tr("All strokes are hidden: there would be nothing in the file."));
    return false;
}

/// A large PNG takes seconds, so it is made on another thread.
void MainWindow::save(const vector::Drawing& drawing, const QString& file, double dpi, bool replace) {
    if (!hasInk())
        return;
    const QPointer<MainWindow> window(this);
    const auto work = [window, drawing, file, dpi, replace, svg = sketchAsSvg().value_or(QByteArray())] {
        QString saved;
        std::string refusal;
        try {
            saved = saveDrawing(drawing, file, dpi, replace);
        } catch (const Error& error) {
            refusal = error.what();
        }
        QMetaObject::invokeMethod(
            qApp,
            [window, saved, refusal, dpi, svg] {
                if (window)
                    window->showSaved(saved, refusal, dpi, svg);
            },
            Qt::AutoConnection);
    };
    if (file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        QThreadPool::globalInstance()->start(work);
    else
        work();
}

void MainWindow::showSaved(const QString& saved, const std::string& refusal, double dpi, const QByteArray& svg) {
    if (saved.isEmpty())
        return m_message->show(
            MessageBar::Kind::warning, localised(refusal), tr("Choose another place..."), [this] { exportDialog(); },
            details(QString::fromStdString(refusal)));
    m_saved = svg;
    m_app.dpi = dpi; // one that works
    m_app.save();
    m_message->show(MessageBar::Kind::hint, tr("Saved %1").arg(QDir::toNativeSeparators(saved)), tr("Open the folder"),
                    [saved] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(saved).path())); });
    offerNextPhoto();
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
        showRefusal(error);
    }
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
