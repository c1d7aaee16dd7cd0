// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/plotter_page.hpp"

#include "base/error.hpp"
#include "ui/export/page_fields.hpp"
#include "ui/export/pen_preview.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kSliderSteps = 1000, kLongestCommand = 70; // characters, as GcodeOptions has it
constexpr int kLabelGap = 12;                            // pixels
constexpr int kMostPens = 1000;
constexpr double kByLiftTime = -0.1; // of the wait for the pen: none is chosen

QDoubleSpinBox* number(const char* objectName, double least, double most, int decimals, const QString& unit) {
    auto* box = new BoundedBox<QDoubleSpinBox>;
    box->setObjectName(QLatin1String(objectName));
    box->setRange(least, most);
    box->setDecimals(decimals);
    box->setSuffix(unit);
    return box;
}

QString minutes(double seconds) {
    const auto whole = std::llround(seconds), full = std::llround(seconds / 60);
    return whole < 60     ? PlotterPage::tr("%1 s").arg(whole)
           : whole < 3600 ? PlotterPage::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60)
                          : PlotterPage::tr("%1 h %2 min").arg(full / 60).arg(full % 60);
}

/// For two fields, as a low screen has no room for a row each: the second's label stands as far from both as the
/// first's from its own.
QHBoxLayout* rowOfTwo() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kLabelGap);
    return row;
}

/// Chooses the item with that data; the first where there is none.
void choose(QComboBox& box, const std::string& data) {
    box.setCurrentIndex(std::max(0, box.findData(QString::fromStdString(data))));
}

} // namespace

PlotterPage::PlotterPage(vector::Drawing sketch, QWidget* parent)
    : QWidget(parent), m_sketch(std::move(sketch)), m_form(new QFormLayout), m_machine(new QComboBox), m_page(nullptr),
      m_order(new QComboBox), m_join(number("plotJoin", 0, 10, 2, tr(" mm"))),
      m_compound(new QCheckBox(tr("All strokes of a colour as one &path"))),
      m_actualSize(new QCheckBox(tr("At its &actual size"))), m_pens(new BoundedBox<QSpinBox>),
      m_penSpeed(number("plotPenSpeed", 0.1, 10000, 1, tr(" mm/s"))),
      m_travelSpeed(number("plotTravelSpeed", 0.1, 10000, 1, tr(" mm/s"))),
      m_liftTime(number("plotLiftTime", 0, 60, 2, tr(" s"))), m_hpglFor(new QComboBox), m_gcodeFor(new QComboBox),
      m_dwell(number("plotDwell", kByLiftTime, 60, 2, tr(" s"))), m_dwellLabel(buddyLabel(tr("wait the&n"), m_dwell)),
      m_penUp(new QLineEdit), m_penDown(new QLineEdit), m_estimate(new QLabel), m_preview(new PenPreview),
      m_slider(new ScaleSlider), m_where(new QLabel) {
    const auto before = PlotterChoice::load();
    makeFields(before);
    makeSpeeds(before);
    makeCommands(before);
    m_estimate->setObjectName(QStringLiteral("plotEstimate"));
    m_estimate->setWordWrap(true);
    auto policy = m_estimate->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored); // as wide as the fields above it
    m_estimate->setSizePolicy(policy);
    m_estimate->setAccessibleName(tr("What the plot takes"));
    // Not a row of the form: one that is as high as its width asks for would have hidden rows written past the form's
    // end (Qt 6.4).
    auto* fields = new QVBoxLayout;
    fields->addLayout(m_form);
    fields->addWidget(m_estimate);
    fields->addStretch();
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    columns->addLayout(fields);
    columns->addLayout(makePreview(), 1);
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &PlotterPage::plan);
    connect(m_slider, &QSlider::valueChanged, this, &PlotterPage::describePen);
}

void PlotterPage::makeFields(const PlotterChoice& before) {
    m_form->setVerticalSpacing(8);
    m_form->setHorizontalSpacing(kLabelGap);
    m_machine->setObjectName(QStringLiteral("plotMachine"));
    m_machine->addItems({tr("Plotter: a pen for each colour"), tr("Cutter or laser: pure colours")});
    m_machine->setCurrentIndex(before.machine == plot::Machine::cutter ? 1 : 0);
    m_form->addRow(buddyLabel(tr("Mac&hine"), m_machine), m_machine);
    m_page = new PageFields(*m_form, plot::kLeastMarginMm, this);
    m_page->set(before.page);
    m_page->setVisible(true, true);
    m_actualSize->setObjectName(QStringLiteral("plotActualSize"));
    m_actualSize->setChecked(before.actualSize);
    name(m_actualSize, tr("At its actual size"),
         tr("As large as the sketch is, not as fits the page; where it doesn't fit, that is said"));
    m_page->addToMargin(m_actualSize);
    m_order->setObjectName(QStringLiteral("plotOrder"));
    m_order->addItems({tr("Short ways between strokes"), tr("As the sketch is drawn")});
    m_order->setCurrentIndex(before.keepOrder ? 1 : 0);
    m_form->addRow(buddyLabel(tr("Or&der"), m_order), m_order);
    m_join->setValue(before.joinMm);
    m_join->setSingleStep(0.1);
    m_join->setSpecialValueText(tr("No ends"));
    m_join->setToolTip(tr("The pen stays down between ends that lie this close"));
    auto* joinRow = rowOfTwo();
    joinRow->addWidget(m_join);
    joinRow->addWidget(buddyLabel(tr("Pen&s"), m_pens));
    joinRow->addWidget(m_pens, 1);
    m_form->addRow(buddyLabel(tr("&Join within"), m_join), joinRow);
    m_compound->setObjectName(QStringLiteral("plotCompound"));
    m_compound->setChecked(before.compound);
    name(m_compound, tr("All strokes of a colour as one path"));
    m_form->addRow(QString(), m_compound);
    m_pens->setObjectName(QStringLiteral("plotPens"));
    m_pens->setRange(0, kMostPens);
    m_pens->setValue(before.pens);
    m_pens->setSpecialValueText(tr("One a colour"));
    m_pens->setToolTip(tr("Where there are more colours, the nearest are drawn with one pen"));
    connect(m_actualSize, &QCheckBox::toggled, this, &PlotterPage::planLater);
    connect(m_pens, &QSpinBox::valueChanged, this, &PlotterPage::planLater);
    connect(m_page, &PageFields::changed, this, &PlotterPage::planLater);
    connect(m_machine, &QComboBox::currentIndexChanged, this, &PlotterPage::planLater);
    connect(m_order, &QComboBox::currentIndexChanged, this, &PlotterPage::planLater);
    connect(m_join, &QDoubleSpinBox::valueChanged, this, &PlotterPage::planLater);
}

void PlotterPage::makeSpeeds(const PlotterChoice& before) {
    const auto& speeds = before.gcode.speeds;
    m_penSpeed->setValue(speeds.drawMmPerSecond);
    m_travelSpeed->setValue(speeds.travelMmPerSecond);
    m_liftTime->setValue(speeds.liftSeconds);
    m_liftTime->setSingleStep(0.1);
    m_travelSpeed->setAccessibleName(tr("Speed, pen up"));
    auto* speedRow = rowOfTwo();
    speedRow->addWidget(m_penSpeed, 1);
    speedRow->addWidget(buddyLabel(tr("pen &up"), m_travelSpeed));
    speedRow->addWidget(m_travelSpeed, 1);
    m_form->addRow(buddyLabel(tr("Speed, pen do&wn"), m_penSpeed), speedRow);
    auto* liftRow = rowOfTwo();
    liftRow->addWidget(m_liftTime, 1);
    liftRow->addWidget(m_dwellLabel);
    liftRow->addWidget(m_dwell, 1);
    m_form->addRow(buddyLabel(tr("Each lift &takes"), m_liftTime), liftRow);
    for (auto* box : {m_penSpeed, m_travelSpeed, m_liftTime})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PlotterPage::planLater);
}

void PlotterPage::makeCommands(const PlotterChoice& before) {
    m_hpglFor->setObjectName(QStringLiteral("plotHpglFor"));
    m_hpglFor->addItem(tr("As the page says"), QStringLiteral("auto"));
    m_hpglFor->addItem(tr("HP 7475A"), QStringLiteral("hp7475a"));
    m_hpglFor->addItem(tr("From the page's corner"), QStringLiteral("corner"));
    m_hpglFor->setToolTip(tr("An HP 7475A's sheet lies on its side, and its pens don't reach the rim: so it is for A4, "
                             "A3, Letter and Tabloid"));
    choose(*m_hpglFor, before.hpglFor);
    m_form->addRow(buddyLabel(tr("Writt&en for"), m_hpglFor), m_hpglFor);
    m_gcodeFor->setObjectName(QStringLiteral("plotGcodeFor"));
    m_gcodeFor->addItem(QStringLiteral("GRBL"), QStringLiteral("grbl"));
    m_gcodeFor->addItem(QStringLiteral("LinuxCNC"), QStringLiteral("linuxcnc"));
    m_gcodeFor->addItem(QStringLiteral("Marlin"), QStringLiteral("marlin"));
    m_gcodeFor->setToolTip(
        tr("The machine's program: Marlin waits by milliseconds and is told its speed with the pen up"));
    choose(*m_gcodeFor, before.gcodeFor);
    m_form->addRow(buddyLabel(tr("Writt&en for"), m_gcodeFor), m_gcodeFor);
    m_dwell->setAccessibleName(tr("Wait for the pen"));
    m_dwell->setSingleStep(0.1);
    m_dwell->setSpecialValueText(tr("Half a lift"));
    m_dwell->setValue(before.gcode.dwellSeconds.value_or(kByLiftTime));
    m_dwell->setToolTip(
        tr("How long the machine waits after each of the pen's commands; half a lift: not after G0 and G1"));
    connect(m_dwell, &QDoubleSpinBox::valueChanged, this, &PlotterPage::planLater);
    for (auto* box : {m_hpglFor, m_gcodeFor})
        connect(box, &QComboBox::currentIndexChanged, this, &PlotterPage::planLater);
    m_penUp->setObjectName(QStringLiteral("plotPenUp"));
    m_penUp->setText(QString::fromStdString(before.gcode.penUp));
    m_penUp->setToolTip(tr("A line of G-code that raises the pen, as M5 for a servo"));
    m_penDown->setObjectName(QStringLiteral("plotPenDown"));
    m_penDown->setText(QString::fromStdString(before.gcode.penDown));
    m_penDown->setToolTip(tr("A line of G-code that lowers the pen, as M3 S90 for a servo"));
    for (auto* line : {m_penUp, m_penDown}) {
        line->setMaxLength(kLongestCommand);
        connect(line, &QLineEdit::textChanged, this, &PlotterPage::planLater);
    }
    m_form->addRow(buddyLabel(tr("&Raise the pen with"), m_penUp), m_penUp);
    m_form->addRow(buddyLabel(tr("Lower &it with"), m_penDown), m_penDown);
}

QLayout* PlotterPage::makePreview() {
    m_slider->setObjectName(QStringLiteral("penSlider"));
    m_slider->setRange(0, kSliderSteps);
    m_slider->setPageStep(kSliderSteps / 20);
    m_slider->setValue(kSliderSteps);
    name(m_slider, tr("The pen along its way"), tr("Moves the pen along its way; the raised pen's ways are blue"));
    m_where->setObjectName(QStringLiteral("penPlace"));
    m_where->setAccessibleName(tr("Where the pen is"));
    auto policy = m_where->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored); // its text changes all the time
    m_where->setSizePolicy(policy);
    auto* column = new QVBoxLayout;
    column->addWidget(m_preview, 1);
    column->addWidget(m_slider);
    column->addWidget(m_where);
    return column;
}

void PlotterPage::setFormat(ExportFormat format) {
    m_format = format;
    m_page->enable(); // its parts have a parent by now
    m_form->setRowVisible(m_compound, format == ExportFormat::plotterSvg);
    m_form->setRowVisible(m_hpglFor, format == ExportFormat::hpgl);
    for (QWidget* row : std::initializer_list<QWidget*>{m_gcodeFor, m_penUp, m_penDown})
        m_form->setRowVisible(row, format == ExportFormat::gcode);
    m_dwellLabel->setVisible(format == ExportFormat::gcode);
    m_dwell->setVisible(format == ExportFormat::gcode);
    plan();
}

PlotterChoice PlotterPage::choice() const {
    PlotterChoice choice;
    choice.machine = m_machine->currentIndex() == 1 ? plot::Machine::cutter : plot::Machine::plotter;
    choice.page = m_page->choice();
    choice.keepOrder = m_order->currentIndex() == 1;
    choice.joinMm = m_join->value();
    choice.compound = m_compound->isChecked();
    choice.actualSize = m_actualSize->isChecked();
    choice.pens = m_pens->value();
    choice.hpglFor = m_hpglFor->currentData().toString().toStdString();
    choice.gcodeFor = m_gcodeFor->currentData().toString().toStdString();
    if (m_dwell->value() >= 0)
        choice.gcode.dwellSeconds = m_dwell->value();
    choice.gcode.speeds = {m_penSpeed->value(), m_travelSpeed->value(), m_liftTime->value()};
    choice.gcode.penUp = m_penUp->text().toStdString();
    choice.gcode.penDown = m_penDown->text().toStdString();
    return choice;
}

void PlotterPage::planLater() {
    if (!m_later.isActive())
        m_later.start();
}

void PlotterPage::plan() {
    m_later.stop();
    const auto chosen = choice();
    sheet::SheetRequest request;
    const auto kind = kindOf(m_format);
    apply(chosen, kind, request);
    m_problem.clear();
    try {
        if (m_format == ExportFormat::gcode)
            chosen.gcode.validate();
        sheet::Sheet sheet(m_sketch, request);
        const auto& plot = sheet.plotted();
        if (kind == sheet::OutputKind::hpgl) // not all that can be plotted can be by such a plotter
            static_cast<void>(sheet.encoded(kind));
        const auto figures = sheet.figures({kind}).front();
        m_preview->show(plot, figures.pace, chosen.page.marginMm);
        m_estimate->setText(sentenceFor(figures));
    } catch (const Error& error) {
        m_problem = localised(error.what());
        m_estimate->setText(m_problem);
        m_preview->clear();
    }
    describePen();
    Q_EMIT changed();
}

QString PlotterPage::sentenceFor(const sheet::PlotFigures& figures) const {
    const auto& [kinds, pace, report] = figures;
    const auto metres = [this](double millimetres) { return locale().toString(millimetres / 1000, 'f', 2); };
    const auto speed = [this](double mmPerSecond) { return locale().toString(mmPerSecond, 'g', 4); };
    QString text =
        tr("%1, %2. Pen down %3 m, travel %4 m (%5 m in drawing order). About %6.")
            .arg(tr("%n path(s)", nullptr, static_cast<int>(report.paths)),
                 tr("%n pen(s)", nullptr, static_cast<int>(report.pens)), metres(report.penDownMm),
                 metres(report.travelMm + (pace.fromCorner ? report.cornerMm : 0)),
                 metres(report.fileOrderTravelMm + (pace.fromCorner ? report.cornerMm : 0)), minutes(report.seconds));
    if (constexpr double kSameScale = 1e-6; std::abs(report.scale - 1) > kSameScale)
        text += QLatin1Char(' ') + tr("Scaled to %1 %.").arg(locale().toString(100 * report.scale, 'g', 4));
    if (report.pens > 1 && !pace.fromCorner)
        text += QLatin1Char(' ') + tr("The ways from one pen to the next aren't counted.");
    if (pace.drawMmPerSecond != pace.askedMmPerSecond)
        text +=
            QLatin1Char(' ') +
            tr("HPGL's speeds are whole cm/s within what the plotter can: %1 mm/s.").arg(speed(pace.drawMmPerSecond));
    return text;
}

void PlotterPage::describePen() {
    m_preview->setPen(static_cast<double>(m_slider->value()) / kSliderSteps);
    const auto pen = m_preview->place();
    m_slider->setEnabled(pen.has_value());
    if (!pen)
        return m_where->clear();
    const auto& journey = *m_preview->journey();
    const auto& leg = journey.legs()[pen->leg];
    const double seconds = journey.seconds() * m_slider->value() / kSliderSteps;
    const bool back = !leg.down && pen->leg > 0 && journey.legs()[pen->leg - 1].path == leg.path;
    if (back)
        return m_where->setText(tr("%1 of %2: on its way back").arg(minutes(seconds), minutes(journey.seconds())));
    m_where->setText((leg.down ? tr("%1 of %2: stroke %3 of %4") : tr("%1 of %2: on its way to stroke %3 of %4"))
                         .arg(minutes(seconds), minutes(journey.seconds()))
                         .arg(leg.path + 1)
                         .arg(journey.legs().back().path + 1));
}

} // namespace croquis::ui
