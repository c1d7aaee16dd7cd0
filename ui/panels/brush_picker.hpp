// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/sketch_picture.hpp"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QToolButton;

namespace croquis::ui {

/// The name of a brush that comes with the program in the person's language; any other has its own.
QString nameOf(const vector::Brush& brush);

/// The brushes to choose from, each shown by a piece of the sketch at hand drawn with it.
class BrushPicker final : public QWidget {
    Q_OBJECT

  public:
    explicit BrushPicker(SketchDocument& document, QWidget* parent = nullptr);

    /// The one after the sketch's, the first after the last.
    void chooseNext();

  Q_SIGNALS:
    void brushChosen(const croquis::vector::Brush& brush);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Choice {
        vector::Brush brush;
        QToolButton* button = nullptr;
        SketchPicture picture;
    };

    void choose(const vector::Brush& brush);
    void add(const vector::Brush& brush);
    void lookChanged();
    /// Soon; while a run goes on so seldom that it costs next to nothing.
    void askForThumbnails();
    void paintThumbnails();

    SketchDocument& m_document;
    QButtonGroup* m_buttons;
    QGridLayout* m_grid = nullptr;
    QLabel* m_name;
    std::vector<Choice> m_choices; ///< the built-in ones, and the sketch's own where it is none of them
    QTimer m_rest;
    QElapsedTimer m_painted;
    qint64 m_due = 0; ///< milliseconds after the last painting
};

} // namespace croquis::ui
