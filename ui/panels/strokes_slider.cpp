// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/strokes_slider.hpp"

#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"
#include "ui/style/theme.hpp"

#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace croquis::ui {
namespace {

constexpr std::array<int, 5> kTicks{4, 8, 16, 32, 64};
constexpr int kStepsAnOctave = 100;
constexpr int kCatch = 9;                                       // steps from a mark within which a drag means the mark
constexpr int kTickLength = 4, kTickReach = 18, kSpinRoom = 56; // pixels

int strokesAt(int position) {
    return static_cast<int>(std::lround(std::exp2(static_cast<double>(position) / kStepsAnOctave)));
}

int positionOf(int strokes) {
    return static_cast<int>(std::lround(std::log2(strokes) * kStepsAnOctave));
}

int caught(int position) {
    const auto tick = std::find_if(kTicks.begin(), kTicks.end(), [position](int strokes) {
        return std::abs(position - positionOf(strokes)) <= kCatch;
    });
    return tick == kTicks.end() ? position : positionOf(*tick);
}

} // namespace

/// The numbers below the slider.
class StrokesSlider::Ticks final : public QWidget {
  public:
    explicit Ticks(StrokesSlider& slider) : QWidget(&slider), m_slider(slider) {
        setFixedHeight(fontMetrics().height() + kTickLength + 2);
        setCursor(Qt::PointingHandCursor);
    }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        for (const int tick : kTicks) {
            const int x = pixelOf(tick);
            const bool chosen = tick == m_slider.strokes();
            QFont font = this->font();
            font.setBold(chosen);
            painter.setFont(font);
            painter.setPen(fieldBorder());
            painter.drawLine(x, 0, x, kTickLength - 1);
            painter.setPen(chosen ? palette().color(QPalette::WindowText) : quietText());
            painter.drawText(QRect(x - 20, kTickLength + 1, 40, height() - kTickLength - 1),
                             Qt::AlignHCenter | Qt::AlignTop, QString::number(tick));
        }
    }
    void mousePressEvent(QMouseEvent* event) override {
        for (const int tick : kTicks)
            if (std::abs(event->position().x() - pixelOf(tick)) < kTickReach && tick != m_slider.strokes()) {
                m_slider.setStrokes(tick);
                Q_EMIT m_slider.strokesChosen(tick, 0);
                return;
            }
    }

  private:
    int pixelOf(int tick) const {
        return static_cast<const ScaleSlider*>(m_slider.m_slider)->pixelOf(positionOf(tick));
    }
    StrokesSlider& m_slider;
};

StrokesSlider::StrokesSlider(QWidget* parent)
    : QWidget(parent), m_number(new BoundedBox<QSpinBox>), m_slider(new ScaleSlider), m_ticks(nullptr) {
    m_ticks = new Ticks(*this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeEnds());
    m_slider->setObjectName(QStringLiteral("strokesSlider"));
    m_slider->setRange(positionOf(1), positionOf(kMostStrokes));
    m_slider->setPageStep(kStepsAnOctave);
    m_slider->setSingleStep(kStepsAnOctave / 4);
    name(m_slider, tr("Strokes, from abstract to detailed"), tr("How many strokes (Ctrl+Up, Ctrl+Down)"));
    layout->addWidget(m_slider);
    layout->addWidget(m_ticks);
    setStrokes(m_strokes);
    connect(m_slider, &QSlider::valueChanged, this, &StrokesSlider::moved);
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        ++m_drag;
        if (strokesAt(m_slider->value()) != m_strokes) // which something else set while the handle was held
            setStrokes(m_strokes);
    });
}

QHBoxLayout* StrokesSlider::makeEnds() {
    const auto caption = [](const QString& text) {
        auto* label = new QLabel(text);
        label->setObjectName(QStringLiteral("caption"));
        return label;
    };
    m_number->setObjectName(QStringLiteral("strokesBox"));
    m_number->setRange(1, kMostStrokes);
    m_number->setKeyboardTracking(false);
    m_number->setFixedWidth(m_number->fontMetrics().horizontalAdvance(QStringLiteral("888")) + kSpinRoom);
    name(m_number, tr("Number of strokes"),
         tr("How many strokes are drawn, deleted ones included: 1 to 128 (Ctrl+Up, Ctrl+Down: the next mark)"));
    connect(m_number, &QSpinBox::valueChanged, this, [this](int strokes) {
        setStrokes(strokes);
        Q_EMIT strokesChosen(strokes, 0);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(caption(tr("abstract")));
    row->addStretch();
    row->addWidget(m_number);
    row->addWidget(new QLabel(tr("strokes")));
    row->addStretch();
    row->addWidget(caption(tr("detailed")));
    return row;
}

void StrokesSlider::moved(int position) {
    const bool dragged = m_slider->isSliderDown();
    if (dragged && caught(position) != position) {
        const QSignalBlocker blocker(m_slider);
        position = caught(position);
        m_slider->setSliderPosition(position);
    }
    const int strokes = strokesAt(position);
    if (strokes == m_strokes)
        return;
    m_strokes = strokes;
    m_ticks->update();
    const QSignalBlocker blocker(m_number);
    m_number->setValue(strokes);
    Q_EMIT strokesChosen(strokes, dragged ? m_drag : 0);
}

void StrokesSlider::setStrokes(int strokes) {
    m_strokes = strokes;
    m_ticks->update();
    const QSignalBlocker slider(m_slider), number(m_number);
    m_number->setValue(strokes);
    if (!m_slider->isSliderDown())
        m_slider->setValue(positionOf(strokes));
}

int StrokesSlider::nextTick(int strokes, bool up) {
    if (up) {
        const auto next = std::upper_bound(kTicks.begin(), kTicks.end(), strokes);
        return next == kTicks.end() ? kMostStrokes : *next;
    }
    const auto next = std::lower_bound(kTicks.begin(), kTicks.end(), strokes);
    return next == kTicks.begin() ? 1 : *std::prev(next);
}

} // namespace croquis::ui
