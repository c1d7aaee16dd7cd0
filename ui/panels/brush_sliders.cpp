// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/brush_sliders.hpp"

#include "ui/brushes/brush_shelf.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QAction>
#include <QGridLayout>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

struct Words {
    QString name, toolTip;
    QString idle; ///< why it does nothing now
};

/// For what some brushes have only.
Words wordsForOwn(std::string_view control) {
    if (control == "swell")
        return {BrushSliders::tr("Uneven width"), BrushSliders::tr("How much a stroke swells and narrows"), {}};
    if (control == "swellLength")
        return {BrushSliders::tr("Swells' length"),
                BrushSliders::tr("How long a swell of the width is, of the brush's width"),
                BrushSliders::tr("An even width has no swells: make it uneven first")};
    if (control == "lines")
        return {BrushSliders::tr("Lines"), BrushSliders::tr("How many lines a stroke is drawn with"), {}};
    if (control == "spread")
        return {BrushSliders::tr("Spread"), BrushSliders::tr("How far its lines stray from the stroke"),
                BrushSliders::tr("A single line doesn't stray: add another one first")};
    if (control == "lineWidth")
        return {BrushSliders::tr("Lines' width"), BrushSliders::tr("How broad each line is, of the brush's width"), {}};
    if (control == "notchLength")
        return {BrushSliders::tr("Notches' length"),
                BrushSliders::tr("How long a notch in the edge is, of the brush's width"),
                BrushSliders::tr("An even edge has no notches: make it rough first")};
    if (control == "bristleLength")
        return {BrushSliders::tr("Bristles' length"),
                BrushSliders::tr("How far a bristle holds the same ink, of the brush's width"),
                BrushSliders::tr("There are no bristles: add some first")};
    if (control == "bristleDryness")
        return {BrushSliders::tr("Dry outer bristles"), BrushSliders::tr("How much less ink the outer bristles hold"),
                BrushSliders::tr("There are no bristles: add some first")};
    if (control == "grainSize")
        return {BrushSliders::tr("Grain's size"), BrushSliders::tr("How coarse the grain is, of the brush's width"),
                BrushSliders::tr("There is no grain: add some first")};
    if (control == "grainStretch")
        return {BrushSliders::tr("Grain's stretch"),
                BrushSliders::tr("How much longer the grain is along the stroke than across"),
                BrushSliders::tr("There is no grain: add some first")};
    if (control == "grainFade")
        return {BrushSliders::tr("Grain's fading"), BrushSliders::tr("How much sparser the grain is towards the edges"),
                BrushSliders::tr("There is no grain: add some first")};
    if (control == "layers")
        return {BrushSliders::tr("Layers"), BrushSliders::tr("How many thin washes lie over one another"), {}};
    if (control == "rim")
        return {BrushSliders::tr("Rim"),
                BrushSliders::tr("How broad the rim is where pigment dries, of the brush's width"),
                BrushSliders::tr("Only a smooth wash has one: take grain, bristles and ragged edges away first")};
    if (control == "rimOpacity")
        return {BrushSliders::tr("Dark rim"), BrushSliders::tr("How dark the rim is where pigment dries"),
                BrushSliders::tr("There is no rim: make it broader, and the wash smooth, first")};
    if (control == "pools")
        return {BrushSliders::tr("Pools"), BrushSliders::tr("How dark the wash is where pigment gathers on it"),
                BrushSliders::tr("Only a smooth wash has some: take grain, bristles and ragged edges away first")};
    if (control == "powder")
        return {BrushSliders::tr("Powder"), BrushSliders::tr("How dark the powder beside a stroke is"), {}};
    if (control == "smudge")
        return {
            BrushSliders::tr("Smudge"), BrushSliders::tr("How dark the powder is that was rubbed into the paper"), {}};
    return {BrushSliders::tr("Powder's width"), BrushSliders::tr("How far the powder goes, of the brush's width"),
            BrushSliders::tr("There is no powder: add some first")};
}

Words wordsFor(std::string_view control) {
    if (control == "opacity")
        return {BrushSliders::tr("Opacity"), BrushSliders::tr("How much of the paper the brush covers"), {}};
    if (control == "taper")
        return {BrushSliders::tr("Taper"), BrushSliders::tr("How much thinner a stroke is at its ends"), {}};
    if (control == "nib")
        return {BrushSliders::tr("Nib"),
                BrushSliders::tr("How flat the nib is: a flat one draws thin along its edge and thick across it"),
                {}};
    if (control == "angle")
        return {BrushSliders::tr("Nib's angle"), BrushSliders::tr("How the nib is held, anticlockwise from level"),
                BrushSliders::tr("A round nib has no angle: make it flatter first")};
    if (control == "edge")
        return {BrushSliders::tr("Rough edge"), BrushSliders::tr("How deep the notches in a stroke's edge are"), {}};
    if (control == "bristles")
        return {BrushSliders::tr("Bristles"),
                BrushSliders::tr("How many bristles the brush has, which part where it is dry; 0: none"),
                {}};
    if (control == "grain")
        return {BrushSliders::tr("Grain"), BrushSliders::tr("How much of the paper's tooth shows through"), {}};
    if (control == "dryness")
        return {BrushSliders::tr("Dryness"), BrushSliders::tr("How far the brush runs dry along a stroke"),
                BrushSliders::tr("Shows in bristles and in grain: add some of either first")};
    return wordsForOwn(control);
}

constexpr double kPercent = 100;

} // namespace

BrushSliders::BrushSliders(SketchDocument& document, const BrushShelf& shelf, QWidget* parent)
    : QWidget(parent), m_document(document), m_shelf(shelf), m_buttons(new QHBoxLayout), m_drag(newDrag()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    for (const auto& control : vector::brushControls())
        addRow(control);
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        const int row = static_cast<int>(k);
        grid->addWidget(m_rows[k].label, row, 0);
        grid->addWidget(m_rows[k].slider, row, 1);
        grid->addWidget(m_rows[k].value, row, 2);
    }
    m_buttons->setContentsMargins(0, 2, 0, 0);
    m_buttons->setSpacing(2);
    layout->addLayout(m_buttons);
    connect(&document, &SketchDocument::lookChanged, this, &BrushSliders::lookChanged);
    connect(&shelf, &BrushShelf::changed, this, &BrushSliders::lookChanged);
    lookChanged();
}

void BrushSliders::addRow(const vector::BrushControl& control) {
    const bool degrees = control.key == "angle";
    const bool count = control.key == "bristles" || control.key == "lines" || control.key == "layers";
    const Words words = wordsFor(control.key);
    Row row{&control,
            nullptr,
            new ScaleSlider,
            new QLabel,
            degrees || count ? 1 : kPercent,
            degrees ? QStringLiteral("%1°")
            : count ? QStringLiteral("%1")
                    : tr("%1 %")};
    row.slider->setObjectName(QStringLiteral("brushSlider-") +
                              QString::fromUtf8(control.key.data(), static_cast<qsizetype>(control.key.size())));
    row.slider->setRange(static_cast<int>(std::lround(control.minimum * row.scale)),
                         static_cast<int>(std::lround(control.maximum * row.scale)));
    row.slider->setPageStep(degrees ? 15 : count ? (control.maximum > 10 ? 4 : 1) : 10);
    row.slider->setMinimumWidth(60);
    name(row.slider, words.name, words.toolTip);
    row.label = buddyLabel(words.name, row.slider);
    row.label->setToolTip(words.toolTip);
    row.value->setObjectName(QStringLiteral("caption"));
    row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.value->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 %").arg(QStringLiteral("888"))));
    m_rows.push_back(row);
    connect(row.slider, &QSlider::valueChanged, this,
            [this, k = m_rows.size() - 1](int position) { turn(m_rows[k], position); });
    connect(row.slider, &QSlider::sliderReleased, this, [this] { m_drag = newDrag(); });
}

void BrushSliders::addActions(const QList<QAction*>& actions, const QList<QAction*>& rarer) {
    QWidget* before = m_rows.back().slider;
    const auto addButton = [this, &before](const QString& objectName) {
        auto* button = new QToolButton;
        button->setObjectName(objectName);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        m_buttons->addWidget(button);
        setTabOrder(std::exchange(before, button), button);
        return button;
    };
    for (auto* action : actions) {
        auto* button = addButton(action->objectName() + QStringLiteral("Button"));
        button->setDefaultAction(action);
        name(button, action->toolTip());
    }
    auto* more = addButton(QStringLiteral("moreBrushesButton"));
    auto* menu = new QMenu(more);
    menu->addActions(rarer);
    more->setText(tr("More"));
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    name(more, tr("More about brushes"), tr("Rename, delete, import and export brushes"));
    m_buttons->addStretch();
}

void BrushSliders::turn(const Row& row, int position) {
    if (std::exchange(m_turned, row.control) != row.control)
        m_drag = newDrag(); // keys have no end
    Look look = m_document.look();
    auto& brush = look.page.brush;
    row.control->set(brush, position / row.scale, m_shelf.originOf(brush));
    if (!(look == m_document.look()))
        m_document.undoStack().push(
            new LookCommand(m_document, look, tr("Brush: %1").arg(row.slider->accessibleName()), m_drag));
}

void BrushSliders::lookChanged() {
    const auto& brush = m_document.look().page.brush;
    const auto origin = m_shelf.originOf(brush);
    for (const Row& row : m_rows) {
        // A slider that turns a thing off stays, and what hangs on it.
        const bool belongs = row.control->belongs(brush) || row.control->belongs(origin);
        for (auto* widget : std::initializer_list<QWidget*>{row.label, row.slider, row.value})
            widget->setVisible(belongs);
        const int position = static_cast<int>(std::lround(row.control->get(brush) * row.scale));
        const QSignalBlocker blocker(row.slider);
        if (!row.slider->isSliderDown())
            row.slider->setValue(position);
        row.value->setText(row.unit.arg(locale().toString(position)));
        const bool acts = row.control->acts(brush);
        const Words words = wordsFor(row.control->key);
        for (auto* widget : std::initializer_list<QWidget*>{row.label, row.slider, row.value}) {
            widget->setEnabled(acts);
            widget->setToolTip(acts ? words.toolTip : words.idle);
        }
    }
}

} // namespace croquis::ui
