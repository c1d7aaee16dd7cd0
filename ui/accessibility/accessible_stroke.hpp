// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleInterface>
#include <QPointer>

namespace croquis::ui {

class SketchCanvas;

/// One stroke on the canvas: where it lies and what is true of it. A stroke that is gone leaves an invalid one.
class AccessibleStroke final : public QAccessibleInterface {
  public:
    AccessibleStroke(SketchCanvas& canvas, int strokeId);

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text part) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override;

  private:
    QPointer<SketchCanvas> m_canvas;
    int m_stroke;
};

} // namespace croquis::ui
