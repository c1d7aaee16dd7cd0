// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"

#include "ui/accessibility/key_focus.hpp"
#include "ui/canvas/paint_pace.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/canvas/sketch_picture.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/plots/plot_pen.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QAbstractButton>
#include <QFocusEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace croquis::ui {

namespace {

constexpr double kPaintShare = 0.005; // of a processor, each of four, while a run draws
constexpr int kPromptWidth = 250;     // pixels
constexpr double kFrame = 1.5, kPointedFrame = 2.5, kChosenFrame = 3.5; // pixels
constexpr double kSample = 22, kSampleGap = 6;                          // pixels, of a curve beside its name

} // namespace

class LevelTile final : public QAbstractButton {
  public:
    /// @param level  which of them it is, for its colour.
    LevelTile(SketchDocument& document, int level, QWidget* parent)
        : QAbstractButton(parent), m_document(document), m_level(level), m_pace(*this, kPaintShare) {
        setMinimumSize(96, 60);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
    }

    void setMoment(const SketchMoment& moment) {
        m_moment = moment;
        const QString caption = LevelsView::tr("%n stroke(s)", nullptr, static_cast<int>(moment.strokes.size()));
        if (text() != caption) {
            setText(caption);
            name(this, LevelsView::tr("Level of %1").arg(caption), LevelsView::tr("Make this the sketch"));
        }
        m_pace.update(rect());
    }

    void setChosen(bool chosen) {
        m_chosen = chosen;
        update();
    }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const PaintPace::Painting painting(m_pace);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int caption = fontMetrics().height() + 12;
        const auto page = m_document.page();
        QRectF area = QRectF(rect()).adjusted(8, 8, -8, -8.0 - caption);
        const double scale = std::min(area.width() / page.widthMm, area.height() / page.heightMm);
        QRectF sheet(0, 0, page.widthMm * scale, page.heightMm * scale);
        sheet.moveCenter(area.center());
        for (int k = 5; k > 0; --k) { // a soft shadow, as on the canvas
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(0, 0, 0, isDark() ? 16 : 6));
            painter.drawRoundedRect(sheet.adjusted(-k, -k + 2, k, k + 2), k, k);
        }
        paintSketch(painter, sheet);
        const double frame = m_chosen ? kChosenFrame : underMouse() ? kPointedFrame : kFrame;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(levelColour(m_level), frame, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(sheet.adjusted(-frame / 2, -frame / 2, frame / 2, frame / 2));
        paintCaption(painter, QRectF(0, sheet.bottom() + 4, width(), caption));
        if (hasFocus()) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
        }
    }

  private:
    /// With a piece of its curve.
    void paintCaption(QPainter& painter, const QRectF& place) const {
        QFont words = font();
        words.setBold(m_chosen);
        painter.setFont(words);
        const double wide = QFontMetricsF(words).horizontalAdvance(text()) + kSample + kSampleGap;
        const double left = place.center().x() - wide / 2, middle = place.center().y();
        painter.setPen(levelPen(m_level, m_chosen));
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample, middle));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(place.adjusted(left + kSample + kSampleGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         text());
    }
    void paintSketch(QPainter& painter, const QRectF& sheet) {
        const double ratio = devicePixelRatioF();
        const QTransform pixelFromWidget = QTransform::fromScale(ratio, ratio);
        const QRect place = pixelFromWidget.mapRect(sheet).toAlignedRect();
        const auto& look = m_document.look();
        QImage picture(place.size(), SketchPicture::kFormat);
        picture.fill(qColour(look.page.paper.value_or(geometry::Colour{255, 255, 255})));
        if (isOnChequers(look.page)) // as the canvas has it
            QPainter(&picture).fillRect(picture.rect(), chequers(qRound(10 * ratio)));
        const double scale = ratio * sheet.width() / m_document.page().widthMm;
        const QPointF corner = pixelFromWidget.map(sheet.topLeft()) - place.topLeft();
        paintTexture(picture, QTransform::fromTranslate(corner.x(), corner.y()).scale(scale, scale), m_document);
        m_picture.setStrokes(ordered(m_moment.strokes, look.order), mannerOf(m_document));
        m_picture.paint(picture, QTransform::fromTranslate(corner.x(), corner.y()).scale(scale, scale));
        picture.setDevicePixelRatio(ratio);
        painter.drawImage(QPointF(place.topLeft()) / ratio, picture);
    }

    SketchDocument& m_document;
    SketchMoment m_moment;
    SketchPicture m_picture;
    int m_level;
    PaintPace m_pace;
    bool m_chosen = false;
};

LevelsView::LevelsView(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    setObjectName(QStringLiteral("levels"));
    setAccessibleName(tr("Levels of abstraction"));
    setFocusPolicy(Qt::StrongFocus);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 6, 12, 4); // a tile has a rim of its own
    grid->setSpacing(8);
    grid->addWidget(makePrompt(), 0, 0, 2, 2, Qt::AlignCenter);
    showPrompt();
    connect(&document, &SketchDocument::lookChanged, this, [this] {
        for (auto* tile : m_tiles)
            tile->update();
    });
}

QWidget* LevelsView::makePrompt() {
    m_prompt = new QWidget;
    m_promise = new QLabel;
    m_promise->setObjectName(QStringLiteral("levelsPromise"));
    m_promise->setAlignment(Qt::AlignCenter);
    m_promise->setWordWrap(true);
    m_promise->setMinimumWidth(kPromptWidth);
    m_draw =
        new QPushButton(lineIcon(QStringLiteral("view-levels"), QPalette::HighlightedText), tr("Draw the four levels"));
    m_draw->setObjectName(QStringLiteral("drawLevels"));
    setAccent(m_draw, true);
    name(m_draw, m_draw->text(), tr("Draws the photo with 4, 8, 16 and 32 strokes at once"));
    auto* layout = new QVBoxLayout(m_prompt);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_promise);
    layout->addWidget(m_draw, 0, Qt::AlignHCenter);
    connect(m_draw, &QPushButton::clicked, this, &LevelsView::drawRequested);
    return m_prompt;
}

QString LevelsView::promiseText(Promise promise) {
    switch (promise) {
    case Promise::offered:
        return tr("The photo drawn with 4, 8, 16 and 32 strokes at once, side by side.");
    case Promise::instead:
        return tr("The photo drawn anew with 4, 8, 16 and 32 strokes at once, side by side. Undo brings this sketch "
                  "back.");
    case Promise::next:
        return tr("4, 8, 16 and 32 strokes are drawn here when this sketch is done.");
    default:
        return tr("4, 8, 16 and 32 strokes are drawn here.");
    }
}

void LevelsView::keepFocusOf(const QWidget* leaving) {
    if (leaving->hasFocus())
        setFocus();
}

void LevelsView::showPrompt() {
    if (!m_tiles.empty() || !isOffered())
        keepFocusOf(m_draw);
    m_prompt->setVisible(m_tiles.empty());
    m_draw->setVisible(isOffered());
    m_promise->setText(promiseText(m_promised));
}

void LevelsView::setPromise(Promise promise) {
    if (std::exchange(m_promised, promise) != promise)
        showPrompt();
}

void LevelsView::setLevels(const std::vector<SketchMoment>& levels) {
    m_levels = levels;
    while (m_tiles.size() > levels.size()) {
        keepFocusOf(m_tiles.back());
        delete m_tiles.back();
        m_tiles.pop_back();
    }
    for (std::size_t k = 0; k < levels.size(); ++k) {
        if (k == m_tiles.size())
            addTile();
        m_tiles[k]->setMoment(levels[k]);
    }
    showPrompt();
    update();
}

void LevelsView::addTile() {
    const int number = static_cast<int>(m_tiles.size());
    auto* tile = new LevelTile(m_document, number, this);
    tile->setObjectName(QStringLiteral("level%1").arg(number));
    connect(tile, &QAbstractButton::clicked, this,
            [this, number] { Q_EMIT promoted(static_cast<std::size_t>(number)); });
    static_cast<QGridLayout*>(layout())->addWidget(tile, number / 2, number % 2);
    setTabOrder(number == 0 ? static_cast<QWidget*>(m_draw) : m_tiles.back(), tile); // not at the window's end
    tile->show(); // at once, also where the view is visible already
    m_tiles.push_back(tile);
}

void LevelsView::setChosen(std::size_t level) {
    for (std::size_t k = 0; k < m_tiles.size(); ++k)
        m_tiles[k]->setChosen(k == level);
}

void LevelsView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), deskColour());
    if (!hasFocus() || !m_focusByKey)
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

/// Where it is moved on from another page, to the button if that is all there is.
void LevelsView::focusInEvent(QFocusEvent* event) {
    m_focusByKey = isByKeys(*event, m_focusByKey);
    if (event->reason() == Qt::OtherFocusReason && isOffered() && m_tiles.empty())
        m_draw->setFocus();
    update();
    QWidget::focusInEvent(event);
}

void LevelsView::focusOutEvent(QFocusEvent* event) {
    update();
    QWidget::focusOutEvent(event);
}

void LevelsView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        Q_EMIT pauseToggled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace croquis::ui
