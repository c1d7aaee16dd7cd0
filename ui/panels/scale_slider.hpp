// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace croquis::ui {

/// A click beside the handle brings it there, as a scale is expected to work; the style's own answer is a page.
/// Horizontal.
class ScaleSlider final : public QSlider {
    Q_OBJECT

  public:
    explicit ScaleSlider(QWidget* parent = nullptr);
    /// Where the handle's middle lies for a position.
    int pixelOf(int position) const;

  protected:
    void mousePressEvent(QMouseEvent* event) override;

  private:
    QRect handleBox() const;
    int handleWidth() const { return handleBox().width(); }
};

} // namespace croquis::ui
