// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which network draws, and what happens when one arrives.
#include "models/model_store.hpp"
#include "ui/desk/restored_sketch.hpp"
#include "ui/main_window/file_dialogs.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/models/installed_model.hpp"
#include "ui/models/models_door.hpp"
#include "ui/sketch/brief_words.hpp"

#include <QFileDialog>
#include <QLabel>

#include <algorithm>

namespace croquis::ui {
namespace {

using models::ModelCatalogue;

/// What comes to the same: no model is the default one.
std::string nameOfModel(const std::string& model) {
    return model.empty() ? ModelCatalogue::builtIn().defaultFor(models::ModelRole::perceptual).name : model;
}

/// Whether the network that judges can be asked for the attention of another.
bool asksObserver(const session::SessionOptions& options, const RunSettings& settings) {
    return nameOfModel(options.model) != nameOfModel({}) ||
           std::find(settings.set.begin(), settings.set.end(), "saliency=attention") != settings.set.end();
}

} // namespace

/// The recipe's own network draws where none is chosen, if it is there.
session::SessionOptions MainWindow::engineOptions() const {
    auto options = m_app.engine;
    options.cardMayFollow = true; // the settings offer it
    if (m_onProcessor)
        options.device = "cpu";
    const auto& settings = document().settings();
    const std::string model = optimise::recipeFor(settings.recipe, settings.quality).model;
    if (options.model.empty() && !model.empty() && isInstalled(model))
        options.model = model;
    if (!settings.saliencyModel.empty())
        options.saliencyModel = settings.saliencyModel;
    if (!asksObserver(options, settings))
        options.saliencyModel.clear();
    return options;
}

void MainWindow::openEngine(SketchDesk::Then then) {
    m_opened = engineOptions();
    m_engineStatus->setText(tr("Opening the engine..."));
    m_desk.openEngine(m_opened, then);
}

bool MainWindow::openAnew() {
    const auto now = engineOptions();
    if (now.device == m_opened.device && nameOfModel(now.model) == nameOfModel(m_opened.model) &&
        now.saliencyModel == m_opened.saliencyModel && now.precision == m_opened.precision &&
        now.threads == m_opened.threads)
        return false;
    const auto state = controller().state();
    // What another network judges is drawn anew by itself.
    const bool ends = (state == RunState::running || state == RunState::paused) && !m_desk.isOutdated() &&
                      nameOfModel(now.model) == nameOfModel(m_opened.model);
    openEngine();
    if (ends && document().hasStrokes()) {
        hint({tr("The drawing has ended, because other settings of its engine were chosen.")}, tr("Draw on"),
             [this] { m_desk.drawOn(); });
        const auto withdraw = [this, said = m_message->text()] { // of another run it isn't true, and would end it
            if (m_message->text() == said)
                m_message->clear();
        };
        connect(&m_desk, &SketchDesk::runBegan, m_message, withdraw, Qt::SingleShotConnection);
    }
    return true;
}

bool MainWindow::isDrawable(const std::string& recipe) {
    const std::string own = optimise::recipeFor(recipe, document().settings().quality).model;
    if (own.empty() || isInstalled(own) || nameOfModel(m_app.engine.model) != nameOfModel({}))
        return true;
    const auto name = QString::fromStdString(own);
    m_message->show(
        MessageBar::Kind::hint,
        isInstalled(kPaperObserver)
            ? tr("CLIPasso needs %1, which isn't installed.").arg(name)
            : tr("CLIPasso needs %1 and %2, which aren't installed.").arg(name, QLatin1String(kPaperObserver)),
        tr("Models..."), [this] { m_models->open(); });
    m_message->markAsNews();
    return false;
}

void MainWindow::importModelFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import a model file"), placeOf(QStandardPaths::DownloadLocation));
    if (!file.isEmpty())
        m_models->import(file);
}

void MainWindow::modelArrived(const QString& model) {
    if (controller().state() == RunState::noModel)
        return openEngine();
    const auto& entry = ModelCatalogue::builtIn().find(model.toStdString());
    if (entry.isDefault)
        return;
    if (openAnew() && m_opened.model == entry.name) // the recipe's own, which was waited for
        return m_message->show(MessageBar::Kind::hint,
                               tr("%1 is there; the chosen recipe draws with it now.").arg(model));
    const auto& settings = document().settings();
    const auto& observer = settings.saliencyModel.empty() ? m_app.engine.saliencyModel : settings.saliencyModel;
    const bool isObserver = entry.name == kPaperObserver;
    m_message->show(
        MessageBar::Kind::hint,
        isObserver && (observer.empty() || observer == entry.name)
            ? tr("%1 is there and now says where strokes begin, when one of CLIP's networks draws.").arg(model)
            : tr("%1 is there.").arg(model));
    const std::string judge = isObserver ? kPaperJudge : entry.name; // the observer isn't the one to judge
    const bool isDefault = nameOfModel(m_opened.model) == nameOfModel({});
    if (m_opened.model == judge || (isObserver && !(isDefault && isInstalled(judge))))
        return;
    if (!optimise::recipeFor(settings.recipe, settings.quality).model.empty())
        return m_message->offer(tr("Settings"), [this] { settingsDialog(); }); // that takes an hour: not at one click
    m_message->offer(tr("Draw with %1").arg(QString::fromStdString(judge)), [this, judge] {
        m_app.engine.model = judge;
        saveSettings();
        openEngine(SketchDesk::Then::draw);
    });
}

QStringList MainWindow::remarksOnRestored() {
    QStringList sentences;
    QStringList leftOut;
    for (const auto& setting : m_desk.leftOut())
        leftOut += QString::fromStdString(setting);
    const auto record = m_desk.maker().record;
    if (record && isOfNewerProgram(*record))
        sentences +=
            tr("This sketch was made by a newer Croquis (%1): some of its settings may not be understood here.")
                .arg(inBrief(record->programVersion));
    if (!leftOut.isEmpty())
        sentences += tr("Of its settings these can't be kept here: %1.").arg(leftOut.join(QStringLiteral(", ")));
    const auto &drawn = m_desk.engine().modelName, &now = m_desk.currentEngine().modelName;
    // Where the record's recipe has just asked for an engine of its own, it isn't known yet.
    if (controller().isEngineTold() && !drawn.empty() && drawn != now)
        sentences += tr("It was drawn with %1; what is drawn next is drawn with %2.")
                         .arg(inBrief(drawn), QString::fromStdString(now));
    return sentences;
}

} // namespace croquis::ui
