// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_door.hpp"

#include "ui/main_window/message_bar.hpp"
#include "ui/models/installed_model.hpp"
#include "ui/models/model_tasks.hpp"
#include "ui/models/models_dialog.hpp"

#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

QString offeredKey() {
    return QStringLiteral("clipOffered");
}

} // namespace

ModelsDoor::ModelsDoor(QWidget* window, MessageBar& message, models::ModelStore store,
                       const models::ModelCatalogue& catalogue)
    : QObject(window), m_window(window), m_message(message), m_store(std::move(store)), m_catalogue(catalogue) {
    connect(&m_message, &MessageBar::closed, this,
            [this](const QString& sentence) { m_offers = m_offers && sentence != m_offer; });
}

ModelsDoor::~ModelsDoor() {
    delete m_dialog;
}

ModelTasks& ModelsDoor::tasks() {
    if (m_tasks)
        return *m_tasks;
    m_tasks = std::make_unique<ModelTasks>(m_store, m_catalogue, std::make_unique<ThreadRunner>());
    connect(m_tasks.get(), &ModelTasks::ended, this, [this](const ModelOutcome& outcome) {
        using Kind = ModelOutcome::Kind;
        if (outcome.kind == Kind::failed && !isOpen())
            m_message.show(MessageBar::Kind::warning, outcome.message, tr("Models..."), [this] { open(); });
        const bool good =
            outcome.kind == Kind::fetched || outcome.kind == Kind::imported || outcome.kind == Kind::alreadyThere;
        closeWhenDone(outcome.kind == Kind::imported ? QString() : outcome.model, good);
        if (good)
            Q_EMIT arrived(outcome.model);
    });
    return *m_tasks;
}

bool ModelsDoor::isOpen() const {
    return m_dialog && m_dialog->isVisible();
}

void ModelsDoor::closeWhenDone(const QString& what, bool good) {
    if (!m_awaited.contains(what))
        return;
    m_awaited.removeOne(what);
    if (!good) // the dialog says why
        m_awaited.clear();
    else if (m_awaited.isEmpty() && isOpen() && !m_tasks->isBusy())
        m_dialog->close();
}

void ModelsDoor::open() {
    m_awaited.clear();
    show();
}

void ModelsDoor::show() {
    if (!m_dialog)
        m_dialog = new ModelsDialog(tasks(), m_window);
    m_dialog->refresh();
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ModelsDoor::fetch(const QStringList& names) {
    const bool opens = !isOpen();
    open();
    if (opens)
        m_awaited = names;
    for (const auto& name : names)
        m_dialog->fetch(name);
    if (!names.isEmpty())
        m_dialog->select(names.front());
}

void ModelsDoor::import(const QString& file) {
    const bool opens = !isOpen();
    open();
    if (opens)
        m_awaited = {QString()};
    tasks().import(file);
}

void ModelsDoor::offerClip() {
    QSettings settings;
    if ((settings.value(offeredKey()).toBool() && !m_offers) || !m_message.text().isEmpty())
        return;
    QStringList missing;
    std::uint64_t bytes = 0;
    std::string licence;
    for (const auto* name : {kPaperJudge, kPaperObserver}) {
        const auto& entry = m_catalogue.find(name);
        if (m_store.presence(entry).sizeFits)
            continue;
        missing += QString::fromStdString(entry.name);
        bytes += entry.size();
        licence = entry.licence;
    }
    if (missing.isEmpty())
        return;
    m_offer =
        tr("With CLIP (%1; %2, licence %3) Croquis draws as in the CLIPasso paper; until then the built-in network "
           "does.")
            .arg(QLocale().createSeparatedList(missing),
                 QLocale().formattedDataSize(static_cast<qint64>(bytes), 0, QLocale::DataSizeSIFormat),
                 QString::fromStdString(licence));
    m_offers = true;
    settings.setValue(offeredKey(), true);
    m_message.show(MessageBar::Kind::hint, m_offer, tr("Fetch"), [this, missing] {
        m_offers = false;
        fetch(missing);
    });
}

bool ModelsDoor::isOffering() const {
    return !m_offer.isEmpty() && m_message.text() == m_offer;
}

void ModelsDoor::clearMessage() {
    if (!isOffering())
        m_message.clear();
}

} // namespace croquis::ui
