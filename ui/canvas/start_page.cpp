// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/start_page.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace croquis::ui {
namespace {

constexpr QSize kTinySample{56, 42}, kSmallSample{80, 60}, kLargeSample{128, 96};
constexpr int kTiny = 345, kNarrow = 500,
              kRoomy = 720;                         // pixels of width from which samples have names, are small, large
constexpr int kFrame = 22, kRoom = 40, kAbove = 30; // pixels to the page's edge, in a small window and else
constexpr int kLow = 330, kLowest = 210; // pixels of height from which there is room for ornaments, and for words
constexpr int kEmblem = 64;
constexpr int kAsideWidth = 240, kLeastAsideWidth = 70; // pixels, of a photo's name
constexpr int kAsideFrame = 60;                         // pixels beside the button's words

/// The middle of the picture, decoded no larger than needed, with rounded corners.
QPixmap thumbnail(const QString& file, double ratio) {
    QImageReader reader(file);
    const QSize wanted = kLargeSample * ratio;
    reader.setScaledSize(reader.size().scaled(wanted, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    QPixmap pixmap(wanted);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath rounded;
    rounded.addRoundedRect(QRectF(QPointF(0, 0), QSizeF(wanted)), 6 * ratio, 6 * ratio);
    painter.setClipPath(rounded);
    painter.drawImage(QPoint((wanted.width() - image.width()) / 2, (wanted.height() - image.height()) / 2), image);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QLabel* centred(const QString& text, double scale, bool quiet) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(quiet ? QFont::Normal : QFont::DemiBold);
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    if (quiet)
        label->setObjectName(QStringLiteral("caption"));
    return label;
}

QHBoxLayout* centredRow(std::initializer_list<QWidget*> widgets, int spacing) {
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing);
    row->addStretch();
    for (auto* widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return row;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("startPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kRoom, kAbove, kRoom, kAbove);
    layout->setSpacing(4);
    auto* emblem = new QLabel;
    emblem->setPixmap(applicationIcon().pixmap(QSize(kEmblem, kEmblem), devicePixelRatioF()));
    emblem->setAlignment(Qt::AlignCenter);
    auto* open = new QPushButton(lineIcon(QStringLiteral("open"), QPalette::HighlightedText), tr("Open a photo..."));
    open->setObjectName(QStringLiteral("primary"));
    name(open, tr("Open a photo"), tr("Open a photo (Ctrl+O)"));
    auto* paste = new QPushButton(lineIcon(QStringLiteral("paste")), tr("Paste"));
    paste->setObjectName(QStringLiteral("pastePhoto"));
    name(paste, tr("Paste"), tr("Paste a photo (Ctrl+V)"));
    m_aside = new QPushButton(lineIcon(QStringLiteral("undo")), QString());
    m_aside->setObjectName(QStringLiteral("bringAside"));
    name(m_aside, tr("Bring back the sketch that was put aside last"));
    m_aside->hide();
    auto* promise = centred(tr("It becomes a sketch of a few strokes that you can take away as SVG or PNG."), 1, true);
    auto* samples = centred(tr("or try one of these"), 1, true);
    m_ornaments = {emblem, promise, samples};
    layout->addStretch(3);
    layout->addWidget(emblem);
    layout->addWidget(centred(tr("Drop a photo here"), 2, false));
    layout->addWidget(promise);
    addBreath(*layout, 14);
    layout->addLayout(centredRow({open, paste}, 8));
    layout->addLayout(centredRow({m_aside}, 0));
    addBreath(*layout, 30);
    layout->addWidget(samples);
    layout->addLayout(makeSamples());
    layout->addStretch(4);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(paste, &QPushButton::clicked, this, &StartPage::pasteRequested);
    connect(m_aside, &QPushButton::clicked, this, &StartPage::asideRequested);
}

void StartPage::setAside(const QString& photo, const QString& rest) {
    m_asidePhoto = photo;
    m_asideRest = rest;
    const QString whole = tr("Bring back %1, %2").arg(photo, rest);
    m_aside->setToolTip(photo.isEmpty() ? m_aside->accessibleName() : whole.toHtmlEscaped());
    arrange();
}

/// @param room  pixels.
QString StartPage::asideText(int room) const {
    const auto said = [this](const QString& photo, bool whole) {
        return whole ? tr("Bring back %1, %2").arg(photo, m_asideRest) : tr("Bring back %1").arg(photo);
    };
    const auto left = [&](bool whole) { return room - fontMetrics().horizontalAdvance(said({}, whole)); };
    const bool whole = left(true) >= std::min(kLeastAsideWidth, fontMetrics().horizontalAdvance(m_asidePhoto));
    const int width = std::clamp(left(whole), kLeastAsideWidth, kAsideWidth);
    return said(fontMetrics().elidedText(m_asidePhoto, Qt::ElideMiddle, width), whole);
}

QLayout* StartPage::makeSamples() {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addStretch();
    const std::array<std::pair<const char*, QString>, 4> files{
        {{"cat", tr("Cat")}, {"astronaut", tr("Astronaut")}, {"coffee", tr("Coffee")}, {"rocket", tr("Rocket")}}};
    for (const auto& [file, title] : files) {
        const QString resource = QStringLiteral(":/samples/%1.jpg").arg(QLatin1String(file));
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("sample-") + QLatin1String(file));
        button->setIcon(thumbnail(resource, devicePixelRatioF()));
        button->setText(title);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setCursor(Qt::PointingHandCursor);
        name(button, tr("Sample photo: %1").arg(title), tr("Sketch this sample photo"));
        connect(button, &QToolButton::clicked, this, [this, resource] { Q_EMIT sampleRequested(resource); });
        row->addWidget(button);
        m_samples.push_back(button);
    }
    row->addStretch();
    return row;
}

void StartPage::resizeEvent(QResizeEvent* event) {
    arrange();
    QWidget::resizeEvent(event);
}

void StartPage::arrange() {
    const int side = width() < kNarrow ? kFrame : kRoom;
    const bool low = height() < kLow;
    layout()->setContentsMargins(side, low ? kFrame : kAbove, side, low ? kFrame : kAbove);
    for (auto* ornament : m_ornaments)
        ornament->setVisible(!low);
    for (auto* button : m_samples) {
        button->setToolButtonStyle(height() < kLowest || width() < kTiny ? Qt::ToolButtonIconOnly
                                                                         : Qt::ToolButtonTextUnderIcon);
        button->setIconSize(width() < kNarrow ? kTinySample : width() < kRoomy ? kSmallSample : kLargeSample);
    }
    m_aside->setText(asideText(width() - 2 * side - kAsideFrame).replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_aside->setVisible(!m_asidePhoto.isEmpty() && !low); // in a low window the menu has it
}

void StartPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), deskColour());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(fieldBorder(), 1.6, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(18, 18, -18, -18), 14, 14);
}

} // namespace croquis::ui
