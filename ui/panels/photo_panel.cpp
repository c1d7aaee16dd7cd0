// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/photo_panel.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/style/theme.hpp"

#include <QCheckBox>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>

namespace croquis::ui {
namespace {

constexpr QSize kThumbnail{168, 112};

} // namespace

PhotoPanel::PhotoPanel(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 8);
    layout->setSpacing(8);
    layout->addLayout(headingRow(tr("PHOTO"), {}));
    m_thumbnail = new QLabel;
    m_thumbnail->setFixedHeight(kThumbnail.height());
    m_thumbnail->setAlignment(Qt::AlignCenter);
    m_caption = new QLabel;
    m_caption->setObjectName(QStringLiteral("caption"));
    m_caption->setWordWrap(true);
    m_onlySubject = new QCheckBox(tr("Only the subject"));
    m_onlySubject->setObjectName(QStringLiteral("onlySubject"));
    m_onlySubject->setToolTip(tr("Find the subject and leave the background out (redraws)"));
    m_showMask = new QCheckBox(tr("Show what is left out"));
    m_showMask->setObjectName(QStringLiteral("showMask"));
    m_showMask->setToolTip(tr("Tints what doesn't belong to the subject"));
    m_opacity = new QSlider(Qt::Horizontal);
    m_opacity->setObjectName(QStringLiteral("opacitySlider"));
    m_opacity->setRange(0, 100);
    m_opacity->setValue(35);
    m_opacity->setToolTip(
        tr("How much of the photo shows below the sketch in the Overlay view (hold Shift: all of it)"));
    layout->addWidget(m_thumbnail);
    layout->addWidget(m_caption);
    layout->addWidget(m_onlySubject);
    layout->addWidget(m_showMask);
    layout->addWidget(buddyLabel(tr("Photo &below the sketch"), m_opacity));
    layout->addWidget(m_opacity);
    connect(m_onlySubject, &QCheckBox::clicked, this, [this](bool only) {
        RunSettings settings = m_document.settings();
        settings.onlySubject = only;
        m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("Only the subject")));
    });
    connect(m_showMask, &QCheckBox::toggled, this, &PhotoPanel::maskShown);
    connect(m_opacity, &QSlider::valueChanged, this, [this] { Q_EMIT photoOpacityChanged(photoOpacity()); });
    connect(&document, &SketchDocument::photoChanged, this, &PhotoPanel::photoChanged);
    connect(&document, &SketchDocument::settingsChanged, this, &PhotoPanel::settingsChanged);
    photoChanged();
    settingsChanged();
}

double PhotoPanel::photoOpacity() const {
    return m_opacity->value() / 100.0;
}

void PhotoPanel::photoChanged() {
    const auto& photo = m_document.photo();
    const bool masked = photo && !photo->pictures.mask.empty();
    m_showMask->setEnabled(masked);
    if (!photo) {
        m_thumbnail->setPixmap({});
        m_thumbnail->setText(tr("No photo yet"));
        m_caption->clear();
        return;
    }
    const double ratio = devicePixelRatioF();
    QImage image = imageOf(photo->pictures.photo)
                       .scaled(kThumbnail * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    if (masked) {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QColor veil = palette().color(QPalette::Window);
        veil.setAlpha(190);
        painter.drawImage(image.rect(), maskOverlay(photo->pictures.mask, veil));
    }
    image.setDevicePixelRatio(ratio);
    m_thumbnail->setPixmap(QPixmap::fromImage(image));
    const auto& summary = photo->summary;
    m_caption->setText(
        tr("%1 · %2 × %3").arg(QString::fromStdString(summary.fileName)).arg(summary.width).arg(summary.height));
}

void PhotoPanel::settingsChanged() {
    const QSignalBlocker blocker(m_onlySubject);
    m_onlySubject->setChecked(m_document.settings().onlySubject);
}

} // namespace croquis::ui
