// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/brush_picker.hpp"

#include "ui/brushes/brush_shelf.hpp"
#include "ui/canvas/paint_pace.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/style/theme.hpp"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QTextDocument>
#include <QToolButton>

#include <algorithm>
#include <functional>

namespace croquis::ui {
namespace {

constexpr QSize kThumbnail{32, 32};
constexpr int kColumns = 7;
constexpr int kNameWidth = 90;        // pixels, of a brush's name
constexpr double kCorner = 4;         // pixels, that a thumbnail's corners are round
constexpr double kRim = 2;            // pixels around the strokes
constexpr int kChequer = 4;           // pixels, below light ink
constexpr std::size_t kMostShown = 3; // strokes
constexpr double kStroke = 2;         // pixels, the pen's width in a thumbnail
constexpr double kLeastPlaceMm = 1;
constexpr int kDelay = 60;          // ms, for what comes together
constexpr double kRestShare = 0.2;  // of a processor, for what a person changes
constexpr double kRunShare = 0.002; // for what a run does
constexpr double kSlice = 8;        // ms, after which the window has its turn
constexpr double kLeastCost = 40;   // ms, of all thumbnails, until it is known

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

/// So few that a brush is seen: a whole sketch is a blot at this size, and so is what fills a dark place.
std::vector<SketchStroke> longest(std::vector<SketchStroke> strokes) {
    std::ranges::stable_sort(strokes, std::ranges::greater(), [](const SketchStroke& stroke) {
        return stroke.curve.fills() ? 0 : stroke.curve.polygonLength();
    });
    strokes.resize(std::min(strokes.size(), kMostShown));
    return strokes;
}

/// What the strokes lie in, as far as that is on the page; millimetres.
QRectF placeOf(const std::vector<SketchStroke>& strokes, const Manner& manner, const session::Page& page) {
    auto all = manner.pageFromCanvas(strokes.front().curve).boundingBox();
    for (const auto& stroke : strokes) {
        const auto box = manner.pageFromCanvas(stroke.curve).boundingBox();
        all.minimum = {std::min(all.minimum.x, box.minimum.x), std::min(all.minimum.y, box.minimum.y)};
        all.maximum = {std::max(all.maximum.x, box.maximum.x), std::max(all.maximum.y, box.maximum.y)};
    }
    const QRectF sheet(0, 0, page.widthMm, page.heightMm);
    const QRectF place(QPointF(all.minimum.x, all.minimum.y), QPointF(all.maximum.x, all.maximum.y));
    return place.intersects(sheet) ? place & sheet : sheet;
}

/// As the pictures of strokes are.
QPixmap rounded(const QImage& picture) {
    QPixmap shape(picture.size());
    shape.setDevicePixelRatio(picture.devicePixelRatio());
    shape.fill(Qt::transparent);
    QPainter painter(&shape);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(picture));
    painter.drawRoundedRect(QRectF(QPointF(), kThumbnail), kCorner, kCorner);
    return shape;
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
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &BrushPicker::paintNext);
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
    button->setObjectName(QStringLiteral("brush-") + QString::fromStdString(brush.name));
    button->setProperty("small", true);
    button->setCheckable(true);
    button->setIconSize(kThumbnail);
    const int number = static_cast<int>(m_choices.size());
    m_buttons->addButton(button, number);
    m_grid->addWidget(button, number / kColumns, number % kColumns);
    if (!m_choices.empty())
        setTabOrder(m_choices.back().button, button);
    m_choices.push_back({brush, button, {}});
    describe(m_choices.back());
}

void BrushPicker::describe(const Choice& choice) {
    const QString called = shown(nameOf(choice.brush));
    const bool deleted = m_shelf.isDeleted(choice.brush);
    name(choice.button, (deleted ? tr("Brush: %1, deleted") : tr("Brush: %1")).arg(called),
         toolTipFor((deleted ? tr("%1: deleted from your brushes, kept by this sketch until another is chosen")
                             : tr("%1 (Ctrl+B: the next brush)"))
                        .arg(called)));
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
    } else if (m_choices.size() > number && m_shelf.isDeleted(m_choices[number].brush)) {
        dropFrom(number); // the sketch doesn't keep it any more
        found = m_choices.begin() + static_cast<std::ptrdiff_t>(place);
    }
    describe(*found);
    found->button->setChecked(true);
    const QString called = shown(nameOf(brush));
    const QString shortened = fontMetrics().elidedText(called, Qt::ElideRight, kNameWidth);
    m_name->setText(m_shelf.isDeleted(brush)    ? tr("%1, deleted").arg(shortened)
                    : m_shelf.isAdjusted(brush) ? tr("%1, adjusted").arg(shortened)
                                                : shortened);
    m_name->setToolTip(toolTipFor(called));
    askForThumbnails(kRestShare);
}

void BrushPicker::setRunning(bool running) {
    if (m_running == running)
        return;
    m_running = running;
    if (running) { // a short one has the processor to itself; when it ends they are painted
        m_rest.stop();
        m_painted.restart();
    }
    strokesChanged();
}

void BrushPicker::strokesChanged() {
    askForThumbnails(m_running ? kRunShare : kRestShare);
}

void BrushPicker::askForThumbnails(double share) {
    if (!isVisible())
        return;
    if (m_next.isActive()) { // this round to its end first
        m_again = true;
        return;
    }
    const int due = static_cast<int>(std::max(m_cost, kLeastCost) / share) - static_cast<int>(m_painted.elapsed());
    const int delay = std::max(kDelay, due);
    if (!m_rest.isActive() || delay < m_rest.remainingTime())
        m_rest.start(delay);
}

void BrushPicker::paintThumbnails() {
    m_shown = longest(m_document.visibleStrokes());
    if (m_shown.empty())
        m_shown = specimen();
    m_place = 0;
    m_costNow = 0;
    m_next.start();
}

void BrushPicker::paintNext() {
    if (m_place >= m_choices.size()) { // all are painted, or brushes went meanwhile
        m_next.stop();
        m_cost = m_costNow;
        m_painted.restart();
        if (std::exchange(m_again, false))
            strokesChanged();
        return;
    }
    const double begun = threadSeconds(), ratio = devicePixelRatioF();
    Choice& choice = m_choices[m_place];
    const auto& look = m_document.look().page;
    Manner manner = mannerOf(m_document);
    const QSize size = kThumbnail * ratio;
    const QRectF place = placeOf(m_shown, manner, m_document.page());
    const double width = kStroke * ratio, rim = 2 * kRim * ratio + width;
    const double scale = std::min((size.width() - rim) / std::max(place.width(), kLeastPlaceMm),
                                  (size.height() - rim) / std::max(place.height(), kLeastPlaceMm));
    manner.widthMm = width / scale;
    manner.brush = choice.brush.name == look.brush.name ? look.brush : choice.brush;
    choice.picture.setStrokes(m_shown, manner);
    if (!choice.picture.prepare(kSlice)) {
        m_costNow += 1000 * (threadSeconds() - begun);
        return;
    }
    ++m_place;
    QImage picture(size, SketchPicture::kFormat);
    picture.fill(look.paper ? qColour(*look.paper) : thumbnailPaper());
    if (isOnChequers(look))
        QPainter(&picture).fillRect(picture.rect(), chequers(qRound(kChequer * ratio)));
    choice.picture.paint(picture, QTransform::fromTranslate(size.width() / 2.0, size.height() / 2.0)
                                      .scale(scale, scale)
                                      .translate(-place.center().x(), -place.center().y()));
    picture.setDevicePixelRatio(ratio);
    choice.button->setIcon(rounded(picture));
    m_costNow += 1000 * (threadSeconds() - begun);
}

void BrushPicker::showEvent(QShowEvent* event) {
    askForThumbnails(kRestShare);
    QWidget::showEvent(event);
}

void BrushPicker::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) { // at once: on their old paper they would be out of place
        m_again = m_again || m_next.isActive();
        if (isVisible() && !m_next.isActive())
            m_rest.start(0);
    }
    QWidget::changeEvent(event);
}

} // namespace croquis::ui
