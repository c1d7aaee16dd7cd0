// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/version.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/main_window/keys_dialog.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/panels/abstraction_panel.hpp"
#include "ui/settings/settings_dialog.hpp"
#include "ui/sketch/brief_words.hpp"
#include "ui/style/theme.hpp"

#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>

#include <utility>

namespace croquis::ui {

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->source() != nullptr) // our own sketch on its way out
        return;
    const DropOffer offer = offerOf(*event->mimeData(), false);
    if (offer.kind == DropOffer::Kind::nothing)
        return;
    QString sentence = withShortWords(offer.sentence);
    if (offer.kind == DropOffer::Kind::startStrokes && !document().photo())
        sentence = tr("Open a photo first; then these strokes can be drawn on.");
    else if (offer.kind == DropOffer::Kind::startStrokes && controller().isBusy())
        sentence = tr("Stop the drawing first; then these strokes can be drawn on.");
    sentence = onOneLine(sentence);
    showHover(offer.leftOut.isEmpty() ? sentence : sentence + QStringLiteral("\n\n") + onOneLine(offer.leftOut));
    event->setDropAction(Qt::CopyAction); // nobody's file is to be moved
    event->accept();                      // also what is refused, so that the reason shows
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
    m_hover->hide();
    m_held = {};
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_hover->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    take(offerOf(*event->mimeData(), true));
    m_held = {};
}

DropOffer MainWindow::offerOf(const QMimeData& mime, bool withPixels) {
    const auto urls = mime.urls();
    const bool isLookedAt = !m_held.second.files.isEmpty(); // else it is, when it is dropped
    if (urls.isEmpty() || urls != m_held.first || (withPixels && !isLookedAt))
        m_held = {urls, offerFor(mime, withPixels)};
    return m_held.second;
}

bool MainWindow::event(QEvent* event) {
    if (event->type() == QEvent::ThemeChange)
        followDesktop();
    // Who was asked whether to close says no by Esc, which else would cancel what is being written.
    const bool presses = event->type() == QEvent::KeyPress;
    if ((presses || event->type() == QEvent::ShortcutOverride) && isWriting() && !m_askedOnWriting.isEmpty() &&
        m_message->text() == m_askedOnWriting && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (presses)
            m_message->clear();
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::showHover(const QString& sentence) {
    m_hover->setText(sentence);
    m_hover->setStyleSheet(
        QStringLiteral("QLabel { background: %1; color: %2; border: 3px dashed %3; padding: 40px; font-size: %4pt; }")
            .arg(palette().color(QPalette::Window).name(), palette().color(QPalette::WindowText).name(),
                 palette().color(QPalette::Highlight).name())
            .arg(1.6 * font().pointSizeF()));
    m_hover->setGeometry(centralWidget()->geometry().adjusted(12, 12, -12, -12));
    m_hover->raise();
    m_hover->show();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_app.save();
    if (!m_leavesExports && isWriting()) {
        m_askedOnWriting = sentenceOnWriting();
        m_message->show(MessageBar::Kind::warning, m_askedOnWriting, tr("Close without it"), [this] {
            m_leavesExports = true;
            close();
        });
        return event->ignore();
    }
    const auto closeAnyway = [this] {
        m_closesAnyway = true;
        close();
    };
    if (!m_closesAnyway && !putSketchAside(tr("Close without it"), closeAnyway))
        return event->ignore();
    m_desk.stop();
    QMainWindow::closeEvent(event);
}

bool MainWindow::isWriting() const {
    return m_exports->isBusy() || m_svgExports->isBusy();
}

QString MainWindow::sentenceOnWriting() const {
    const auto* exports = m_exports->isBusy() ? m_exports : m_svgExports;
    const QString name = QFileInfo(exports->file()).fileName();
    const int others =
        m_exports->waiting() + m_svgExports->waiting() + (m_exports->isBusy() && m_svgExports->isBusy() ? 1 : 0);
    return others > 0 ? tr("%1 is still being written, and %n more waiting.", nullptr, others).arg(name)
                      : tr("%1 is still being written.").arg(name);
}

void MainWindow::closeUnasked() {
    m_leavesExports = true;
    if (!close()) { // the sketch couldn't be put aside, and there is nobody to answer
        m_closesAnyway = true;
        close();
    }
}

void MainWindow::settingsDialog() {
    SettingsDialog dialog(m_app, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const AppSettings before = m_app;
    m_app = dialog.settings();
    m_settingsLost = false; // whoever changes them wants to know
    saveSettings();
    if (m_app.language != before.language && !m_settingsLost)
        tellNews(tr("The language changes at the next start."));
    if (m_app.engine.device != before.engine.device)
        m_onProcessor = false;
    m_precisionChosen = m_app.engine.precision != before.engine.precision;
    applyTheme(m_app.theme);
    m_abstraction->setAutoStart(m_app.autoStart);
    m_desk.setAutoStart(m_app.autoStart);
    openAnew();
}

void MainWindow::saveSettings() {
    if (m_app.save() || std::exchange(m_settingsLost, true))
        return;
    m_message->show(MessageBar::Kind::hint, sentenceOnSettings());
    m_carriesLost = true;
}

QString MainWindow::sentenceOnSettings() {
    return tr("The settings can't be saved, because %1 is full or can't be written to. They hold until the program "
              "ends.")
        .arg(QDir::toNativeSeparators(QFileInfo(QSettings().fileName()).path()));
}

QString MainWindow::sentenceOnRefused() const {
    return tr("%1 asks for %2, which there isn't. It was set to automatic; the settings offer what there is.")
        .arg(QDir::toNativeSeparators(QSettings().fileName()), onOneLine(locale().createSeparatedList(m_app.refused)));
}

void MainWindow::showShortcuts() {
    KeysDialog(*m_actions, this).exec();
}

void MainWindow::showAbout() {
    QMessageBox::about(this, tr("About Croquis"),
                       tr("<h3>Croquis %1</h3><p>A photo becomes an abstract sketch of a few strokes.</p>"
                          "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                           .arg(QLatin1String(session::kVersion)));
}

} // namespace croquis::ui
