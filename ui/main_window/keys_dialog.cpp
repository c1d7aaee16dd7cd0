// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/keys_dialog.hpp"

#include "ui/main_window/window_actions.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"

#include <QAction>
#include <QDialogButtonBox>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

using Rows = QList<std::pair<QString, QString>>; // what, and its keys

constexpr int kMargin = 40; // pixels, of the dialog to the window's edge

QString native(const QKeySequence& keys) {
    return keys.toString(QKeySequence::NativeText);
}

QString heading(const QString& text, bool first) {
    return QStringLiteral("<tr><td colspan='2'>%1<b>%2</b></td></tr>")
        .arg(first ? QString() : QStringLiteral("<br>"), text.toHtmlEscaped());
}

QString rowsAsText(const Rows& rows) {
    QString text;
    for (const auto& [what, keys] : rows)
        text += QStringLiteral("<tr><td style='padding-right:28px'>%1</td><td style='white-space:nowrap'>%2</td></tr>")
                    .arg(what.toHtmlEscaped(), keys.toHtmlEscaped());
    return text;
}

} // namespace

KeysDialog::KeysDialog(const WindowActions& actions, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("keys"));
    setWindowTitle(tr("Keys"));
    const auto of = [&actions](std::initializer_list<const char*> keys) {
        Rows rows;
        for (const auto* key : keys) {
            QStringList all;
            for (const auto& shortcut : actions.at(key)->shortcuts())
                all += native(shortcut);
            rows += {actions.nameOf(key), all.join(QStringLiteral(", "))};
        }
        return rows;
    };
    // What changes its name with what there is to do is called by all of it.
    Rows sketch{{tr("Sketch, pause, resume, draw on"), of({"sketch"}).front().second}};
    sketch += of({"stop", "newSeed", "more", "fewer"});
    Rows edit = of({"copy"});
    edit.prepend({tr("Redo"), of({"redo"}).front().second});
    edit.prepend({tr("Undo"), of({"undo"}).front().second});
    const Rows strokes{{tr("Delete"), native(Qt::Key_Delete)},
                       {tr("Lock"), QStringLiteral("L")},
                       {tr("Hide"), QStringLiteral("H")},
                       {tr("Turn round"), QStringLiteral("R")},
                       {tr("Choose all, in the list"), native(QKeySequence::SelectAll)}};
    const Rows canvas{{tr("Pause"), tr("Space")},
                      {tr("Peek at the photo"), tr("hold Shift")},
                      {tr("Move the page while it is zoomed in"), QStringLiteral("\u2190 \u2191 \u2192 \u2193")}};
    const Rows plot{{tr("Step through the run"), QStringLiteral(", .")}};
    QString text;
    for (const auto& [title, rows] : std::initializer_list<std::pair<QString, Rows>>{
             {tr("File"), of({"open", "paste", "nextPhoto", "quickExport", "export", "settings", "quit"})},
             {tr("Edit"), edit},
             {tr("Sketch"), sketch},
             {tr("View"), of({"viewSketch", "viewOverlay", "viewLevels", "viewProcess", "fit", "zoomIn", "zoomOut",
                              "togglePhoto", "toggleSettings", "toggleTimeline"})},
             {tr("Brush"), of({"nextBrush", "wider", "thinner"})},
             {tr("On the canvas"), canvas},
             {tr("On a stroke"), strokes},
             {tr("On the loss plot"), plot},
             {tr("Help"), of({"shortcuts"})}})
        text += heading(title, text.isEmpty()) + rowsAsText(rows);
    auto* label = new QLabel(QStringLiteral("<table>%1</table>").arg(text));
    label->setObjectName(QStringLiteral("keysText"));
    label->setTextFormat(Qt::RichText);
    label->setMargin(4);
    auto* area = new QScrollArea;
    area->setWidget(label);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(label->sizeHint().width() + area->verticalScrollBar()->sizeHint().width() + 4);
    ui::name(area, tr("Keys"), tr("What each key does"));
    auto* buttons = new QDialogButtonBox;
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setIcon(lineIcon(QStringLiteral("close"))); // the style's own is dark in either theme
    ui::name(close, tr("Close"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int most = parent->height() - kMargin;
    resize(sizeHint().width(),
           std::min(label->sizeHint().height() + buttons->sizeHint().height() + 3 * kMargin / 2, most));
    close->setFocus();
}

} // namespace croquis::ui
