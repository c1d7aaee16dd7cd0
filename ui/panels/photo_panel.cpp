// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/photo_panel.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/scale_slider.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/style/theme.hpp"

#include <QCheckBox>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QSlider>

namespace croquis::ui {
namespace {

constexpr QSize kThumbnail{184, 124};
constexpr int kLeastThumbnail = 52; // pixels; in a low window the photo is the first to give way

} // namespace

/// The photo as large as there is room, what isn't the subject veiled.
class PhotoPanel::Thumbnail final : public QWidget {
  public:
    Thumbnail() { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); }
    void setImage(const QImage& image) {
        m_image = image;
        update();
    }
    QSize sizeHint() const override { return kThumbnail; }
    QSize minimumSizeHint() const override { return {80, kLeastThumbnail}; }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        if (m_image.isNull()) {
            painter.setPen(QPen(fieldBorder(), 1, Qt::DashLine));
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
            painter.setPen(quietText());
            painter.drawText(rect(), Qt::AlignCenter, PhotoPanel::tr("No photo yet"));
            return;
        }
        QRectF place(QPointF(0, 0), QSizeF(m_image.size()).scaled(QSizeF(size()), Qt::KeepAspectRatio));
        place.moveCenter(QRectF(rect()).center());
        QPainterPath rounded;
        rounded.addRoundedRect(place, 4, 4);
        painter.setClipPath(rounded);
        painter.drawImage(place, m_image);
    }

  private:
    QImage m_image;
};

PhotoPanel::PhotoPanel(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 6);
    layout->setSpacing(4);
    layout->addLayout(headingRow(tr("PHOTO"), {}));
    m_thumbnail = new Thumbnail;
    m_thumbnail->setObjectName(QStringLiteral("photoThumbnail"));
    m_thumbnail->setAccessibleName(tr("The photo"));
    m_caption = new QLabel;
    m_caption->setObjectName(QStringLiteral("caption"));
    m_caption->setAlignment(Qt::AlignHCenter);
    m_caption->setTextFormat(Qt::PlainText); // files may be named as they like
    m_hints = new QLabel;
    m_hints->setObjectName(QStringLiteral("photoHints"));
    m_hints->setWordWrap(true);
    m_hints->hide();
    m_onlySubject = new QCheckBox(tr("Only the subject"));
    m_onlySubject->setObjectName(QStringLiteral("onlySubject"));
    name(m_onlySubject, m_onlySubject->text(), tr("Find the subject and leave the background out (redraws)"));
    m_showMask = new QCheckBox(tr("Show what is left out"));
    m_showMask->setObjectName(QStringLiteral("showMask"));
    name(m_showMask, m_showMask->text(), tr("Tints what doesn't belong to the subject"));
    m_opacity = new ScaleSlider;
    m_opacity->setObjectName(QStringLiteral("opacitySlider"));
    m_opacity->setRange(0, 100);
    m_opacity->setValue(35);
    m_opacity->setAccessibleName(tr("How much of the photo shows below the sketch"));
    m_opacity->setMinimumWidth(60);
    m_thumbnail->setToolTip(tr("The photo; hold Shift on the canvas to see it there"));
    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(buddyLabel(tr("Photo be&low"), m_opacity));
    below->addWidget(m_opacity, 1);
    addBreath(*layout, 4);
    layout->addWidget(m_thumbnail);
    layout->addWidget(m_caption);
    layout->addWidget(m_hints);
    addBreath(*layout, 4);
    layout->addWidget(m_onlySubject);
    layout->addWidget(m_showMask);
    layout->addLayout(below);
    connect(m_onlySubject, &QCheckBox::clicked, this, [this](bool only) {
        RunSettings settings = m_document.settings();
        settings.onlySubject = only;
        m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("Only the subject")));
    });
    connect(m_showMask, &QCheckBox::clicked, this, [this] { m_maskChosen = true; });
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

void PhotoPanel::setPhotoBelow(bool below) {
    m_opacity->setEnabled(below);
    m_opacity->setToolTip(
        below ? tr("How much of the photo shows below the sketch in the Overlay view (hold Shift on the canvas: all of "
                   "it)")
              : tr("How much of the photo shows below the sketch is for the Overlay view (Ctrl+2); hold Shift on the "
                   "canvas to see the photo in any view"));
}

void PhotoPanel::setPhotoAlone(bool alone) {
    m_alone = alone;
    suggestMask();
}

void PhotoPanel::suggestMask() {
    if (!m_maskChosen)
        m_showMask->setChecked(m_alone && m_showMask->isEnabled());
}

void PhotoPanel::photoChanged() {
    const auto& photo = m_document.photo();
    const bool masked = photo && !photo->pictures.mask.empty();
    m_showMask->setEnabled(masked);
    suggestMask();
    m_caption->setVisible(photo != nullptr);
    QStringList hints;
    if (photo) {
        if (!photo->summary.nothingToDraw.empty())
            hints += localised(photo->summary.nothingToDraw);
        for (const auto& hint : photo->summary.hints)
            hints += localised(hint);
    }
    m_hints->setText(hints.join(QLatin1Char('\n')));
    showHints();
    if (!photo)
        return m_thumbnail->setImage({});
    QImage image = imageOf(photo->pictures.photo)
                       .scaled(2 * kThumbnail * devicePixelRatioF(), Qt::KeepAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    if (masked) {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QColor veil = palette().color(QPalette::Window);
        veil.setAlpha(190);
        painter.drawImage(image.rect(), maskOverlay(photo->pictures.mask, veil));
    }
    m_thumbnail->setImage(image);
    const auto& summary = photo->summary;
    QString text = wholeNameOf(QString::fromStdString(summary.fileName));
    if (summary.originalWidth > 0) // not of the reduced picture that is drawn from
        text = tr("%1 · %2 × %3")
                   .arg(text, QString::number(summary.originalWidth),
                        QString::number(summary.originalHeight)); // at once: a name may hold a %2
    m_caption->setText(fontMetrics().elidedText(text, Qt::ElideMiddle, kThumbnail.width()));
    m_caption->setToolTip(text.toHtmlEscaped());
}

void PhotoPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        photoChanged(); // the veil is of the window's colour
    QWidget::changeEvent(event);
}

void PhotoPanel::settingsChanged() {
    const QSignalBlocker blocker(m_onlySubject);
    m_onlySubject->setChecked(m_document.settings().onlySubject);
    showHints();
}

/// Unless they are of the subject, and the whole photo is to be drawn from now on.
void PhotoPanel::showHints() {
    const auto& photo = m_document.photo();
    const bool holds = m_document.settings().onlySubject || !photo || photo->pictures.mask.empty();
    m_hints->setVisible(holds && !m_hints->text().isEmpty());
}

} // namespace croquis::ui
