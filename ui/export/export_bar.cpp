// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_bar.hpp"

#include "ui/export/export_tasks.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/brief_words.hpp"

#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>

#include <chrono>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr std::chrono::milliseconds kPatience{300};
constexpr int kSteps = 1000, kWidth = 160; // of the progress bar, pixels

} // namespace

ExportBar::ExportBar(ExportTasks& tasks, QWidget* parent)
    : QFrame(parent), m_text(new QLabel), m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Cancel"))) {
    setObjectName(QStringLiteral("exportBar"));
    m_text->setObjectName(QStringLiteral("exportText"));
    m_text->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kWidth);
    m_progress->setRange(0, kSteps);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    name(m_cancel, tr("Cancel the export"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setVisible(true); });
    connect(&tasks, &ExportTasks::began, this, &ExportBar::begin);
    connect(&tasks, &ExportTasks::progressed, this, &ExportBar::show);
    connect(&tasks, &ExportTasks::ended, this, [this] {
        m_patience.stop();
        setVisible(false);
    });
    connect(m_cancel, &QPushButton::clicked, &tasks, [this, &tasks] {
        m_cancel->setEnabled(false); // once is enough
        tasks.cancel();
    });
    setVisible(false);
}

void ExportBar::begin(const QString& file) {
    m_name = elidedInside(onOneLine(QFileInfo(file).fileName()));
    m_cancel->setEnabled(true);
    show(0);
    m_patience.start();
}

void ExportBar::show(double share) {
    m_progress->setValue(static_cast<int>(std::lround(share * kSteps)));
    m_text->setText(tr("Writing %1: %2 %").arg(m_name, locale().toString(100 * share, 'f', 0)));
}

} // namespace croquis::ui
