// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/look_panel.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr double kThinnest = 0.05, kWidest = 50; // mm
constexpr double kStepsADecade = 200;
constexpr double kStepFactor = 1.1;
constexpr geometry::Colour kWhite{255, 255, 255}, kCream{0xf7, 0xf1, 0xe3};

int positionOf(double millimetres) {
    return static_cast<int>(std::lround(std::log10(millimetres) * kStepsADecade));
}

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(40, 40);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hairline(), 2));
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(4, 4, 32, 32), 8, 8);
    return pixmap;
}

} // namespace

LookPanel::LookPanel(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addLayout(headingRow(tr("LOOK"), tr("instant")));
    layout->addLayout(makeBrushes());
    layout->addLayout(makeWidth());
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addColours(*form);
    addPage(*form);
    layout->addLayout(form);
    layout->addStretch();
    connect(&document, &SketchDocument::lookChanged, this, &LookPanel::lookChanged);
    connect(&document, &SketchDocument::photoChanged, this, &LookPanel::lookChanged);
    lookChanged();
}

QLayout* LookPanel::makeBrushes() {
    auto* row = new QHBoxLayout;
    auto* pen = new QToolButton;
    pen->setObjectName(QStringLiteral("brushPen"));
    pen->setIcon(lineIcon(QStringLiteral("sketch")));
    pen->setIconSize({22, 22});
    pen->setText(tr("Pen"));
    pen->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    pen->setCheckable(true);
    pen->setChecked(true);
    pen->setAutoExclusive(true);
    name(pen, tr("Brush: pen"), tr("Pen: one width, round ends"));
    row->addWidget(new QLabel(tr("Brush")));
    row->addStretch();
    row->addWidget(pen);
    return row;
}

QLayout* LookPanel::makeWidth() {
    auto* layout = new QVBoxLayout;
    layout->setSpacing(4);
    m_width = new QDoubleSpinBox;
    m_width->setObjectName(QStringLiteral("widthBox"));
    m_width->setRange(kThinnest, kWidest);
    m_width->setDecimals(2);
    m_width->setSingleStep(0.1);
    m_width->setSuffix(tr(" mm"));
    m_width->setKeyboardTracking(false);
    m_width->setToolTip(tr("Stroke width on paper (Ctrl+[ and Ctrl+])"));
    m_widthPixels = new QLabel;
    m_widthPixels->setObjectName(QStringLiteral("caption"));
    m_widthSlider = new QSlider(Qt::Horizontal);
    m_widthSlider->setObjectName(QStringLiteral("widthSlider"));
    m_widthSlider->setRange(positionOf(0.1), positionOf(20));
    m_widthSlider->setSingleStep(10);
    name(m_widthSlider, tr("Stroke width"), tr("Stroke width (Ctrl+[ and Ctrl+])"));
    auto* row = new QHBoxLayout;
    row->addWidget(buddyLabel(tr("&Width"), m_width));
    row->addStretch();
    row->addWidget(m_widthPixels);
    row->addWidget(m_width);
    layout->addLayout(row);
    layout->addWidget(m_widthSlider);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this](double value) { setWidth(value, 0); });
    connect(m_widthSlider, &QSlider::valueChanged, this,
            [this](int position) { setWidth(std::pow(10, position / kStepsADecade), m_drag); });
    connect(m_widthSlider, &QSlider::sliderReleased, this, [this] { ++m_drag; });
    return layout;
}

void LookPanel::addColours(QFormLayout& form) {
    m_colour = new QToolButton;
    m_colour->setObjectName(QStringLiteral("colourButton"));
    m_colour->setIconSize({20, 20});
    m_colour->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_colour->setToolTip(tr("The strokes' colour"));
    connect(m_colour, &QToolButton::clicked, this, [this] { chooseColour(false); });
    form.addRow(buddyLabel(tr("&Colour"), m_colour), m_colour);
    m_paper = new QComboBox;
    m_paper->setObjectName(QStringLiteral("paperBox"));
    m_paper->addItems({tr("Transparent"), tr("White"), tr("Cream"), tr("Other...")});
    m_paper->setToolTip(tr("What is below the strokes in the exported file"));
    connect(m_paper, &QComboBox::activated, this, [this](int index) {
        if (index == 3)
            return chooseColour(true);
        Look look = m_document.look();
        look.page.paper = index == 0 ? std::nullopt : std::optional(index == 1 ? kWhite : kCream);
        change(look, tr("Paper"));
    });
    form.addRow(buddyLabel(tr("&Paper"), m_paper), m_paper);
}

void LookPanel::addPage(QFormLayout& form) {
    m_order = new QComboBox;
    m_order->setObjectName(QStringLiteral("orderBox"));
    m_order->addItems({tr("Most important first"), tr("Top to bottom"), tr("Left to right"), tr("Least pen travel")});
    m_order->setToolTip(tr("The order strokes are drawn in and lie in the file"));
    connect(m_order, &QComboBox::activated, this, [this](int index) {
        Look look = m_document.look();
        look.order = static_cast<StrokeOrder>(index);
        change(look, tr("Drawing order"));
    });
    form.addRow(buddyLabel(tr("&Order"), m_order), m_order);
    m_frame = new QComboBox;
    m_frame->setObjectName(QStringLiteral("frameBox"));
    m_frame->addItems({tr("The sketch fills it"), tr("As the photo")});
    m_frame->setToolTip(tr("The page: filled by the sketch, or of the photo's own shape"));
    connect(m_frame, &QComboBox::activated, this, [this](int index) {
        Look look = m_document.look();
        look.page.frame = index == 0 ? session::PageOptions::Frame::subject : session::PageOptions::Frame::photo;
        change(look, tr("Page"));
    });
    form.addRow(buddyLabel(tr("Pa&ge"), m_frame), m_frame);
    m_size = new QDoubleSpinBox;
    m_size->setObjectName(QStringLiteral("sizeBox"));
    m_size->setRange(10, 5000);
    m_size->setDecimals(1);
    m_size->setSuffix(tr(" mm"));
    m_size->setKeyboardTracking(false);
    m_size->setToolTip(tr("The page's longer side"));
    connect(m_size, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        Look look = m_document.look();
        look.page.longSideMm = value;
        change(look, tr("Size"));
    });
    form.addRow(buddyLabel(tr("Long &side"), m_size), m_size);
}

void LookPanel::chooseColour(bool paper) {
    Look look = m_document.look();
    const QColor before = qColour(paper ? look.page.paper.value_or(kWhite) : look.page.colour);
    const QColor chosen = QColorDialog::getColor(before, this, paper ? tr("Paper") : tr("Colour"));
    if (chosen.isValid()) {
        if (paper)
            look.page.paper = colourOf(chosen);
        else
            look.page.colour = colourOf(chosen);
        change(look, paper ? tr("Paper") : tr("Colour"));
    }
    lookChanged();
}

void LookPanel::setWidth(double millimetres, int drag) {
    Look look = m_document.look();
    look.page.strokeWidthMm = std::min(std::round(millimetres * 100) / 100, look.page.longSideMm);
    change(look, tr("Stroke width"), drag);
}

void LookPanel::stepWidth(bool wider) {
    const double width = m_document.strokeWidthMm();
    setWidth(std::clamp(wider ? width * kStepFactor : width / kStepFactor, kThinnest, kWidest), 0);
}

void LookPanel::change(const Look& look, const QString& text, int drag) {
    if (!(look == m_document.look()))
        m_document.undoStack().push(new LookCommand(m_document, look, text, drag));
}

void LookPanel::lookChanged() {
    const Look& look = m_document.look();
    const QSignalBlocker slider(m_widthSlider), width(m_width), size(m_size);
    const double millimetres = m_document.strokeWidthMm();
    if (!m_widthSlider->isSliderDown())
        m_widthSlider->setValue(positionOf(millimetres));
    m_width->setValue(millimetres);
    m_widthPixels->setText(tr("%1 px").arg(locale().toString(millimetres / 25.4 * 300, 'f', 0)));
    m_widthPixels->setToolTip(tr("At 300 dpi"));
    m_colour->setIcon(swatch(qColour(look.page.colour)));
    m_colour->setText(qColour(look.page.colour).name());
    m_paper->setCurrentIndex(!look.page.paper             ? 0
                             : *look.page.paper == kWhite ? 1
                             : *look.page.paper == kCream ? 2
                                                          : 3);
    m_order->setCurrentIndex(static_cast<int>(look.order));
    m_frame->setCurrentIndex(look.page.frame == session::PageOptions::Frame::subject ? 0 : 1);
    m_size->setValue(look.page.longSideMm);
}

} // namespace croquis::ui
