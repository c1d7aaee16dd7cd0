// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/model_card.hpp"

#include "models/model_store.hpp"
#include "ui/models/manifest_texts.hpp"
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

namespace croquis::ui {
namespace {

constexpr int kCardWidth = 600; // pixels

/// Where a model comes from, out of the catalogue's text: "rembg 0.1.3".
QString sourceOf(const models::ModelEntry& entry) {
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

ModelCard::ModelCard(QWidget* parent) : QWidget(parent), m_problem(text({}, false)), m_models(new QVBoxLayout) {
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

QWidget* ModelCard::makeCard() {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setMaximumWidth(kCardWidth);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(6);
    auto* title = new QLabel(tr("A model is missing"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
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
    auto* buttons = new QGridLayout; // side by side they would be too wide for a small window
    buttons->addWidget(m_fetch, 0, 0);
    buttons->addWidget(import, 0, 1);
    buttons->addWidget(retry, 1, 0);
    buttons->addWidget(settings, 1, 1);
    buttons->setColumnStretch(2, 1);
    m_models->setSpacing(8);
    layout->addWidget(title);
    layout->addWidget(m_problem);
    addBreath(*layout, 8);
    layout->addLayout(m_models);
    addBreath(*layout, 8);
    layout->addLayout(buttons);
    connect(m_fetch, &QPushButton::clicked, this, [this] { Q_EMIT fetchRequested(m_missing); });
    connect(settings, &QPushButton::clicked, this, &ModelCard::settingsRequested);
    connect(import, &QPushButton::clicked, this, &ModelCard::importRequested);
    connect(retry, &QPushButton::clicked, this, &ModelCard::retryRequested);
    return card;
}

void ModelCard::refresh(const QString& problem, const std::string& chosen) {
    m_problem->setText(problem);
    while (auto* item = m_models->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto store = models::ModelStore::standard();
    m_missing.clear();
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        // The chosen one draws in the default's place; who finds the subject is no choice.
        const bool needed =
            chosen.empty() || entry.role == models::ModelRole::mask ? entry.isDefault : entry.name == chosen;
        if (!needed || store.verify(entry) == models::ModelStore::Condition::good)
            continue;
        m_models->addWidget(rowOf(entry));
        m_missing += QString::fromStdString(entry.name);
    }
    m_fetch->setVisible(!m_missing.isEmpty()); // a weights file of the person's own can't be fetched
}

void ModelCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter(this).fillRect(rect(), deskColour());
}

} // namespace croquis::ui
