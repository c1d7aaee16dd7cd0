// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/plotter_page.hpp"

#include "base/error.hpp"
#include "ui/export/page_fields.hpp"
#include "ui/export/pen_preview.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSlider>

#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kSliderSteps = 1000, kLongestCommand = 70; // characters, as GcodeOptions has it
constexpr int kLabelGap = 12;                            // pixels

QDoubleSpinBox* number(const char* objectName, double least, double most, int decimals, const QString& unit) {
    auto* box = new QDoubleSpinBox;
    box->setObjectName(QLatin1String(objectName));
    box->setRange(least, most);
    box->setDecimals(decimals);
    box->setSuffix(unit);
    return box;
}

QString minutes(double seconds) {
    const auto whole = std::llround(seconds);
    return whole < 60 ? PlotterPage::tr("%1 s").arg(whole)
                      : PlotterPage::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

} // namespace

PlotterPage::PlotterPage(vector::Drawing sketch, QWidget* parent)
    : QWidget(parent), m_sketch(std::move(sketch)), m_form(new QFormLayout), m_machine(new QComboBox), m_page(nullptr),
      m_order(new QComboBox), m_join(number("plotJoin", 0, 10, 2, tr(" mm"))),
      m_compound(new QCheckBox(tr("All strokes of a colour as one &path"))),
      m_penSpeed(number("plotPenSpeed", 0.1, 10000, 1, tr(" mm/s"))),
      m_travelSpeed(number("plotTravelSpeed", 0.1, 10000, 1, tr(" mm/s"))),
      m_liftTime(number("plotLiftTime", 0, 60, 2, tr(" s"))), m_penUp(new QLineEdit), m_penDown(new QLineEdit),
      m_estimate(new QLabel), m_preview(new PenPreview), m_slider(new QSlider(Qt::Horizontal)), m_where(new QLabel) {
    const auto before = PlotterChoice::load();
    makeFields(before);
    makeSpeeds(before);
    m_estimate->setObjectName(QStringLiteral("plotEstimate"));
    m_estimate->setWordWrap(true);
    m_estimate->setAccessibleName(tr("What the plot takes"));
    m_form->addRow(m_estimate);
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    columns->addLayout(m_form);
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
    m_order->setObjectName(QStringLiteral("plotOrder"));
    m_order->addItems({tr("Short ways between strokes"), tr("As the sketch is drawn")});
    m_order->setCurrentIndex(before.keepOrder ? 1 : 0);
    m_form->addRow(buddyLabel(tr("Or&der"), m_order), m_order);
    m_join->setValue(before.joinMm);
    m_join->setSingleStep(0.1);
    m_join->setSpecialValueText(tr("No ends"));
    m_join->setToolTip(tr("The pen stays down between ends that lie this close"));
    m_form->addRow(buddyLabel(tr("&Join within"), m_join), m_join);
    m_compound->setObjectName(QStringLiteral("plotCompound"));
    m_compound->setChecked(before.compound);
    name(m_compound, tr("All strokes of a colour as one path"));
    m_form->addRow(QString(), m_compound);
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
    m_form->addRow(buddyLabel(tr("Speed, pen do&wn"), m_penSpeed), m_penSpeed);
    m_form->addRow(buddyLabel(tr("Speed, pen &up"), m_travelSpeed), m_travelSpeed);
    m_form->addRow(buddyLabel(tr("Each lift &takes"), m_liftTime), m_liftTime);
    for (auto* box : {m_penSpeed, m_travelSpeed, m_liftTime})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PlotterPage::planLater);
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
    m_form->addRow(buddyLabel(tr("Raise the pe&n with"), m_penUp), m_penUp);
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
    auto* column = new QVBoxLayout;
    column->addWidget(m_preview, 1);
    column->addWidget(m_slider);
    column->addWidget(m_where);
    return column;
}

void PlotterPage::setFormat(ExportFormat format) {
    m_format = format;
    m_form->setRowVisible(m_compound, format == ExportFormat::plotterSvg);
    m_form->setRowVisible(m_penUp, format == ExportFormat::gcode);
    m_form->setRowVisible(m_penDown, format == ExportFormat::gcode);
    plan();
}

PlotterChoice PlotterPage::choice() const {
    PlotterChoice choice;
    choice.machine = m_machine->currentIndex() == 1 ? plot::Machine::cutter : plot::Machine::plotter;
    choice.page = m_page->choice();
    choice.keepOrder = m_order->currentIndex() == 1;
    choice.joinMm = m_join->value();
    choice.compound = m_compound->isChecked();
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
    apply(chosen, m_format == ExportFormat::plotterSvg, request);
    m_problem.clear();
    try {
        if (m_format == ExportFormat::gcode)
            chosen.gcode.validate();
        sheet::Sheet sheet(m_sketch, request);
        const auto& plot = sheet.plotted();
        const auto report = plot::reportOf(plot, chosen.gcode.speeds);
        m_preview->show(plot, chosen.gcode.speeds, chosen.page.marginMm);
        const auto metres = [this](double millimetres) { return locale().toString(millimetres / 1000, 'f', 2); };
        m_estimate->setText(tr("%1, %2. Pen down %3 m, travel %4 m (%5 m in drawing order). About %6.")
                                .arg(tr("%n path(s)", nullptr, static_cast<int>(report.paths)),
                                     tr("%n pen(s)", nullptr, static_cast<int>(report.pens)), metres(report.penDownMm),
                                     metres(report.travelMm), metres(report.fileOrderTravelMm),
                                     minutes(report.seconds)));
    } catch (const Error& error) {
        m_problem = localised(error.what());
        m_estimate->setText(m_problem);
        m_preview->clear();
    }
    describePen();
    Q_EMIT changed();
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
    m_where->setText((leg.down ? tr("%1 of %2: stroke %3 of %4") : tr("%1 of %2: on its way to stroke %3 of %4"))
                         .arg(minutes(seconds), minutes(journey.seconds()))
                         .arg(leg.path + 1)
                         .arg(journey.legs().back().path + 1));
}

} // namespace croquis::ui
