// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/brush_picker.hpp"

#include "ui/canvas/paint_pace.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"
#include "vector/brush/brush_file.hpp"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace croquis::ui {
namespace {

constexpr QSize kThumbnail{32, 26};
constexpr int kColumns = 7;
constexpr double kStrokePixels = 3.2; // the pen's width in a thumbnail
constexpr int kDelay = 60;            // ms, for what comes together
constexpr double kRestShare = 0.2;    // of a processor, for what a person changes
constexpr double kRunShare = 0.002;   // for what a run does

/// Whether they draw the same, whatever is said of them.
bool isSame(const vector::Brush& a, vector::Brush b) {
    b.description = a.description;
    return a == b;
}

/// What is shown before there is a sketch.
std::vector<SketchStroke> specimen() {
    return {{1, {{{{20, 150}, {70, 20}, {120, 40}, {200, 90}}}}},
            {2, {{{{40, 60}, {90, 210}, {150, 190}, {190, 130}}}}}};
}

/// The middle of the longest stroke: there is ink to be seen around it.
geometry::Point middleOf(const std::vector<SketchStroke>& strokes) {
    const auto longest = std::max_element(strokes.begin(), strokes.end(), [](const auto& a, const auto& b) {
        return a.curve.polygonLength() < b.curve.polygonLength();
    });
    return longest->curve.at(0.5);
}

} // namespace

QString nameOf(const vector::Brush& brush) {
    const auto& all = vector::builtInBrushes();
    if (std::none_of(all.begin(), all.end(), [&brush](const auto& known) { return isSame(known, brush); }))
        return QString::fromStdString(brush.name);
    const std::array<std::pair<const char*, QString>, 7> names{{{"pen", BrushPicker::tr("Pen")},
                                                                {"ink", BrushPicker::tr("Ink")},
                                                                {"pencil", BrushPicker::tr("Pencil")},
                                                                {"charcoal", BrushPicker::tr("Charcoal")},
                                                                {"calligraphy", BrushPicker::tr("Calligraphy")},
                                                                {"marker", BrushPicker::tr("Marker")},
                                                                {"watercolour", BrushPicker::tr("Watercolour")}}};
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& name) { return brush.name == name.first; });
    return found == names.end() ? QString::fromStdString(brush.name) : found->second;
}

BrushPicker::BrushPicker(SketchDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_buttons(new QButtonGroup(this)), m_name(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* heading = new QHBoxLayout;
    heading->addWidget(new QLabel(tr("Brush")));
    heading->addStretch();
    m_name->setObjectName(QStringLiteral("caption"));
    heading->addWidget(m_name);
    layout->addLayout(heading);
    m_grid = new QGridLayout;
    m_grid->setSpacing(0);
    layout->addLayout(m_grid);
    for (const auto& brush : vector::builtInBrushes())
        add(brush);
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { choose(m_choices[static_cast<std::size_t>(id)].brush); });
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &BrushPicker::paintThumbnails);
    m_painted.start();
    connect(&document, &SketchDocument::lookChanged, this, &BrushPicker::lookChanged);
    for (const auto signal :
         {&SketchDocument::strokesChanged, &SketchDocument::marksChanged, &SketchDocument::photoChanged})
        connect(&document, signal, this, &BrushPicker::strokesChanged);
    lookChanged();
}

void BrushPicker::add(const vector::Brush& brush) {
    auto* button = new QToolButton;
    const QString called = nameOf(brush);
    button->setObjectName(QStringLiteral("brush-") + QString::fromStdString(brush.name));
    button->setProperty("small", true);
    button->setCheckable(true);
    button->setIconSize(kThumbnail);
    name(button, tr("Brush: %1").arg(called), tr("%1 (Ctrl+B: the next brush)").arg(called));
    const int number = static_cast<int>(m_choices.size());
    m_buttons->addButton(button, number);
    m_grid->addWidget(button, number / kColumns, number % kColumns);
    m_choices.push_back({brush, button, {}});
}

void BrushPicker::chooseNext() {
    const auto next = static_cast<std::size_t>(m_buttons->checkedId() + 1) % m_choices.size();
    choose(m_choices[next].brush);
}

void BrushPicker::choose(const vector::Brush& brush) {
    if (!isSame(brush, m_document.look().page.brush))
        Q_EMIT brushChosen(vector::Brush(brush)); // the choice may go
}

void BrushPicker::lookChanged() {
    const auto& brush = m_document.look().page.brush;
    const auto number = vector::builtInBrushes().size();
    const auto isChosen = [&brush](const Choice& choice) { return isSame(choice.brush, brush); };
    auto found = std::find_if(m_choices.begin(), m_choices.end(), isChosen);
    if (found == m_choices.end()) {
        while (m_choices.size() > number) { // of the sketch before
            m_choices.back().button->deleteLater();
            m_buttons->removeButton(m_choices.back().button);
            m_choices.pop_back();
        }
        add(brush);
        found = m_choices.end() - 1;
    }
    found->button->setChecked(true);
    m_name->setText(nameOf(brush));
    askForThumbnails(kRestShare);
}

void BrushPicker::setRunning(bool running) {
    if (m_running == running)
        return;
    m_running = running;
    strokesChanged();
}

void BrushPicker::strokesChanged() {
    askForThumbnails(m_running ? kRunShare : kRestShare);
}

void BrushPicker::askForThumbnails(double share) {
    if (!isVisible())
        return;
    const int due = static_cast<int>(m_cost / share) - static_cast<int>(m_painted.elapsed());
    const int delay = std::max(kDelay, due);
    if (!m_rest.isActive() || delay < m_rest.remainingTime())
        m_rest.start(delay);
}

void BrushPicker::paintThumbnails() {
    const double begun = threadSeconds();
    auto strokes = m_document.visibleStrokes();
    if (strokes.empty())
        strokes = specimen();
    const double ratio = devicePixelRatioF();
    const QSize size = kThumbnail * ratio;
    const auto& look = m_document.look().page;
    Manner manner = mannerOf(m_document);
    const double scale = kStrokePixels * ratio / manner.widthMm;
    const geometry::Point middle = manner.pageFromCanvas(middleOf(strokes));
    const auto pixelFromPage = QTransform::fromTranslate(size.width() / 2.0, size.height() / 2.0)
                                   .scale(scale, scale)
                                   .translate(-middle.x, -middle.y);
    for (auto& choice : m_choices) {
        QImage picture(size, SketchPicture::kFormat);
        picture.fill(qColour(look.paper.value_or(geometry::Colour{255, 255, 255})));
        manner.brush = choice.brush;
        choice.picture.setStrokes(strokes, manner);
        choice.picture.paint(picture, pixelFromPage);
        picture.setDevicePixelRatio(ratio);
        choice.button->setIcon(QPixmap::fromImage(picture));
    }
    m_cost = 1000 * (threadSeconds() - begun);
    m_painted.restart();
}

void BrushPicker::showEvent(QShowEvent* event) {
    askForThumbnails(kRestShare);
    QWidget::showEvent(event);
}

void BrushPicker::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        askForThumbnails(kRestShare);
    QWidget::changeEvent(event);
}

} // namespace croquis::ui
