// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/abstraction_panel.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/style/theme.hpp"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>

#include <array>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr std::array<int, 5> kTicks{4, 8, 16, 32, 64};
constexpr int kStepsAnOctave = 100;
constexpr int kMostStrokes = 128;

int strokesAt(int position) {
    return static_cast<int>(std::lround(std::exp2(static_cast<double>(position) / kStepsAnOctave)));
}

int positionOf(int strokes) {
    return static_cast<int>(std::lround(std::log2(strokes) * kStepsAnOctave));
}

/// The numbers below the slider.
class TickRow final : public QWidget {
  public:
    explicit TickRow(QSlider* slider) : m_slider(slider) { setFixedHeight(fontMetrics().height() + 8); }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        const int current = strokesAt(m_slider->value());
        const int handle = 14, reach = width() - handle;
        for (const int tick : kTicks) {
            const int x = handle / 2 + QStyle::sliderPositionFromValue(m_slider->minimum(), m_slider->maximum(),
                                                                       positionOf(tick), reach);
            QFont font = this->font();
            font.setBold(tick == current);
            painter.setFont(font);
            painter.setPen(hairline());
            painter.drawLine(x, 0, x, 4);
            painter.setPen(tick == current ? palette().color(QPalette::WindowText) : quietText());
            painter.drawText(QRect(x - 20, 6, 40, height() - 6), Qt::AlignHCenter | Qt::AlignTop,
                             QString::number(tick));
        }
    }

  private:
    QSlider* m_slider;
};

} // namespace

AbstractionPanel::AbstractionPanel(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addLayout(headingRow(tr("ABSTRACTION"), tr("redraws")));
    layout->addWidget(makeScale());
    layout->addLayout(makeQualities());
    layout->addLayout(makeMore());
    connect(&document, &SketchDocument::settingsChanged, this, &AbstractionPanel::settingsChanged);
    settingsChanged();
}

QWidget* AbstractionPanel::makeScale() {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(QStringLiteral("strokesSlider"));
    m_slider->setRange(positionOf(1), positionOf(kMostStrokes));
    m_slider->setPageStep(kStepsAnOctave);
    m_slider->setSingleStep(kStepsAnOctave / 4);
    name(m_slider, tr("Strokes, from abstract to detailed"), tr("How many strokes (Ctrl+Up, Ctrl+Down)"));
    m_strokes = new QSpinBox;
    m_strokes->setObjectName(QStringLiteral("strokesBox"));
    m_strokes->setRange(1, kMostStrokes);
    m_strokes->setKeyboardTracking(false);
    name(m_strokes, tr("Number of strokes"), tr("How many strokes, 1 to 128"));
    auto* ticks = new TickRow(m_slider);
    connect(m_slider, &QSlider::valueChanged, ticks, qOverload<>(&QWidget::update));
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        RunSettings settings = m_document.settings();
        settings.strokes = strokesAt(position);
        change(settings, tr("Number of strokes"), m_drag);
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { ++m_drag; });
    connect(m_strokes, &QSpinBox::valueChanged, this, [this](int strokes) {
        RunSettings settings = m_document.settings();
        settings.strokes = strokes;
        change(settings, tr("Number of strokes"));
    });
    auto* ends = new QHBoxLayout;
    auto* abstract = new QLabel(tr("abstract"));
    auto* detailed = new QLabel(tr("detailed"));
    abstract->setObjectName(QStringLiteral("caption"));
    detailed->setObjectName(QStringLiteral("caption"));
    ends->addWidget(abstract);
    ends->addStretch();
    ends->addWidget(m_strokes);
    ends->addWidget(new QLabel(tr("strokes")));
    ends->addStretch();
    ends->addWidget(detailed);
    layout->addWidget(m_slider);
    layout->addWidget(ticks);
    layout->addSpacing(4);
    layout->addLayout(ends);
    return box;
}

QLayout* AbstractionPanel::makeQualities() {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    m_qualities = new QButtonGroup(this);
    const std::array<std::pair<QString, QString>, 3> names{
        {{tr("Draft"), tr("Quick: about two seconds")},
         {tr("Normal"), tr("The usual quality")},
         {tr("Fine"), tr("More iterations, seen through more views")}}};
    row->addWidget(new QLabel(tr("Quality")));
    row->addStretch();
    for (int k = 0; k < 3; ++k) {
        auto* button = new QToolButton;
        button->setText(names[static_cast<std::size_t>(k)].first);
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("quality%1").arg(k));
        name(button, tr("Quality: %1").arg(button->text()), names[static_cast<std::size_t>(k)].second);
        m_qualities->addButton(button, k);
        row->addWidget(button);
    }
    connect(m_qualities, &QButtonGroup::idClicked, this, [this](int quality) {
        RunSettings settings = m_document.settings();
        settings.quality = static_cast<optimise::Quality>(quality);
        change(settings, tr("Quality"));
    });
    return row;
}

QLayout* AbstractionPanel::makeMore() {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    m_seed = new QLineEdit;
    m_seed->setObjectName(QStringLiteral("seedField"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), m_seed));
    m_seed->setToolTip(tr("Of everything random; the same seed gives the same sketch (Ctrl+R: a new one)"));
    form->addRow(buddyLabel(tr("See&d"), m_seed), m_seed);
    m_seeds = new QSpinBox;
    m_seeds->setObjectName(QStringLiteral("seedsBox"));
    m_seeds->setRange(1, 16);
    m_seeds->setKeyboardTracking(false);
    m_seeds->setToolTip(tr("Draws this many sketches together and keeps the best"));
    form->addRow(buddyLabel(tr("Seeds &together"), m_seeds), m_seeds);
    m_autoStart = new QCheckBox(tr("Draw by itself"));
    m_autoStart->setObjectName(QStringLiteral("autoStart"));
    m_autoStart->setToolTip(tr("Begin as soon as there is a photo, and again when a setting changes"));
    form->addRow(m_autoStart);
    connect(m_seed, &QLineEdit::editingFinished, this, [this] {
        RunSettings settings = m_document.settings();
        settings.seed = m_seed->text().toULongLong();
        change(settings, tr("Seed"));
    });
    connect(m_seeds, &QSpinBox::valueChanged, this, [this](int seeds) {
        RunSettings settings = m_document.settings();
        settings.seeds = seeds;
        change(settings, tr("Seeds together"));
    });
    connect(m_autoStart, &QCheckBox::toggled, this, &AbstractionPanel::autoStartChanged);
    return form;
}

void AbstractionPanel::change(const RunSettings& settings, const QString& text, int drag) {
    if (!(settings == m_document.settings()))
        m_document.undoStack().push(new SettingsCommand(m_document, settings, text, drag));
}

void AbstractionPanel::stepTick(bool up) {
    RunSettings settings = m_document.settings();
    const int now = settings.strokes;
    if (up) {
        const auto next = std::find_if(kTicks.begin(), kTicks.end(), [now](int tick) { return tick > now; });
        settings.strokes = next == kTicks.end() ? kMostStrokes : *next;
    } else {
        const auto next = std::find_if(kTicks.rbegin(), kTicks.rend(), [now](int tick) { return tick < now; });
        settings.strokes = next == kTicks.rend() ? 1 : *next;
    }
    change(settings, tr("Number of strokes"));
}

void AbstractionPanel::setAutoStart(bool automatic) {
    m_autoStart->setChecked(automatic);
}

void AbstractionPanel::settingsChanged() {
    const RunSettings& settings = m_document.settings();
    const QSignalBlocker slider(m_slider), strokes(m_strokes), seed(m_seed), seeds(m_seeds);
    if (strokesAt(m_slider->value()) != settings.strokes)
        m_slider->setValue(positionOf(settings.strokes));
    m_strokes->setValue(settings.strokes);
    m_qualities->button(static_cast<int>(settings.quality))->setChecked(true);
    m_seed->setText(QString::number(settings.seed));
    m_seeds->setValue(settings.seeds);
    update();
}

} // namespace croquis::ui
