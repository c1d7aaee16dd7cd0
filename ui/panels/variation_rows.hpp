// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;
class QLabel;
class QSlider;

namespace croquis::ui {

/// By what the strokes differ in width and opacity, and how much; a drag is undone as one.
class VariationRows final : public QWidget {
    Q_OBJECT

  public:
    explicit VariationRows(SketchDocument& document, QWidget* parent = nullptr);

  private:
    struct Row {
        vector::Variation vector::StrokeVariation::*what;
        QComboBox* by;
        QSlider* amount;
        QLabel* value;
    };
    Row makeRow(vector::Variation vector::StrokeVariation::*what, const QString& key);
    void change(vector::Variation vector::StrokeVariation::*what, const vector::Variation& variation, int drag);
    void lookChanged();

    SketchDocument& m_document;
    std::array<Row, 2> m_rows;
    vector::Variation vector::StrokeVariation::*m_turned = nullptr; ///< last
    int m_drag;
};

} // namespace croquis::ui
