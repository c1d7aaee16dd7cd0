// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_bar.hpp"

#include "ui/export/export_tasks.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/brief_words.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>

#include <chrono>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr std::chrono::milliseconds kPatience{300};
constexpr int kSteps = 1000, kWidth = 80, kIcon = 14; // of the progress bar, pixels, pixels
constexpr qsizetype kMostOfName = 24;                 // characters: others stand beside it

/// A line whose middle gives way where it has no room.
class Line final : public QLabel {
  public:
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setPen(quietText());
        painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignRight,
                         fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width()));
    }
};

} // namespace

ExportBar::ExportBar(ExportTasks& tasks, QWidget* parent)
    : QWidget(parent), m_tasks(tasks), m_text(new Line), m_progress(new QProgressBar), m_cancel(new QToolButton) {
    setObjectName(QStringLiteral("exportBar"));
    m_text->setObjectName(QStringLiteral("exportText"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kWidth);
    m_progress->setRange(0, kSteps);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    m_cancel->setIcon(lineIcon(QStringLiteral("close")));
    m_cancel->setIconSize({kIcon, kIcon});
    name(m_cancel, tr("Cancel the export"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_text);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setVisible(true); });
    connect(&tasks, &ExportTasks::began, this, &ExportBar::begin);
    connect(&tasks, &ExportTasks::progressed, this, &ExportBar::show);
    connect(&tasks, &ExportTasks::queued, this, [this] { show(static_cast<double>(m_progress->value()) / kSteps); });
    connect(&tasks, &ExportTasks::ended, this, [this] {
        m_patience.stop();
        setVisible(false);
    });
    connect(m_cancel, &QToolButton::clicked, &tasks, [this, &tasks] {
        m_cancel->setEnabled(false); // once is enough
        tasks.cancel();
    });
    setVisible(false);
}

void ExportBar::begin(const QString& file) {
    m_name = elidedInside(onOneLine(QFileInfo(file).fileName()), kMostOfName);
    m_cancel->setEnabled(true);
    show(0);
    m_patience.start();
}

void ExportBar::show(double share) {
    m_progress->setValue(static_cast<int>(std::lround(share * kSteps)));
    const QString percent = locale().toString(100 * share, 'f', 0);
    const int waiting = m_tasks.waiting();
    m_text->setText(waiting > 0 ? tr("Writing %1: %2 %, and %n more waiting", nullptr, waiting).arg(m_name, percent)
                                : tr("Writing %1: %2 %").arg(m_name, percent));
    m_text->setToolTip(m_text->text());
}

} // namespace croquis::ui
