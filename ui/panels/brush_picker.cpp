// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/brush_picker.hpp"

#include "ui/brushes/brush_shelf.hpp"
#include "ui/canvas/paint_pace.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QTextDocument>
#include <QToolButton>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr QSize kThumbnail{32, 26};
constexpr int kColumns = 7;
constexpr int kNameWidth = 90;        // pixels, of a brush's name
constexpr double kStrokePixels = 3.2; // the pen's width in a thumbnail
constexpr int kDelay = 60;            // ms, for what comes together
constexpr double kRestShare = 0.2;    // of a processor, for what a person changes
constexpr double kRunShare = 0.002;   // for what a run does

/// The name of a brush that may have come with somebody's file: on one line.
QString shown(const QString& name) {
    return name.simplified();
}

/// Of what somebody may have named, no markup.
QString toolTipFor(const QString& text) {
    return Qt::mightBeRichText(text) ? text.toHtmlEscaped() : text;
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

BrushPicker::BrushPicker(SketchDocument& document, const BrushShelf& shelf, QWidget* more, QWidget* parent)
    : QWidget(parent), m_document(document), m_shelf(shelf), m_buttons(new QButtonGroup(this)), m_name(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* heading = new QHBoxLayout;
    heading->addWidget(new QLabel(tr("Brush")));
    heading->addWidget(more);
    more->setProperty("slim", true);
    heading->addStretch();
    m_name->setObjectName(QStringLiteral("caption"));
    m_name->setTextFormat(Qt::PlainText);
    heading->addWidget(m_name);
    layout->addLayout(heading);
    m_grid = new QGridLayout;
    m_grid->setSpacing(0);
    layout->addLayout(m_grid);
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { choose(m_choices[static_cast<std::size_t>(id)].brush); });
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &BrushPicker::paintThumbnails);
    m_painted.start();
    connect(&document, &SketchDocument::lookChanged, this, &BrushPicker::lookChanged);
    for (const auto signal :
         {&SketchDocument::strokesChanged, &SketchDocument::marksChanged, &SketchDocument::photoChanged})
        connect(&document, signal, this, &BrushPicker::strokesChanged);
    connect(&shelf, &BrushShelf::changed, this, &BrushPicker::refill);
    refill();
}

void BrushPicker::refill() {
    const auto& brushes = m_shelf.brushes();
    std::size_t same = 0; // those that stay
    while (same < m_choices.size() && same < brushes.size() && m_choices[same].brush == brushes[same])
        ++same;
    dropFrom(same);
    for (; same < brushes.size(); ++same)
        add(brushes[same]);
    lookChanged();
}

void BrushPicker::dropFrom(std::size_t number) {
    while (m_choices.size() > number) {
        auto* button = m_choices.back().button;
        m_buttons->removeButton(button);
        m_grid->removeWidget(button);
        button->hide();
        button->setObjectName({});
        button->deleteLater(); // a click on it may have brought us here
        m_choices.pop_back();
    }
}

void BrushPicker::add(const vector::Brush& brush) {
    auto* button = new QToolButton;
    const QString called = shown(nameOf(brush));
    button->setObjectName(QStringLiteral("brush-") + QString::fromStdString(brush.name));
    button->setProperty("small", true);
    button->setCheckable(true);
    button->setIconSize(kThumbnail);
    name(button, tr("Brush: %1").arg(called), toolTipFor(tr("%1 (Ctrl+B: the next brush)").arg(called)));
    const int number = static_cast<int>(m_choices.size());
    m_buttons->addButton(button, number);
    m_grid->addWidget(button, number / kColumns, number % kColumns);
    if (!m_choices.empty())
        setTabOrder(m_choices.back().button, button);
    m_choices.push_back({brush, button, {}});
}

void BrushPicker::chooseNext() {
    const auto next = static_cast<std::size_t>(m_buttons->checkedId() + 1) % m_choices.size();
    choose(m_choices[next].brush);
}

void BrushPicker::choose(const vector::Brush& brush) {
    if (!isSameBrush(brush, m_document.look().page.brush))
        Q_EMIT brushChosen(vector::Brush(brush)); // the choice may go
}

void BrushPicker::lookChanged() {
    const auto& brush = m_document.look().page.brush;
    const auto number = m_shelf.brushes().size();
    const auto isChosen = [&brush](const Choice& choice) { return choice.brush.name == brush.name; };
    auto found = std::find_if(m_choices.begin(), m_choices.end(), isChosen);
    const auto place = static_cast<std::size_t>(found - m_choices.begin());
    if (found == m_choices.end()) {
        dropFrom(number); // of the sketch before
        add(brush);
        found = m_choices.end() - 1;
    } else if (place >= number) {
        found->brush = brush;
    }
    found->button->setChecked(true);
    const QString called = shown(nameOf(brush));
    const QString shortened = fontMetrics().elidedText(called, Qt::ElideRight, kNameWidth);
    m_name->setText(m_shelf.isAdjusted(brush) ? tr("%1, adjusted").arg(shortened) : shortened);
    m_name->setToolTip(toolTipFor(called));
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
        manner.brush = choice.brush.name == look.brush.name ? look.brush : choice.brush;
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
