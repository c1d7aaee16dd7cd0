// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <map>

namespace croquis::ui {

class SketchCanvas;

/// The canvas as a screen reader meets it: a graphic that says what it shows, its strokes as children.
class AccessibleCanvas final : public QAccessibleWidget {
  public:
    explicit AccessibleCanvas(SketchCanvas* canvas);
    ~AccessibleCanvas() override;

    QString text(QAccessible::Text part) const override;
    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;

  private:
    SketchCanvas& canvas() const;

    mutable std::map<int, QAccessible::Id> m_strokes; ///< by the stroke's id; made when asked for
};

} // namespace croquis::ui
