// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSlider;

namespace croquis::ui {

/// The photo, its subject, and how much of it shows below the sketch.
class PhotoPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit PhotoPanel(SketchDocument& document, QWidget* parent = nullptr);
    double photoOpacity() const;
    /// Whether the photo shows below the sketch: how much of it is to be chosen only then.
    void setPhotoBelow(bool below);
    /// Whether the photo is shown before anything is drawn: then what is left out is tinted, until somebody chose.
    void setPhotoAlone(bool alone);

  Q_SIGNALS:
    void photoOpacityChanged(double opacity);
    void maskShown(bool shown);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    class Thumbnail;
    void photoChanged();
    void settingsChanged();
    void showHints();
    void suggestMask();

    SketchDocument& m_document;
    Thumbnail* m_thumbnail = nullptr;
    QLabel* m_caption = nullptr;
    QLabel* m_hints = nullptr;
    QCheckBox* m_onlySubject = nullptr;
    QCheckBox* m_showMask = nullptr;
    QSlider* m_opacity = nullptr;
    bool m_alone = false;      ///< nothing is drawn of the photo yet
    bool m_maskChosen = false; ///< somebody clicked it on or off
};

} // namespace croquis::ui
