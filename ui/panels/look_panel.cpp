// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/look_panel.hpp"

#include "ui/panels/bounded_box.hpp"
#include "ui/panels/brush_picker.hpp"
#include "ui/panels/brush_sliders.hpp"
#include "ui/panels/more_section.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"
#include "ui/panels/swatch_row.hpp"
#include "ui/panels/variation_rows.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSlider>

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

/// Inks that look well on paper, black first.
std::vector<SwatchRow::Swatch> inks() {
    return {{QStringLiteral("black"), LookPanel::tr("black"), geometry::Colour{}},
            {QStringLiteral("sepia"), LookPanel::tr("sepia"), geometry::Colour{0x5b, 0x3a, 0x29}},
            {QStringLiteral("indigo"), LookPanel::tr("indigo"), geometry::Colour{0x24, 0x3b, 0x7a}},
            {QStringLiteral("vermilion"), LookPanel::tr("vermilion"), geometry::Colour{0xb8, 0x3a, 0x26}},
            {QStringLiteral("green"), LookPanel::tr("green"), geometry::Colour{0x2f, 0x5d, 0x43}},
            {QStringLiteral("white"), LookPanel::tr("white"), kWhite}};
}

std::vector<SwatchRow::Swatch> papers() {
    return {{QStringLiteral("none"), LookPanel::tr("transparent"), std::nullopt},
            {QStringLiteral("white"), LookPanel::tr("white"), kWhite},
            {QStringLiteral("cream"), LookPanel::tr("cream"), kCream},
            {QStringLiteral("grey"), LookPanel::tr("grey"), geometry::Colour{0xd9, 0xd9, 0xd6}},
            {QStringLiteral("blue"), LookPanel::tr("dark blue"), geometry::Colour{0x1c, 0x2b, 0x4a}},
            {QStringLiteral("black"), LookPanel::tr("black"), geometry::Colour{0x16, 0x16, 0x16}}};
}

MoreSection* section(const QString& key, const QString& title, const QString& what, QWidget* content) {
    auto* layout = new QVBoxLayout;
    layout->addWidget(content);
    return new MoreSection(key, title, what, layout);
}

} // namespace

LookPanel::LookPanel(SketchDocument& document, const BrushShelf& shelf, QWidget* parent)
    : QWidget(parent), m_document(document), m_drag(newDrag()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 4);
    layout->setSpacing(3);
    layout->addLayout(headingRow(tr("LOOK"), tr("instant")));
    addBreath(*layout, 6);
    m_sliders = new BrushSliders(document, shelf);
    auto* adjust =
        section(QStringLiteral("brush"), tr("Adjust"),
                tr("The brush: opacity, taper, nib, edge, bristles and grain; brushes of your own"), m_sliders);
    m_brushes = new BrushPicker(document, shelf, adjust->takeButton());
    connect(m_brushes, &BrushPicker::brushChosen, this, [this](const vector::Brush& brush) {
        Look look = m_document.look();
        look.page.brush = brush;
        change(look, tr("Brush"));
    });
    layout->addWidget(m_brushes);
    layout->addWidget(adjust);
    addBreath(*layout);
    layout->addLayout(makeWidth());
    addBreath(*layout);
    addColours(*layout);
    addBreath(*layout, 6);
    auto* vary = section(QStringLiteral("vary"), tr("Vary the strokes"),
                         tr("Width and opacity by length, importance or drawing order"), new VariationRows(document));
    auto* more =
        new MoreSection(QStringLiteral("look"), tr("More"), tr("Drawing order, page, texture and size"), makePage());
    auto* row = new QHBoxLayout; // they share it, so that all fits a low window
    row->setSpacing(12);
    row->addWidget(vary->takeButton());
    row->addWidget(more->takeButton());
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(vary);
    layout->addWidget(more);
    layout->addStretch();
    connect(&document, &SketchDocument::lookChanged, this, &LookPanel::lookChanged);
    connect(&document, &SketchDocument::photoChanged, this, &LookPanel::lookChanged);
    lookChanged();
}

QLayout* LookPanel::makeWidth() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_width = new BoundedBox<QDoubleSpinBox>;
    m_width->setObjectName(QStringLiteral("widthBox"));
    m_width->setRange(kThinnest, kWidest);
    m_width->setDecimals(2);
    m_width->setSingleStep(0.1);
    m_width->setSuffix(tr(" mm"));
    m_width->setKeyboardTracking(false);
    m_widthSlider = new ScaleSlider;
    m_widthSlider->setObjectName(QStringLiteral("widthSlider"));
    m_widthSlider->setRange(positionOf(0.1), positionOf(20));
    m_widthSlider->setSingleStep(10);
    m_widthSlider->setMinimumWidth(60);
    name(m_widthSlider, tr("Stroke width"), tr("Stroke width (Ctrl+[ and Ctrl+])"));
    row->addWidget(buddyLabel(tr("&Width"), m_width));
    row->addWidget(m_widthSlider, 1);
    row->addWidget(m_width);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this](double value) { setWidth(value, 0); });
    connect(m_widthSlider, &QSlider::valueChanged, this, [this](int position) {
        const int drag = m_widthSlider->isSliderDown() ? m_drag : 0; // keys have no end
        setWidth(std::pow(10, position / kStepsADecade), drag);
    });
    connect(m_widthSlider, &QSlider::sliderReleased, this, [this] {
        m_drag = newDrag();
        lookChanged(); // which left the handle alone while it was held
    });
    return row;
}

void LookPanel::addColours(QVBoxLayout& layout) {
    m_colour = new SwatchRow(QStringLiteral("colour"), tr("Colour"), inks());
    m_paper = new SwatchRow(QStringLiteral("paper"), tr("Paper"), papers());
    connect(m_colour, &SwatchRow::colourChosen, this, [this](std::optional<geometry::Colour> colour) {
        Look look = m_document.look();
        look.page.colour = colour.value_or(geometry::Colour{});
        change(look, tr("Colour"));
        lookChanged();
    });
    connect(m_paper, &SwatchRow::colourChosen, this, [this](std::optional<geometry::Colour> colour) {
        Look look = m_document.look();
        look.page.paper = colour;
        change(look, tr("Paper"));
        lookChanged();
    });
    const std::initializer_list<std::pair<QString, QWidget*>> rows{{tr("Colour"), m_colour}, {tr("Paper"), m_paper}};
    for (const auto& [text, swatches] : rows) {
        auto* row = new QHBoxLayout;
        row->addWidget(new QLabel(text));
        row->addStretch();
        row->addWidget(swatches);
        layout.addLayout(row);
    }
}

QLayout* LookPanel::makePage() {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_order = new QComboBox;
    m_order->setObjectName(QStringLiteral("orderBox"));
    m_order->addItems({tr("Most important first"), tr("Top to bottom"), tr("Left to right"), tr("Least pen travel")});
    m_order->setToolTip(tr("The order strokes are drawn in and lie in the file"));
    connect(m_order, &QComboBox::activated, this, [this](int index) {
        Look look = m_document.look();
        look.order = static_cast<StrokeOrder>(index);
        change(look, tr("Drawing order"));
    });
    form->addRow(buddyLabel(tr("&Order"), m_order), m_order);
    m_frame = new QComboBox;
    m_frame->setObjectName(QStringLiteral("frameBox"));
    m_frame->addItems({tr("The sketch fills it"), tr("As the photo")});
    m_frame->setToolTip(tr("The page: filled by the sketch, or of the photo's own shape"));
    connect(m_frame, &QComboBox::activated, this, [this](int index) {
        Look look = m_document.look();
        look.page.frame = index == 0 ? session::PageOptions::Frame::subject : session::PageOptions::Frame::photo;
        change(look, tr("Page"));
    });
    form->addRow(buddyLabel(tr("Pa&ge"), m_frame), m_frame);
    m_texture = new QComboBox;
    m_texture->setObjectName(QStringLiteral("textureBox"));
    m_texture->addItems({tr("Smooth"), tr("Laid"), tr("Flecked")});
    connect(m_texture, &QComboBox::activated, this, [this](int index) {
        Look look = m_document.look();
        look.page.texture = static_cast<vector::PaperTexture>(index);
        change(look, tr("Paper texture"));
    });
    form->addRow(buddyLabel(tr("Te&xture"), m_texture), m_texture);
    m_size = new BoundedBox<QDoubleSpinBox>;
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
    form->addRow(buddyLabel(tr("Lo&ng side"), m_size), m_size);
    return form;
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

void LookPanel::chooseNextBrush() {
    m_brushes->chooseNext();
}

void LookPanel::addBrushActions(const QList<QAction*>& actions, const QList<QAction*>& rarer) {
    m_sliders->addActions(actions, rarer);
}

void LookPanel::setRunning(bool running) {
    m_brushes->setRunning(running);
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
    m_width->setToolTip(tr("Stroke width on paper (Ctrl+[ and Ctrl+]); in a picture of 300 dpi it is %1 pixels")
                            .arg(locale().toString(millimetres / 25.4 * 300, 'f', 0)));
    m_colour->setColour(look.page.colour);
    m_paper->setColour(look.page.paper);
    m_order->setCurrentIndex(static_cast<int>(look.order));
    m_frame->setCurrentIndex(look.page.frame == session::PageOptions::Frame::subject ? 0 : 1);
    m_texture->setCurrentIndex(static_cast<int>(look.page.texture));
    m_texture->setEnabled(look.page.paper.has_value());
    m_texture->setToolTip(look.page.paper ? tr("What can be seen of the paper itself, in files too")
                                          : tr("Transparent paper has no texture: choose a colour for it first"));
    m_size->setValue(look.page.longSideMm);
}

} // namespace croquis::ui
