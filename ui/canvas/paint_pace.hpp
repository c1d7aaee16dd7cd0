// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QRegion>
#include <QTimer>

class QWidget;

namespace croquis::ui {

/// Seconds of processor time that the calling thread has used: a busy machine makes nothing dearer.
double threadSeconds();

/// Repaints of a widget while a run moves its strokes: as often as they come, but so far apart that painting takes a
/// small share of the processor, whatever the brush and the machine, though never more than two seconds: a costly brush
/// is still to be seen at work.
class PaintPace {
  public:
    /// @param share  of one processor, 0..1.
    PaintPace(QWidget& widget, double share);

    /// Now, or as soon as the last painting is paid for.
    void update(const QRegion& region);
    /// What waits is painted now: nothing moves any more.
    void flush();

    /// Lives as long as the widget paints.
    class Painting {
      public:
        explicit Painting(PaintPace& pace);
        ~Painting();
        Painting(const Painting&) = delete;
        Painting& operator=(const Painting&) = delete;

      private:
        PaintPace& m_pace;
        double m_begun;
    };

  private:
    QWidget& m_widget;
    double m_share;
    QTimer m_rest;
    QRegion m_waiting;
    QElapsedTimer m_sinceCharged;
    double m_debt = 0; ///< seconds of rest that painting made due, when m_sinceCharged was started
};

} // namespace croquis::ui
