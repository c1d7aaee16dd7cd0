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
    /// Whether a run moves the strokes: thumbnails follow it so seldom that they cost next to nothing.
    void setRunning(bool running);

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
    void strokesChanged();
    /// @param share  of a processor that painting them may take.
    void askForThumbnails(double share);
    void paintThumbnails();

    SketchDocument& m_document;
    QButtonGroup* m_buttons;
    QGridLayout* m_grid = nullptr;
    QLabel* m_name;
    std::vector<Choice> m_choices; ///< the built-in ones, and the sketch's own where it is none of them
    QTimer m_rest;
    QElapsedTimer m_painted;
    double m_cost = 0; ///< of the last painting, milliseconds of processor time
    bool m_running = false;
};

} // namespace croquis::ui
