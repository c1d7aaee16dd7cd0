// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <initializer_list>

class QStackedWidget;

namespace croquis::ui {

class SketchCanvas;

/// The window's pages, and bars that come and go above them. They lie over the canvas, whose drawing stays where it is
/// and as large as it is whatever is said; other pages begin below them.
class Centre final : public QWidget {
    Q_OBJECT

  public:
    /// @param canvas  one of the pages. All become parts of this.
    Centre(QStackedWidget* pages, SketchCanvas* canvas, std::initializer_list<QWidget*> bars);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void makeRoom();

    QStackedWidget* m_pages;
    SketchCanvas* m_canvas;
    QWidget* m_bars;
};

} // namespace croquis::ui
