// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.hpp"

#include "ui/export/fields_area.hpp"
#include "ui/export/motion_fields.hpp"
#include "ui/export/page_fields.hpp"
#include "ui/export/plotter_page.hpp"
#include "ui/panels/panel_parts.hpp"
#include "vector/picture_size.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kLeastPixels = 16;
constexpr QSize kFrame{16, 40}; // what a window manager puts around, until it is known

} // namespace

void ExportDialog::makeFields() {
    m_format->setObjectName(QStringLiteral("exportFormat"));
    for (const auto format : kExportFormats)
        m_format->addItem(titleOf(format));
    m_size->setObjectName(QStringLiteral("exportSize"));
    m_size->setRange(10, 5000);
    m_size->setSuffix(tr(" mm"));
    m_size->setValue(m_offer.longSideMm);
    m_pixels->setObjectName(QStringLiteral("exportPictureSide"));
    m_pixels->setRange(kLeastPixels, vector::kMaximumPictureSide);
    m_pixels->setSuffix(tr(" pixels"));
    m_pixels->setToolTip(tr("How many pixels the longer side has; the resolution follows"));
    m_dpi->setObjectName(QStringLiteral("exportDpi"));
    m_dpi->setRange(1, 10000);
    m_dpi->setDecimals(0);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(m_offer.dpi);
    m_paper->setObjectName(QStringLiteral("exportPaper"));
    m_description->setObjectName(QStringLiteral("caption"));
    m_description->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("exportProblem"));
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_form->setVerticalSpacing(10);
    m_form->setHorizontalSpacing(m_plotter->form().horizontalSpacing());
    m_form->addRow(buddyLabel(tr("&File"), m_file), makeFileRow());
    m_form->addRow(buddyLabel(tr("F&ormat"), m_format), m_format);
    m_page = new PageFields(*m_form, 0, this);
    m_form->addRow(buddyLabel(tr("Lo&ng side"), m_size), m_size);
    m_form->addRow(buddyLabel(tr("Pi&xels"), m_pixels), m_pixels);
    m_form->addRow(buddyLabel(tr("&Resolution"), m_dpi), m_dpi);
    m_motion = new MotionFields(*m_form, m_offer.noCourse, m_offer.drawing.brush.isPen(), this);
    m_form->addRow(buddyLabel(tr("&Paper"), m_paper), m_paper);
}

void ExportDialog::layOut() {
    auto* fields = new QWidget;
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(m_form);
    column->addWidget(m_plotter, 1);
    column->addWidget(m_description);
    m_fields = new FieldsArea(fields);
    m_fields->guardValues();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(m_fields, 1);
    layout->addWidget(m_problem);
    layout->addWidget(makeButtons());
}

QLayout* ExportDialog::makeFileRow() {
    m_file->setObjectName(QStringLiteral("exportFile"));
    m_file->setMinimumWidth(360);
    auto* browse = new QPushButton(tr("Choose..."));
    browse->setAutoDefault(false);
    name(browse, tr("Choose the file's place"));
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    auto* row = new QHBoxLayout;
    row->addWidget(m_file);
    row->addWidget(browse);
    return row;
}

QDialogButtonBox* ExportDialog::makeButtons() {
    auto* buttons = new QDialogButtonBox;
    auto* save = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("primary"));
    save->setDefault(true);
    name(save, tr("Export"));
    name(buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole), tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

QString ExportDialog::levels() const {
    const auto& layers = m_offer.drawing.layers;
    if (layers.size() < 2)
        return {};
    QStringList strokes;
    for (const auto& layer : layers)
        strokes += locale().toString(static_cast<qulonglong>(layer.strokes.size()));
    return tr("%n level(s) side by side, of %1 strokes.", nullptr, static_cast<int>(layers.size()))
        .arg(locale().createSeparatedList(strokes));
}

/// A film can't be transparent. Black is for ink that is seen on nothing else.
void ExportDialog::offerPapers(bool film) {
    m_paper->clear();
    const auto add = [this](const QString& text, ExportPaper paper) {
        m_paper->addItem(text, static_cast<int>(paper));
    };
    if (!film)
        add(tr("Transparent"), ExportPaper::transparent);
    add(tr("White"), ExportPaper::white);
    if (m_isInkLight)
        add(tr("Black"), ExportPaper::black);
    if (m_offer.hasPaper)
        add(tr("The look's paper"), ExportPaper::ofLook);
    const auto placeOf = [this](ExportPaper paper) { return m_paper->findData(static_cast<int>(paper)); };
    const int usual = placeOf(film && m_isInkLight ? ExportPaper::black : ExportPaper::white);
    const int chosen = placeOf(m_chosenPaper);
    m_paper->setCurrentIndex(chosen >= 0 ? chosen : usual);
}

ExportPaper ExportDialog::paper() const {
    return static_cast<ExportPaper>(m_paper->currentData().toInt());
}

QString ExportDialog::remarkOnInk() const {
    const bool isOnWhite = paper() == ExportPaper::transparent || paper() == ExportPaper::white;
    return m_isInkLight && isOnWhite && !isForMachine(format())
               ? tr("The strokes are light: on white they can hardly be seen.")
               : QString();
}

plot::PageFormat ExportDialog::shownMm() const {
    const auto& drawing = m_offer.drawing;
    const auto page = m_page->choice();
    const double scale = m_size->value() / std::max(drawing.widthMm, drawing.heightMm);
    return page.format.isEmpty() ? plot::PageFormat{scale * drawing.widthMm, scale * drawing.heightMm}
                                 : plot::pageFormatFrom(textOf(page));
}

/// The box shows whole ones.
double ExportDialog::dpi() const {
    const auto shown = shownMm();
    return m_pixelsLead ? m_pixels->value() * vector::kMillimetresPerInch / std::max(shown.widthMm, shown.heightMm)
                        : m_dpi->value();
}

/// Pixels and resolution say the same: whichever wasn't chosen follows.
void ExportDialog::followPixels() {
    const auto shown = shownMm();
    const QSignalBlocker quietPixels(m_pixels), quietDpi(m_dpi);
    if (m_pixelsLead)
        m_dpi->setValue(dpi());
    else
        m_pixels->setValue(static_cast<int>(
            std::lround(std::max(shown.widthMm, shown.heightMm) / vector::kMillimetresPerInch * m_dpi->value())));
}

/// Both forms' fields stand below one another.
void ExportDialog::alignLabels() {
    QList<QWidget*> labels;
    for (auto* form : {m_form, &m_plotter->form()})
        for (int row = 0; row < form->rowCount(); ++row)
            if (auto* item = form->itemAt(row, QFormLayout::LabelRole); item != nullptr && item->widget() != nullptr)
                labels += item->widget();
    int width = 0;
    for (auto* label : std::as_const(labels))
        width = std::max(width, label->sizeHint().width());
    for (auto* label : std::as_const(labels))
        label->setMinimumWidth(width);
}

/// adjustSize() would keep to two thirds of the screen and let what grows hang over its edge.
void ExportDialog::fitScreen(Fit fit) {
    ensurePolished();
    m_fields->updateGeometry(); // they may have changed just now
    const QRect room = screen()->availableGeometry();
    const QSize rim = isVisible() ? frameGeometry().size() - geometry().size() : kFrame;
    QSize wanted = sizeHint();
    if (layout()->hasHeightForWidth())
        wanted.setHeight(layout()->totalHeightForWidth(wanted.width()));
    if (wanted.height() > room.height() - rim.height()) // the fields scroll
        wanted.rwidth() += m_fields->verticalScrollBar()->sizeHint().width();
    if (fit == Fit::grows)
        wanted = wanted.expandedTo(size());
    resize(wanted.boundedTo(room.size() - rim));
    if (!isVisible())
        return; // it will be placed
    QRect frame(pos(), size() + rim);
    frame.moveRight(std::min(frame.right(), room.right()));
    frame.moveBottom(std::min(frame.bottom(), room.bottom()));
    move(std::max(frame.left(), room.left()), std::max(frame.top(), room.top()));
}

} // namespace croquis::ui
