// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which network draws, and what happens when one arrives.
#include "models/model_store.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/models/models_door.hpp"

#include <QFileDialog>

namespace croquis::ui {
namespace {

using models::ModelCatalogue;

/// What comes to the same: no model is the default one.
std::string nameOfModel(const std::string& model) {
    return model.empty() ? ModelCatalogue::builtIn().defaultFor(models::ModelRole::perceptual).name : model;
}

bool isInstalled(const char* model) {
    return models::ModelStore::standard().locate(ModelCatalogue::builtIn().find(model)).has_value();
}

} // namespace

/// The recipe's own network draws where none is chosen, if it is there.
session::SessionOptions MainWindow::engineOptions() const {
    auto options = m_app.engine;
    const auto& settings = document().settings();
    const std::string model = optimise::recipeFor(settings.recipe, settings.quality).model;
    if (options.model.empty() && !model.empty() && isInstalled(model.c_str()))
        options.model = model;
    return options;
}

void MainWindow::openEngine(SketchDesk::Then then) {
    m_opened = engineOptions();
    m_desk.openEngine(m_opened, then);
}

bool MainWindow::openAnew() {
    const auto now = engineOptions();
    if (now.device == m_opened.device && nameOfModel(now.model) == nameOfModel(m_opened.model) &&
        now.precision == m_opened.precision && now.threads == m_opened.threads)
        return false;
    openEngine();
    return true;
}

void MainWindow::importModelFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Import a model file"));
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
    const bool tellsPlaces = entry.name == kPaperObserver;
    QString sentence = tr("%1 is there.").arg(model);
    if (tellsPlaces)
        sentence = tr("%1 is there and now says where strokes begin, when one of CLIP's networks draws.").arg(model);
    m_message->show(MessageBar::Kind::hint, sentence);
    const std::string judge = tellsPlaces ? kPaperJudge : entry.name;
    const bool isTheirs = tellsPlaces && (!isInstalled(kPaperJudge) || nameOfModel(m_opened.model) != nameOfModel({}));
    if (isTheirs || m_opened.model == judge)
        return;
    if (!optimise::recipeFor(document().settings().recipe, document().settings().quality).model.empty())
        return m_message->offer(tr("Settings"), [this] { settingsDialog(); }); // that takes an hour: not at one click
    m_message->offer(tr("Draw with %1").arg(QString::fromStdString(judge)), [this, judge] {
        m_app.engine.model = judge;
        m_app.save();
        openEngine(SketchDesk::Then::draw);
    });
}

} // namespace croquis::ui
