// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/swatch_row.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QButtonGroup>
#include <QColorDialog>
#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr QSize kSwatchSize{18, 18};

/// A disc of the colour; transparent: a chequered one.
QIcon discOf(std::optional<geometry::Colour> colour, double ratio) {
    QPixmap pixmap(kSwatchSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF disc(1, 1, kSwatchSize.width() - 2, kSwatchSize.height() - 2);
    painter.setPen(QPen(fieldBorder(), 1));
    painter.setBrush(colour ? qColour(*colour) : QColor(Qt::white));
    painter.drawEllipse(disc);
    if (!colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0xcf, 0xca, 0xc2));
        painter.drawPie(disc.adjusted(0.5, 0.5, -0.5, -0.5), 0, 90 * 16);
        painter.drawPie(disc.adjusted(0.5, 0.5, -0.5, -0.5), 180 * 16, 90 * 16);
    }
    return pixmap;
}

} // namespace

SwatchRow::SwatchRow(const QString& key, const QString& what, const std::vector<Swatch>& swatches, QWidget* parent)
    : QWidget(parent), m_what(what), m_swatches(swatches), m_buttons(new QButtonGroup(this)), m_other(nullptr) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (std::size_t k = 0; k < swatches.size(); ++k)
        m_buttons->addButton(addButton(key + QLatin1Char('-') + swatches[k].key, swatches[k].name),
                             static_cast<int>(k));
    m_other = addButton(key + QStringLiteral("-other"), tr("another"));
    m_buttons->addButton(m_other, static_cast<int>(swatches.size()));
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int id) {
        if (const auto k = static_cast<std::size_t>(id); k < m_swatches.size())
            Q_EMIT colourChosen(m_swatches[k].colour);
        else
            chooseOther();
    });
    setColour(swatches.front().colour);
}

QToolButton* SwatchRow::addButton(const QString& objectName, const QString& colour) {
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setProperty("small", true);
    button->setCheckable(true);
    button->setIconSize(kSwatchSize);
    name(button, tr("%1: %2").arg(m_what, colour));
    layout()->addWidget(button);
    return button;
}

void SwatchRow::setColour(std::optional<geometry::Colour> colour) {
    m_colour = colour;
    const auto found =
        std::find_if(m_swatches.begin(), m_swatches.end(), [&](const auto& swatch) { return swatch.colour == colour; });
    m_buttons->button(static_cast<int>(found - m_swatches.begin()))->setChecked(true);
    paintIcons();
}

void SwatchRow::paintIcons() {
    const double ratio = devicePixelRatioF();
    for (std::size_t k = 0; k < m_swatches.size(); ++k)
        m_buttons->button(static_cast<int>(k))->setIcon(discOf(m_swatches[k].colour, ratio));
    m_other->setIcon(m_other->isChecked() ? discOf(m_colour, ratio) : lineIcon(QStringLiteral("plus")));
    const QString hex = m_other->isChecked() && m_colour ? qColour(*m_colour).name() : QString();
    name(m_other, hex.isEmpty() ? tr("%1: another").arg(m_what) : tr("%1: another, %2").arg(m_what, hex));
}

void SwatchRow::chooseOther() {
    const QColor chosen =
        QColorDialog::getColor(qColour(m_colour.value_or(geometry::Colour{255, 255, 255})), this, m_what);
    if (chosen.isValid())
        Q_EMIT colourChosen(colourOf(chosen));
    else
        setColour(m_colour); // as it was
}

void SwatchRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    QWidget::changeEvent(event);
}

} // namespace croquis::ui
