// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/variation_rows.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr double kPercent = 100;

} // namespace

VariationRows::VariationRows(SketchDocument& document, QWidget* parent)
    : QWidget(parent),
      m_document(document), m_rows{makeRow(&vector::StrokeVariation::width, QStringLiteral("varyWidth")),
                                   makeRow(&vector::StrokeVariation::opacity, QStringLiteral("varyOpacity"))},
      m_drag(newDrag()) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const std::array labels{buddyLabel(tr("Thinner"), m_rows[0].by), buddyLabel(tr("Fainter"), m_rows[1].by)};
    const std::array hints{tr("By what strokes are thinner than the strongest, which keeps its width"),
                           tr("By what strokes are fainter than the strongest, which stays as it is")};
    const std::array amounts{tr("How much thinner the weakest stroke is"),
                             tr("How much fainter the weakest stroke is")};
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        const Row& row = m_rows[k];
        row.by->setToolTip(hints[k]);
        name(row.amount, amounts[k]);
        grid->addWidget(labels[k], static_cast<int>(2 * k), 0);
        grid->addWidget(row.by, static_cast<int>(2 * k), 1, 1, 2);
        grid->addWidget(row.amount, static_cast<int>(2 * k + 1), 1);
        grid->addWidget(row.value, static_cast<int>(2 * k + 1), 2);
    }
    connect(&document, &SketchDocument::lookChanged, this, &VariationRows::lookChanged);
    lookChanged();
}

VariationRows::Row VariationRows::makeRow(vector::Variation vector::StrokeVariation::*what, const QString& key) {
    Row row{what, new QComboBox, new ScaleSlider, new QLabel};
    row.by->setObjectName(key + QStringLiteral("Box"));
    row.by->addItems({tr("All alike"), tr("By length"), tr("By importance"), tr("By drawing order")});
    row.amount->setObjectName(key + QStringLiteral("Slider"));
    row.amount->setRange(0, static_cast<int>(std::lround(kPercent * vector::Variation::kMost)));
    row.amount->setPageStep(10);
    row.amount->setMinimumWidth(60);
    row.value->setObjectName(QStringLiteral("caption"));
    row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.value->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 %").arg(QStringLiteral("888"))));
    connect(row.by, &QComboBox::activated, this, [this, what](int index) {
        auto variation = m_document.look().page.variation.*what;
        variation.by = static_cast<vector::VaryBy>(index);
        change(what, variation, 0);
    });
    connect(row.amount, &QSlider::valueChanged, this, [this, what](int position) {
        auto variation = m_document.look().page.variation.*what;
        variation.amount = position / kPercent;
        if (std::exchange(m_turned, what) != what)
            m_drag = newDrag(); // keys have no end
        change(what, variation, m_drag);
    });
    connect(row.amount, &QSlider::sliderReleased, this, [this] {
        m_drag = newDrag();
        lookChanged(); // which left the handle alone while it was held
    });
    return row;
}

void VariationRows::change(vector::Variation vector::StrokeVariation::*what, const vector::Variation& variation,
                           int drag) {
    Look look = m_document.look();
    look.page.variation.*what = variation;
    const bool width = what == &vector::StrokeVariation::width;
    if (!(look == m_document.look()))
        m_document.undoStack().push(
            new LookCommand(m_document, look, width ? tr("Varied width") : tr("Varied opacity"), drag));
}

void VariationRows::lookChanged() {
    for (const Row& row : m_rows) {
        const auto& variation = m_document.look().page.variation.*row.what;
        const int position = static_cast<int>(std::lround(kPercent * variation.amount));
        const bool varies = variation.by != vector::VaryBy::nothing;
        const QSignalBlocker blocker(row.amount);
        row.by->setCurrentIndex(static_cast<int>(variation.by));
        if (!row.amount->isSliderDown())
            row.amount->setValue(position);
        row.amount->setEnabled(varies);
        row.value->setEnabled(varies);
        row.value->setText(varies ? tr("%1 %").arg(locale().toString(position)) : QString());
    }
}

} // namespace croquis::ui
