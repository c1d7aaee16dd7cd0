// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/model_card.hpp"

#include "models/address.hpp"
#include "ui/models/installed_model.hpp"
#include "ui/models/manifest_texts.hpp"
#include "ui/panels/more_section.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace croquis::ui {
namespace {

constexpr int kCardWidth = 600; // pixels

/// In plain words: the server that it is fetched from.
QString serverOf(const models::ModelEntry& entry) {
    return entry.address.empty() ? QStringLiteral("pypi.org") : QString::fromStdString(models::hostOf(entry.address));
}

/// Where a model comes from: its publisher's server, or out of the catalogue's text "rembg 0.1.3".
QString sourceOf(const models::ModelEntry& entry) {
    if (!entry.address.empty())
        return QString::fromStdString(models::hostOf(entry.address));
    const auto text = models::ModelCatalogue::manifestText();
    const auto list = QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
                          .object()
                          .value(QStringLiteral("models"))
                          .toArray();
    for (const auto& model : list)
        if (model[QStringLiteral("name")].toString().toStdString() == entry.name) {
            const auto source = model[QStringLiteral("source")];
            return QStringLiteral("%1 %2").arg(source[QStringLiteral("package")].toString(),
                                               source[QStringLiteral("version")].toString());
        }
    return {};
}

QLabel* text(const QString& words, bool quiet) {
    auto* label = new QLabel(words);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(words.isEmpty() ? ModelCard::tr("Problem") : words);
    if (quiet)
        label->setObjectName(QStringLiteral("caption"));
    return label;
}

QWidget* rowOf(const models::ModelEntry& entry) {
    auto* row = new QWidget;
    auto* layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* top = new QHBoxLayout;
    auto* file = text(QStringLiteral("<b>%1</b>").arg(QString::fromStdString(entry.file).toHtmlEscaped()), false);
    file->setWordWrap(false);
    top->addWidget(file);
    top->addStretch();
    top->addWidget(new QLabel(entry.role == models::ModelRole::mask ? ModelCard::tr("finds the subject")
                              : entry.name == kPaperObserver        ? ModelCard::tr("says where strokes begin")
                                                                    : ModelCard::tr("judges the sketch")));
    layout->addLayout(top);
    const QLocale locale;
    layout->addWidget(
        text(ModelCard::tr("%1 · licence %2 · from %3")
                 .arg((entry.bytes > 0 ? QString() : ModelCard::tr("about ")) +
                          locale.formattedDataSize(static_cast<qint64>(entry.size()), 1, QLocale::DataSizeSIFormat),
                      QString::fromStdString(entry.licence), sourceOf(entry)),
             true));
    row->setToolTip(manifestText(entry.note));
    return row;
}

} // namespace

ModelCard::ModelCard(QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_needed(text({}, false)), m_caution(text({}, true)),
      m_problem(text({}, true)), m_looking(text({}, true)), m_waiting(text({}, false)), m_models(new QVBoxLayout) {
    setObjectName(QStringLiteral("modelCard"));
    auto* across = new QHBoxLayout;
    across->addStretch();
    across->addWidget(makeCard(), 1000);
    across->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->addStretch(2);
    layout->addLayout(across);
    layout->addStretch(3);
}

ModelCard::~ModelCard() {
    m_stop.request_stop();
    m_runner.reset();
}

QString ModelCard::title() const {
    return m_title->text();
}

QWidget* ModelCard::makeCard() {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setMaximumWidth(kCardWidth);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(6);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_fetch = new QPushButton(tr("Fetch"));
    m_fetch->setObjectName(QStringLiteral("primary"));
    name(m_fetch, tr("Fetch the missing models"));
    auto* import = new QPushButton(lineIcon(QStringLiteral("open")), tr("Import file..."));
    name(import, tr("Import a model file"), tr("Copies a model file that you have to where Croquis looks for it"));
    auto* retry = new QPushButton(lineIcon(QStringLiteral("redraw")), tr("Look again"));
    retry->setObjectName(QStringLiteral("retryModel"));
    name(retry, tr("Look for the models again"));
    auto* settings = new QPushButton(lineIcon(QStringLiteral("settings")), tr("Choose another..."));
    settings->setObjectName(QStringLiteral("otherModel"));
    name(settings, tr("Choose another model"), tr("Which network draws is a setting"));
    auto* main = new QHBoxLayout;
    main->addWidget(m_fetch);
    main->addStretch();
    auto* buttons = new QGridLayout; // side by side they would be too wide for a small window
    buttons->addWidget(import, 0, 0);
    buttons->addWidget(retry, 0, 1);
    buttons->addWidget(settings, 1, 0, 1, 2, Qt::AlignLeft);
    buttons->setColumnStretch(2, 1);
    m_models->setSpacing(8);
    auto* details = new QVBoxLayout; // for who knows what a model is
    details->setSpacing(8);
    details->addWidget(m_problem);
    details->addLayout(m_models);
    details->addLayout(buttons);
    m_more = new MoreSection(QStringLiteral("model"), tr("More"),
                             tr("Which files, from where, and other ways to get them"), details);
    m_looking->setObjectName(QStringLiteral("modelLooking"));
    m_needed->setObjectName(QStringLiteral("modelsNeeded"));
    m_waiting->setObjectName(QStringLiteral("modelWaiting"));
    m_waiting->setTextFormat(Qt::PlainText);
    m_waiting->hide();
    layout->addWidget(m_title);
    layout->addWidget(m_needed);
    layout->addWidget(m_waiting);
    layout->addWidget(m_looking);
    layout->addWidget(m_caution);
    addBreath(*layout, 8);
    layout->addLayout(main);
    layout->addWidget(m_more);
    connect(m_fetch, &QPushButton::clicked, this, &ModelCard::fetch);
    connect(settings, &QPushButton::clicked, this, &ModelCard::settingsRequested);
    connect(import, &QPushButton::clicked, this, &ModelCard::importRequested);
    connect(retry, &QPushButton::clicked, this, &ModelCard::retryRequested);
    return card;
}

void ModelCard::refresh(const QString& problem, const std::string& judge, const std::string& observer) {
    m_problem->setText(problem);
    m_stop.request_stop();
    m_stop = std::stop_source();
    while (auto* item = m_models->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_missing.clear();
    m_bytes = 0;
    m_servers.clear();
    m_caution->clear();
    const auto store = models::ModelStore::standard();
    std::vector<models::ModelEntry> toRead;
    bool isMissing = false;
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        // The chosen one draws in the default's place; who finds the subject is no choice.
        const bool needed =
            judge.empty() || entry.role == models::ModelRole::mask ? entry.isDefault : entry.name == judge;
        const auto presence = store.presence(entry);
        // Where none is chosen the paper's is asked if it is there, by CLIP's networks.
        const bool observes =
            observer.empty() ? entry.name == kPaperObserver && presence.file && !judge.empty() : entry.name == observer;
        if (!needed && !observes)
            continue;
        isMissing = isMissing || !presence.file;
        if (presence.sizeFits)
            toRead.push_back(entry);
        else
            list(entry);
    }
    m_isMissing = isMissing;
    m_more->setOpen(false);
    tell(toRead.empty());
    read(std::move(toRead), store);
    Q_EMIT fetchableChanged();
}

/// @param isAll  nothing has to be read any more to know that.
void ModelCard::tell(bool isAll) {
    const int count = static_cast<int>(m_missing.size());
    m_title->setText(m_isMissing ? (count > 1 ? tr("Models are missing") : tr("A model is missing"))
                                 : (count > 1 ? tr("Models can't be used") : tr("A model can't be used")));
    const QString size = locale().formattedDataSize(static_cast<qint64>(m_bytes), 1, QLocale::DataSizeSIFormat);
    const QString servers = locale().createSeparatedList(m_servers);
    m_needed->setText((m_isMissing
                           ? tr("Before it can draw, Croquis needs %n file(s) more: %1, to be fetched once from "
                                "%2. After that it needs no network.",
                                nullptr, count)
                           : tr("%n file(s) that Croquis draws with is damaged and has to be fetched again: %1 "
                                "from %2.",
                                nullptr, count))
                          .arg(size, servers));
    m_needed->setVisible(count > 0);
    m_needed->setAccessibleName(m_needed->text());
    m_caution->setVisible(!m_caution->text().isEmpty());
    m_fetch->setVisible(count > 0); // a weights file of the person's own can't be fetched
    if (count == 0 && isAll)
        m_more->setOpen(true);
}

void ModelCard::setWaiting(const QString& photo) {
    m_waiting->setText(photo.isEmpty() ? QString() : tr("%1 is waiting for that.").arg(photo));
    m_waiting->setAccessibleName(m_waiting->text());
    m_waiting->setVisible(!photo.isEmpty());
}

void ModelCard::unfold() {
    m_more->setOpen(true);
}

void ModelCard::fetch() {
    if (canFetch())
        Q_EMIT fetchRequested(m_missing);
}

void ModelCard::list(const models::ModelEntry& entry) {
    m_models->addWidget(rowOf(entry));
    if (!entry.caution.empty()) // of several it is the same
        m_caution->setText(manifestText(entry.caution));
    m_caution->setAccessibleName(m_caution->text().isEmpty() ? tr("Problem") : m_caution->text());
    m_missing += QString::fromStdString(entry.name);
    m_bytes += entry.size();
    if (const QString server = serverOf(entry); !m_servers.contains(server))
        m_servers += server;
}

/// Whether they are what they should be takes up to a second to find out.
void ModelCard::read(std::vector<models::ModelEntry> entries, const models::ModelStore& store) {
    QStringList names;
    for (const auto& entry : entries)
        names += QString::fromStdString(entry.name);
    m_looking->setText(tr("Checking the files that are there..."));
    m_looking->setToolTip(tr("Comparing %1 with the SHA-256...").arg(locale().createSeparatedList(names)));
    m_looking->setVisible(!entries.empty());
    if (entries.empty())
        return;
    if (!m_runner)
        m_runner = std::make_unique<ThreadRunner>();
    m_runner->post([this, entries = std::move(entries), store, stop = m_stop.get_token()] {
        std::vector<models::ModelEntry> damaged;
        for (const auto& entry : entries)
            if (store.examine(entry, {}, stop).condition != models::ModelStore::Condition::good)
                damaged.push_back(entry);
        QMetaObject::invokeMethod(
            this,
            [this, damaged, stop] {
                if (stop.stop_requested()) // it was asked anew
                    return;
                m_looking->hide();
                for (const auto& entry : damaged)
                    list(entry);
                tell(true);
                Q_EMIT fetchableChanged();
            },
            Qt::QueuedConnection);
    });
}

void ModelCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter(this).fillRect(rect(), deskColour());
}

} // namespace croquis::ui
