// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/motion_fields.hpp"

#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {

MotionFields::MotionFields(QFormLayout& form, QString noCourse, bool pen, QObject* parent)
    : QObject(parent), m_form(form), m_noCourse(std::move(noCourse)), m_pen(pen), m_motion(new QComboBox),
      m_why(new QLabel), m_seconds(new BoundedBox<QDoubleSpinBox>), m_hold(new BoundedBox<QDoubleSpinBox>),
      m_once(new QCheckBox(tr("Onl&y once"))), m_holdRow(new QHBoxLayout), m_pixels(new BoundedBox<QSpinBox>),
      m_rate(new BoundedBox<QSpinBox>) {
    const animation::AnimationOptions usual;
    m_motion->setObjectName(QStringLiteral("exportMotion"));
    m_motion->addItems({tr("Stroke after stroke"), tr("As it converged")});
    m_why->setObjectName(QStringLiteral("caption"));
    m_why->setWordWrap(true);
    m_seconds->setObjectName(QStringLiteral("exportSeconds"));
    m_seconds->setRange(0.1, 600);
    m_seconds->setDecimals(1);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setValue(usual.seconds);
    m_hold->setObjectName(QStringLiteral("exportHold"));
    m_hold->setRange(0, 60);
    m_hold->setDecimals(1);
    m_hold->setSuffix(tr(" s"));
    m_hold->setValue(usual.holdSeconds);
    m_hold->setToolTip(tr("How long the finished sketch stays"));
    m_pixels->setObjectName(QStringLiteral("exportPixels"));
    m_pixels->setSuffix(tr(" pixels"));
    m_rate->setObjectName(QStringLiteral("exportRate"));
    form.addRow(buddyLabel(tr("Mo&tion"), m_motion), m_motion);
    m_why->setObjectName(QStringLiteral("exportWhy"));
    form.addRow(QString(), m_why);
    form.addRow(buddyLabel(tr("D&uration"), m_seconds), m_seconds);
    m_holdRow->addWidget(m_hold);
    m_holdRow->addWidget(m_once);
    form.addRow(buddyLabel(tr("&Hold"), m_hold), m_holdRow);
    m_once->setObjectName(QStringLiteral("exportOnce"));
    form.addRow(buddyLabel(tr("Lo&ng side"), m_pixels), m_pixels);
    form.addRow(buddyLabel(tr("Fra&mes a second"), m_rate), m_rate);
    connect(m_motion, &QComboBox::currentIndexChanged, this, &MotionFields::changed);
    for (auto* box : {m_seconds, m_hold})
        connect(box, &QDoubleSpinBox::valueChanged, this, &MotionFields::changed);
    for (auto* box : {m_pixels, m_rate})
        connect(box, &QSpinBox::valueChanged, this, &MotionFields::changed);
}

void MotionFields::setFormat(ExportFormat format) {
    m_format = format;
    const bool moves = isMoving(format), film = sheet::isFilm(kindOf(format)), gif = format == ExportFormat::gif;
    const QString why = !m_noCourse.isEmpty() ? m_noCourse
                        : !m_pen && format == ExportFormat::animatedSvg
                            ? tr("Convergence as SVG needs the pen; as GIF and MP4 it shows any brush.")
                            : QString();
    {
        const QSignalBlocker quiet(m_motion);
        if (!why.isEmpty())
            m_motion->setCurrentIndex(0);
    }
    m_motion->setEnabled(why.isEmpty());
    m_why->setText(why);
    m_form.setRowVisible(m_motion, moves);
    m_form.setRowVisible(m_seconds, moves);
    m_form.setRowVisible(m_holdRow, moves);
    m_form.setRowVisible(m_why, moves && !why.isEmpty());
    const bool decided = format == ExportFormat::mp4; // nothing in the file can
    m_once->setEnabled(!decided);
    name(m_once, tr("Only once"),
         decided ? tr("Whoever plays an MP4 decides whether it begins again: a GIF or an SVG can be told to stay")
                 : tr("It stays finished instead of beginning again"));
    m_form.setRowVisible(m_pixels, film);
    m_form.setRowVisible(m_rate, film);
    if (!film)
        return;
    const QSignalBlocker quietPixels(m_pixels), quietRate(m_rate);
    m_pixels->setRange(16, gif ? 4000 : 4096);
    m_pixels->setValue(gif ? animation::GifOptions().longSide : animation::Mp4Options().longSide);
    m_rate->setRange(1, gif ? 50 : 60);
    m_rate->setValue(gif ? animation::GifOptions().framesPerSecond : animation::Mp4Options().framesPerSecond);
}

int MotionFields::longSide() const {
    return m_pixels->value();
}

int MotionFields::frames() const {
    const auto framesIn = [this](double seconds) {
        return std::max(1, static_cast<int>(std::lround(seconds * m_rate->value())));
    };
    return framesIn(m_seconds->value()) + (m_format == ExportFormat::gif ? 1 : framesIn(m_hold->value()));
}

void MotionFields::apply(sheet::SheetRequest& request) const {
    request.animated = m_format == ExportFormat::animatedSvg;
    request.motion = {m_motion->currentIndex() == 1 ? animation::Motion::convergence : animation::Motion::drawOn,
                      m_seconds->value(), m_hold->value(), m_once->isChecked()};
    if (m_format == ExportFormat::gif) {
        request.gif.longSide = m_pixels->value();
        request.gif.framesPerSecond = m_rate->value();
    } else if (m_format == ExportFormat::mp4) {
        request.mp4.longSide = m_pixels->value();
        request.mp4.framesPerSecond = m_rate->value();
    }
}

} // namespace croquis::ui
