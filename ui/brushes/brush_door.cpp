// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/brushes/brush_door.hpp"

#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "ui/brushes/brush_shelf.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/sketch/document_commands.hpp"
#include "vector/brush/brush_file.hpp"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLocale>
#include <QStandardPaths>

#include <optional>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kNameDialogWidth = 360; // pixels

QString brushFilter() {
    return BrushDoor::tr("Brushes (*.json)");
}

} // namespace

BrushDoor::BrushDoor(QWidget* window, SketchDocument& document, BrushShelf& shelf, MessageBar& message)
    : QObject(window), m_window(window), m_document(document), m_shelf(shelf), m_message(message) {
    // Before any panel asks what it was.
    connect(&document, &SketchDocument::lookChanged, this, [this] { m_shelf.meet(brush()); });
}

void BrushDoor::connectTo(WindowActions& actions) {
    m_actions = &actions;
    actions.on("resetBrush", [this] { reset(); });
    actions.on("saveBrush", [this] { save({}); });
    actions.on("renameBrush", [this] { rename(); });
    actions.on("deleteBrush", [this] { remove(); });
    actions.on("importBrush", [this] { importFiles(); });
    actions.on("exportBrush", [this] { exportFile(); });
    connect(&m_document, &SketchDocument::lookChanged, this, &BrushDoor::updateActions);
    connect(&m_shelf, &BrushShelf::changed, this, &BrushDoor::updateActions);
    updateActions();
    if (!m_shelf.complaints().isEmpty())
        m_message.show(MessageBar::Kind::hint, localised(m_shelf.complaints().front().toStdString()));
}

const vector::Brush& BrushDoor::brush() const {
    return m_document.look().page.brush;
}

void BrushDoor::updateActions() {
    m_actions->at("resetBrush")->setEnabled(m_shelf.isAdjusted(brush()));
    for (const auto* key : {"renameBrush", "deleteBrush"})
        m_actions->at(key)->setEnabled(m_shelf.isOwn(brush()));
}

void BrushDoor::refuse(const Error& error) {
    m_message.show(MessageBar::Kind::warning, localised(error.what()));
    m_message.markAsNews();
}

void BrushDoor::refuseName(const QString& name, std::function<void()> again) {
    // As the library says it of the names in files.
    const std::string sentence =
        '"' + name.toStdString() + "\" is a brush that comes with the program; choose another name.";
    m_message.show(MessageBar::Kind::warning, localised(sentence), tr("Another name..."), std::move(again));
}

void BrushDoor::choose(const vector::Brush& chosen, const QString& text) {
    Look look = m_document.look();
    look.page.brush = chosen;
    if (!(look == m_document.look()))
        m_document.undoStack().push(new LookCommand(m_document, look, text));
    m_shelf.refresh();
}

void BrushDoor::reset() {
    choose(m_shelf.originOf(brush()), tr("Reset the brush"));
}

QString BrushDoor::askForName(const QString& title, const QString& suggestion) {
    QInputDialog dialog(m_window);
    dialog.setWindowTitle(title);
    dialog.setLabelText(tr("Name:"));
    dialog.setTextValue(suggestion);
    dialog.resize(kNameDialogWidth, dialog.sizeHint().height());
    return dialog.exec() == QDialog::Accepted ? dialog.textValue().trimmed() : QString();
}

void BrushDoor::save(const QString& suggestion) {
    const QString mine = tr("My %1").arg(nameOf(brush()));
    const QString proposed = m_shelf.isOwn(brush()) ? nameOf(brush()) : mine;
    const QString free = QString::fromStdString(m_shelf.library().freeName(proposed.toStdString()));
    const QString name = askForName(tr("Save as a brush of your own"), suggestion.isEmpty() ? free : suggestion);
    if (name.isEmpty())
        return;
    if (BrushShelf::isNameOfBuiltIn(name))
        return refuseName(name, [this, name] { save(name); });
    vector::Brush own = brush();
    own.name = name.toStdString();
    own.description.clear();
    try {
        m_shelf.library().add(own);
    } catch (const InvalidArgument& error) { // of the name
        if (const auto* taken = m_shelf.named(own.name); taken != nullptr && m_shelf.isOwn(*taken))
            return m_message.show(MessageBar::Kind::warning, localised(error.what()), tr("Replace it"),
                                  [this, own] { replace(own); });
        return m_message.show(MessageBar::Kind::warning, localised(error.what()), tr("Another name..."),
                              [this, name] { save(name); });
    } catch (const Error& error) {
        return refuse(error);
    }
    choose(own, tr("Save the brush"));
    m_message.show(MessageBar::Kind::hint, tr("The brush %1 was saved; it stands beside the others now.").arg(name));
    m_message.markAsNews();
}

void BrushDoor::replace(const vector::Brush& own) {
    try {
        m_shelf.library().replace(own);
    } catch (const Error& error) {
        m_shelf.refresh();
        return refuse(error);
    }
    choose(own, tr("Save the brush"));
    m_message.show(MessageBar::Kind::hint, tr("The brush %1 was replaced.").arg(nameOf(own)));
    m_message.markAsNews();
}

void BrushDoor::rename(const QString& suggestion) {
    const std::string before = brush().name;
    const QString name = askForName(tr("Rename the brush"), suggestion.isEmpty() ? nameOf(brush()) : suggestion);
    if (name.isEmpty() || name.toStdString() == before)
        return;
    if (BrushShelf::isNameOfBuiltIn(name))
        return refuseName(name, [this, name] {
            if (m_shelf.isOwn(brush())) // another may have been chosen meanwhile
                rename(name);
        });
    try {
        m_shelf.library().rename(before, name.toStdString());
        vector::Brush renamed = brush();
        renamed.name = name.toStdString();
        choose(renamed, tr("Rename the brush"));
    } catch (const Error& error) {
        m_shelf.refresh();
        refuse(error);
    }
}

void BrushDoor::remove() {
    try {
        const vector::Brush gone = m_shelf.library().remove(brush().name);
        m_shelf.refresh(); // the sketch keeps it
        m_message.show(MessageBar::Kind::hint,
                       tr("The brush %1 was deleted. This sketch keeps it until another is chosen.").arg(nameOf(gone)),
                       tr("Bring it back"), [this, gone] {
                           try {
                               m_shelf.library().add(gone);
                           } catch (const Error& error) {
                               refuse(error);
                           }
                           m_shelf.refresh();
                       });
    } catch (const Error& error) {
        m_shelf.refresh();
        refuse(error);
    }
}

void BrushDoor::importFiles() {
    const QStringList files = QFileDialog::getOpenFileNames(m_window, tr("Import brushes"), {}, brushFilter());
    if (!files.isEmpty())
        take(files);
}

void BrushDoor::take(const QStringList& files) {
    QStringList names;
    std::optional<vector::Brush> last;
    try {
        for (const auto& file : files) {
            vector::Brush brush = vector::readBrush(file.toStdString());
            const auto* known = m_shelf.named(brush.name);
            if (known == nullptr || !isSameBrush(*known, brush)) { // else it is there already
                const QString called = QString::fromStdString(brush.name);
                brush.name = m_shelf.library().freeName(
                    BrushShelf::isNameOfBuiltIn(called) && known == nullptr ? brush.name + " 2" : brush.name);
                m_shelf.library().add(brush);
            }
            names += nameOf(brush);
            last = brush;
        }
    } catch (const Error& error) {
        if (last)
            choose(*last, tr("Brush"));
        return refuse(error);
    }
    choose(*last, tr("Brush"));
    m_message.show(MessageBar::Kind::hint,
                   tr("Taken over among your own brushes: %1.").arg(QLocale().createSeparatedList(names)));
    m_message.markAsNews();
}

void BrushDoor::exportFile() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QString name = nameOf(brush());
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    QFileDialog dialog(m_window, tr("Export the brush"), folder, brushFilter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("json"));
    dialog.selectFile(name + QStringLiteral(".json"));
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString file = dialog.selectedFiles().front();
    try {
        base::AtomicFile written(file.toStdString());
        written.write(vector::toJson(brush()) + "\n");
        written.place(base::IfExists::replace); // the dialog asked
        m_message.show(MessageBar::Kind::hint, tr("Saved %1").arg(QDir::toNativeSeparators(file)));
        m_message.markAsNews();
    } catch (const Error& error) {
        refuse(error);
    }
}

} // namespace croquis::ui
