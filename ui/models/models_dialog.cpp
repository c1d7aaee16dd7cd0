// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_dialog.hpp"

#include "ui/models/manifest_texts.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

#include <cmath>
#include <tuple>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kName = 0, kState = 1, kSize = 2, kLicence = 3;
constexpr int kParts = 1000; // of the progress bar

QString dataSize(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString native(const std::filesystem::path& path) {
    return QDir::toNativeSeparators(QString::fromStdString(path.string()));
}

/// How far it is.
QString wordsFor(const QString& model, const models::DownloadProgress& progress) {
    const QString done = dataSize(progress.received), all = dataSize(progress.total);
    switch (progress.step) {
    case models::DownloadProgress::Step::checking:
        return model.isEmpty() ? ModelsDialog::tr("Reading the file: %1 of %2").arg(done, all)
                               : ModelsDialog::tr("%1: %2 of %3 compared with its SHA-256").arg(model, done, all);
    case models::DownloadProgress::Step::copying:
        return ModelsDialog::tr("Copying the file: %1 of %2").arg(done, all);
    case models::DownloadProgress::Step::fetching:
        break;
    }
    return progress.total > 0 ? ModelsDialog::tr("%1: %2 of %3").arg(model, done, all)
                              : ModelsDialog::tr("%1: %2").arg(model, done);
}

QLabel* textLabel(const QString& name) {
    auto* label = new QLabel;
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ModelsDialog::ModelsDialog(ModelTasks& tasks, QWidget* parent)
    : QDialog(parent), m_tasks(tasks), m_list(new QTreeWidget), m_details(textLabel(tr("About the model"))),
      m_address(new QLineEdit), m_digest(new QLineEdit), m_news(textLabel(tr("What was done"))),
      m_progress(new QProgressBar) {
    setObjectName(QStringLiteral("modelsDialog"));
    setWindowTitle(tr("Models"));
    setModal(false);
    resize(760, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(headingRow(tr("MODELS"), tr("the networks that look at photos and sketches")));
    makeList();
    layout->addWidget(m_list, 1);
    m_details->setObjectName(QStringLiteral("modelDetails"));
    m_details->setMinimumHeight(110);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_details);
    auto* origin = new QFormLayout;
    for (const auto& [line, title, key] : {std::tuple(m_address, tr("Address"), "modelAddress"),
                                           std::tuple(m_digest, QStringLiteral("SHA-256"), "modelDigest")}) {
        line->setObjectName(QLatin1String(key));
        line->setReadOnly(true);
        name(line, title);
        origin->addRow(title, line);
    }
    layout->addLayout(origin);
    m_progress->setRange(0, kParts);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    layout->addWidget(m_progress);
    m_news->setObjectName(QStringLiteral("modelNews"));
    m_news->setMinimumHeight(m_news->fontMetrics().lineSpacing() * 2);
    layout->addWidget(m_news);
    layout->addLayout(makeButtons());
    connectTasks();
    refresh();
}

void ModelsDialog::makeList() {
    m_list->setObjectName(QStringLiteral("modelList"));
    m_list->setAccessibleName(tr("Models"));
    m_list->setHeaderLabels({tr("Model"), tr("State"), tr("Size"), tr("Licence")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(kState, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (const auto& entry : m_tasks.catalogue().entries()) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(kName, QString::fromStdString(entry.name));
        item->setText(kSize, (entry.bytes > 0 ? QString() : tr("about ")) + dataSize(entry.size()));
        item->setText(kLicence, QString::fromStdString(entry.licence));
        item->setTextAlignment(kSize, Qt::AlignRight | Qt::AlignVCenter);
    }
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        m_removing = false;
        describe();
        updateButtons();
    });
}

QLayout* ModelsDialog::makeButtons() {
    const auto button = [](const char* key, const QString& text, const QString& toolTip) {
        auto* made = new QPushButton(text);
        made->setObjectName(QLatin1String(key));
        made->setAutoDefault(false);
        name(made, QString(text).remove(QLatin1Char('&')), toolTip);
        return made;
    };
    m_fetch = button("fetchModel", tr("&Fetch"), tr("Downloads the model; goes on where an earlier download stopped"));
    m_cancel = button("cancelModel", tr("&Cancel"), tr("Stops; what has arrived is kept"));
    m_verify = button("verifyModel", tr("&Verify"), tr("Compares the file with its SHA-256"));
    m_remove = button("removeModel", tr("&Remove"), tr("Deletes the file from this machine"));
    m_import = button("importModel", tr("&Import file..."), tr("Takes over a file that was downloaded elsewhere"));
    auto* close = button("closeModels", tr("C&lose"), tr("Close; downloads go on"));
    auto* row = new QHBoxLayout;
    for (auto* one : {m_fetch, m_cancel, m_verify, m_remove})
        row->addWidget(one);
    row->addStretch();
    row->addWidget(m_import);
    row->addWidget(close);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        if (const auto* entry = selected())
            fetch(QString::fromStdString(entry->name));
    });
    connect(m_cancel, &QPushButton::clicked, this, &ModelsDialog::cancel);
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const auto* entry = selected())
            m_tasks.verify(*entry);
        updateButtons();
    });
    connect(m_remove, &QPushButton::clicked, this, &ModelsDialog::removeSelected);
    connect(m_import, &QPushButton::clicked, this, &ModelsDialog::chooseFile);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return row;
}

void ModelsDialog::connectTasks() {
    connect(&m_tasks, &ModelTasks::began, this, [this](const QString& model) {
        m_progress->setRange(0, 0); // until it is known how far it is
        m_progress->show();
        m_news->setText(model.isEmpty() ? tr("Reading the file...") : tr("%1: at work...").arg(model));
        showStates();
        updateButtons();
    });
    connect(&m_tasks, &ModelTasks::progressed, this, &ModelsDialog::showProgress);
    connect(&m_tasks, &ModelTasks::ended, this, &ModelsDialog::finish);
}

const models::ModelEntry* ModelsDialog::selected() const {
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 ? nullptr : &m_tasks.catalogue().entries()[static_cast<std::size_t>(row)];
}

void ModelsDialog::select(const QString& model) {
    const auto found = m_list->findItems(model, Qt::MatchExactly, kName);
    if (!found.isEmpty())
        m_list->setCurrentItem(found.front());
}

void ModelsDialog::refresh() {
    showStates();
    if (m_list->currentItem() == nullptr && m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
    describe();
    updateButtons();
}

void ModelsDialog::showStates() {
    const auto& entries = m_tasks.catalogue().entries();
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const auto presence = m_tasks.store().presence(entries[k]);
        const QString state = m_tasks.waits(entries[k].name) ? tr("waits")
                              : presence.file                ? (presence.sizeFits ? tr("installed") : tr("damaged"))
                              : presence.partBytes > 0       ? tr("%1 have arrived").arg(dataSize(presence.partBytes))
                                                             : tr("not installed");
        m_list->topLevelItem(static_cast<int>(k))->setText(kState, state);
    }
}

void ModelsDialog::describe() {
    const auto* entry = selected();
    m_address->setText(entry != nullptr ? QString::fromStdString(entry->address) : QString());
    m_digest->setText(entry != nullptr ? QString::fromStdString(entry->sha256) : QString());
    for (auto* line : {m_address, m_digest})
        line->setCursorPosition(0);
    if (entry == nullptr)
        return m_details->clear();
    const auto presence = m_tasks.store().presence(*entry);
    QString text = QStringLiteral("<p>%1</p>").arg(manifestText(entry->note).toHtmlEscaped());
    if (!entry->caution.empty())
        text += QStringLiteral("<p>%1</p>").arg(manifestText(entry->caution).toHtmlEscaped());
    const QString place = presence.file
                              ? tr("It lies in %1.").arg(native(*presence.file))
                              : tr("It will lie in %1.").arg(native(m_tasks.store().folders().front() / entry->file));
    m_details->setText(text + QStringLiteral("<p>%1</p>").arg(place.toHtmlEscaped()));
}

void ModelsDialog::updateButtons() {
    const auto* entry = selected();
    const bool rests = entry != nullptr && !m_tasks.isPending(entry->name);
    const auto presence = entry == nullptr ? models::ModelStore::Presence{} : m_tasks.store().presence(*entry);
    m_fetch->setEnabled(rests && (!presence.file || !presence.sizeFits));
    m_cancel->setEnabled(m_tasks.isBusy());
    m_verify->setEnabled(rests && presence.file);
    m_remove->setEnabled(rests && (presence.isOwn || presence.partBytes > 0));
    const QString remove = m_removing ? tr("&Really remove?") : tr("&Remove");
    m_remove->setText(remove);
    m_remove->setAccessibleName(QString(remove).remove(QLatin1Char('&')));
    if (!m_tasks.isBusy())
        m_progress->hide();
}

void ModelsDialog::fetch(const QString& model) {
    select(model);
    m_tasks.fetch(m_tasks.catalogue().find(model.toStdString()));
    showStates();
    updateButtons();
}

void ModelsDialog::cancel() {
    const auto* entry = selected();
    if (entry != nullptr && m_tasks.isPending(entry->name))
        m_tasks.cancel(entry->name);
    else
        m_tasks.cancelCurrent();
    showStates();
    updateButtons();
}

void ModelsDialog::removeSelected() {
    const auto* entry = selected();
    if (entry == nullptr)
        return;
    if (std::exchange(m_removing, !m_removing))
        m_tasks.remove(*entry);
    updateButtons();
}

void ModelsDialog::chooseFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Import a model file"));
    if (!file.isEmpty())
        m_tasks.import(file);
    updateButtons();
}

void ModelsDialog::showProgress(const QString& model, const models::DownloadProgress& progress) {
    if (!m_tasks.isBusy())
        return;
    QString text = wordsFor(model, progress);
    if (progress.bytesPerSecond >= 1)
        text += tr(", %1 a second").arg(dataSize(static_cast<std::uint64_t>(progress.bytesPerSecond)));
    if (progress.total > 0) {
        const auto done = static_cast<double>(progress.received) / static_cast<double>(progress.total);
        m_progress->setRange(0, kParts);
        m_progress->setValue(static_cast<int>(std::lround(done * kParts)));
        if (progress.bytesPerSecond >= 1)
            text += tr(", %n second(s) left", nullptr,
                       static_cast<int>(std::ceil(static_cast<double>(progress.total - progress.received) /
                                                  progress.bytesPerSecond)));
    }
    m_news->setText(text);
}

bool ModelsDialog::keeps(const QString& model) const {
    return !model.isEmpty() && m_tasks.store().presence(m_tasks.catalogue().find(model.toStdString())).partBytes > 0;
}

void ModelsDialog::finish(const ModelOutcome& outcome) {
    using Kind = ModelOutcome::Kind;
    switch (outcome.kind) {
    case Kind::fetched:
        m_news->setText(tr("%1 was fetched and verified.").arg(outcome.model));
        break;
    case Kind::alreadyThere:
        m_news->setText(tr("%1 was there already and is good.").arg(outcome.model));
        break;
    case Kind::stopped:
        m_news->setText(keeps(outcome.model) ? tr("Stopped. What has arrived is kept.") : tr("Stopped."));
        break;
    case Kind::good:
        m_news->setText(tr("%1 is good: its SHA-256 is the right one.").arg(outcome.model));
        break;
    case Kind::missing:
        m_news->setText(tr("%1 isn't installed.").arg(outcome.model));
        break;
    case Kind::damaged:
        m_news->setText(tr("%1 is damaged: its SHA-256 is another. Fetch it again.").arg(outcome.model));
        break;
    case Kind::imported:
        select(outcome.model);
        m_news->setText(tr("%1 was imported.").arg(outcome.model));
        break;
    case Kind::removed:
        m_news->setText(tr("%1 was removed.").arg(outcome.model));
        break;
    case Kind::failed:
        m_news->setText(outcome.message);
        break;
    }
    m_removing = false;
    refresh();
    // A damaged file of the right size can't be told without reading it: it was, so it may be fetched again.
    if (outcome.kind == Kind::damaged && !m_tasks.isBusy())
        m_fetch->setEnabled(true);
}

} // namespace croquis::ui
