// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_dialog.hpp"

#include "session/devices.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/settings/card_lookup.hpp"
#include "ui/settings/model_box.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr QLatin1String kLooking("looking"); // no device's name

void disable(QComboBox* box, int index) {
    qobject_cast<QStandardItemModel*>(box->model())->item(index)->setEnabled(false);
}

void choose(QComboBox* box, const QVariant& value) {
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

} // namespace

SettingsDialog::SettingsDialog(const AppSettings& settings, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_device(new QComboBox),
      m_model(new ModelBox(ModelBox::Role::judge, tr("Default"), settings.modelFiles)),
      m_observer(new ModelBox(ModelBox::Role::observer, tr("ViT-B/32, where it is installed"), settings.modelFiles)),
      m_precision(new QComboBox), m_threads(new BoundedBox<QSpinBox>), m_theme(new QComboBox),
      m_language(new QComboBox), m_autoStart(new QCheckBox(tr("Draw by itself when there is a photo"))) {
    setWindowTitle(tr("Settings"));
    setObjectName(QStringLiteral("settingsDialog"));
    m_device->addItem(tr("Automatic (the processor)"), QStringLiteral("auto"));
    for (const auto& device : session::devices())
        m_device->addItem(QString::fromStdString(device.description), QString::fromStdString(device.name));
    const QString device = QString::fromStdString(settings.engine.device);
    if (m_device->findData(device) < 0)
        m_device->addItem(device, device); // until it is known what it is
    m_device->setObjectName(QStringLiteral("deviceBox"));
    m_precision->addItem(tr("Automatic"), QStringLiteral("auto"));
    m_precision->addItem(QStringLiteral("fp32"), QStringLiteral("fp32"));
    m_precision->addItem(QStringLiteral("bf16"), QStringLiteral("bf16"));
    m_threads->setRange(0, 256);
    m_threads->setSpecialValueText(tr("All processors"));
    m_theme->addItem(tr("As the desktop"), static_cast<int>(Theme::system));
    m_theme->addItem(tr("Light"), static_cast<int>(Theme::light));
    m_theme->addItem(tr("Dark"), static_cast<int>(Theme::dark));
    m_language->addItem(tr("As the desktop"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_language->setObjectName(QStringLiteral("languageBox"));
    m_language->setToolTip(tr("Takes effect at the next start"));
    auto* later = new QLabel(tr("Takes effect at the next start"));
    later->setObjectName(QStringLiteral("caption"));
    choose(m_device, device);
    m_model->setObjectName(QStringLiteral("modelBox"));
    m_model->choose(settings.engine.model);
    m_model->setToolTip(tr("Which network judges the sketch; a weights file of your own will do as well"));
    m_observer->setObjectName(QStringLiteral("observerBox"));
    m_observer->choose(settings.engine.saliencyModel);
    m_observer->setToolTip(tr("Whose attention says where strokes begin, when one of CLIP's networks draws"));
    m_device->setToolTip(tr("Where sketches are computed: on the processor, or on a graphics card that can be used"));
    m_precision->setToolTip(tr("How exactly the network computes; bf16 is for processors and cards made for it"));
    m_threads->setToolTip(tr("How many of the machine's processors draw; fewer leave more to other programs"));
    m_theme->setToolTip(tr("Light or dark, at once; the paper keeps its own colour"));
    m_precision->setObjectName(QStringLiteral("precisionBox"));
    choose(m_precision, QString::fromStdString(settings.engine.precision));
    m_threads->setValue(settings.engine.threads);
    choose(m_theme, static_cast<int>(settings.theme));
    choose(m_language, settings.language);
    m_autoStart->setChecked(settings.autoStart);
    name(m_autoStart, m_autoStart->text(), tr("Without it a photo waits until it is to be sketched (F5)"));
    auto* buttons = new QDialogButtonBox;
    auto* good = buttons->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    good->setObjectName(QStringLiteral("primary"));
    name(good, tr("OK"), tr("Take these settings over"));
    name(buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole), tr("Cancel"),
         tr("Leave the settings as they were"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 14, 20, 12);
    form->setVerticalSpacing(6);
    form->setHorizontalSpacing(16);
    form->addRow(buddyLabel(tr("&Theme"), m_theme), m_theme);
    form->addRow(buddyLabel(tr("&Language"), m_language), m_language);
    form->addRow(QString(), later);
    form->addRow(m_autoStart);
    form->addRow(rule());
    form->addRow(buddyLabel(tr("&Device"), m_device), m_device);
    form->addRow(buddyLabel(tr("&Model"), m_model), m_model);
    form->addRow(buddyLabel(tr("&Where strokes begin"), m_observer), m_observer);
    form->addRow(buddyLabel(tr("&Precision"), m_precision), m_precision);
    form->addRow(buddyLabel(tr("Th&reads"), m_threads), m_threads);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    lookForCards();
}

void SettingsDialog::lookForCards() {
    m_device->addItem(tr("Looking for graphics cards..."), QString(kLooking));
    disable(m_device, m_device->count() - 1);
    ui::lookForCards(this, [this](const Cards& cards) { listCards(cards); });
}

/// Every card; those that can't be used say why. Two of a kind are told apart.
void SettingsDialog::listCards(const std::vector<session::CudaNote>& cards) {
    const auto nameIn = [&](const session::CudaNote& card) {
        const bool twice =
            std::count_if(cards.begin(), cards.end(), [&](const auto& other) { return other.name == card.name; }) > 1;
        const QString name = QString::fromStdString(card.name);
        return twice ? QStringLiteral("%1 (%2)").arg(name, QString::fromStdString(card.device)) : name;
    };
    m_device->removeItem(m_device->findData(QString(kLooking)));
    const QString chosen = QString::fromStdString(m_settings.engine.device);
    for (const auto& card : cards) {
        if (card.name.empty())
            continue;
        const QString device = QString::fromStdString(card.device);
        if (m_device->findData(device) < 0)
            m_device->addItem(device, device);
        const int index = m_device->findData(device);
        m_device->setItemText(index, card.usable ? nameIn(card) : tr("%1 (not available)").arg(nameIn(card)));
        if (card.usable)
            continue;
        disable(m_device, index);
        m_device->setItemData(index, localised(card.text), Qt::ToolTipRole);
    }
    const bool isThere = std::any_of(cards.begin(), cards.end(), [&](const auto& card) {
        return !card.name.empty() && (card.device == m_settings.engine.device || (chosen == "cuda" && card.usable));
    });
    if (chosen.startsWith(QLatin1String("cuda")) && !isThere) // it isn't given up in silence
        m_device->setItemText(m_device->findData(chosen), tr("%1 (not available)").arg(chosen));
}

AppSettings SettingsDialog::settings() const {
    AppSettings settings = m_settings;
    settings.engine.device = m_device->currentData().toString().toStdString();
    settings.engine.model = m_model->model();
    settings.engine.saliencyModel = m_observer->model();
    for (const auto* box : {m_observer, m_model})
        settings.rememberModel(QString::fromStdString(box->model()));
    settings.engine.precision = m_precision->currentData().toString().toStdString();
    settings.engine.threads = m_threads->value();
    settings.theme = static_cast<Theme>(m_theme->currentData().toInt());
    settings.language = m_language->currentData().toString();
    settings.autoStart = m_autoStart->isChecked();
    return settings;
}

} // namespace croquis::ui
