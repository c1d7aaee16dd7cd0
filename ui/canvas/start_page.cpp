// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/start_page.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QImageReader>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <array>

namespace croquis::ui {
namespace {

constexpr QSize kSampleSize{84, 64};

/// The middle of the picture, decoded no larger than needed.
QPixmap thumbnail(const QString& file, double ratio) {
    QImageReader reader(file);
    const QSize wanted = kSampleSize * ratio;
    reader.setScaledSize(reader.size().scaled(wanted, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    QPixmap pixmap = QPixmap::fromImage(image.copy(
        QRect(QPoint((image.width() - wanted.width()) / 2, (image.height() - wanted.height()) / 2), wanted)));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("startPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(48, 32, 48, 32); // inside the dashed frame
    layout->setSpacing(12);
    layout->addStretch(3);
    auto* title = new QLabel(tr("Drop a photo here"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    auto* note = new QLabel(tr("It becomes a sketch of a few strokes that you can take away as SVG or PNG."));
    note->setObjectName(QStringLiteral("caption"));
    note->setAlignment(Qt::AlignCenter);
    note->setWordWrap(true);
    auto* open = new QPushButton(lineIcon(QStringLiteral("open"), QPalette::HighlightedText), tr("Open a photo..."));
    open->setObjectName(QStringLiteral("primary"));
    name(open, tr("Open a photo"), tr("Open a photo (Ctrl+O)"));
    auto* paste = new QPushButton(lineIcon(QStringLiteral("paste")), tr("Paste"));
    name(paste, tr("Paste"), tr("Paste a photo (Ctrl+V)"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(paste);
    buttons->addStretch();
    layout->addWidget(title);
    layout->addWidget(note);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addSpacing(28);
    auto* samplesNote = new QLabel(tr("or try one of these"));
    samplesNote->setObjectName(QStringLiteral("caption"));
    samplesNote->setAlignment(Qt::AlignCenter);
    layout->addWidget(samplesNote);
    auto* samples = new QHBoxLayout;
    samples->setSpacing(6);
    samples->addStretch();
    const std::array<std::pair<const char*, QString>, 4> files{
        {{"cat", tr("Cat")}, {"astronaut", tr("Astronaut")}, {"coffee", tr("Coffee")}, {"rocket", tr("Rocket")}}};
    for (const auto& [file, title_] : files) {
        const QString resource = QStringLiteral(":/samples/%1.jpg").arg(QLatin1String(file));
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("sample-") + QLatin1String(file));
        button->setIcon(thumbnail(resource, devicePixelRatioF()));
        button->setIconSize(kSampleSize);
        name(button, tr("Sample photo: %1").arg(title_), tr("Sketch this sample photo"));
        connect(button, &QToolButton::clicked, this, [this, resource] { Q_EMIT sampleRequested(resource); });
        samples->addWidget(button);
    }
    samples->addStretch();
    layout->addLayout(samples);
    layout->addStretch(4);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(paste, &QPushButton::clicked, this, &StartPage::pasteRequested);
}

void StartPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), deskColour());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hairline().darker(isDark() ? 70 : 115), 1.5, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(20, 20, -20, -20), 14, 14);
}

} // namespace croquis::ui
