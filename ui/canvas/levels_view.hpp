// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace croquis::ui {

class LevelTile;

/// The same photo at several numbers of strokes, side by side; a click makes one the sketch. Without any it says how
/// they come about.
class LevelsView final : public QWidget {
    Q_OBJECT

  public:
    explicit LevelsView(SketchDocument& document, QWidget* parent = nullptr);

    /// One tile each; those that are there already are only painted anew.
    void setLevels(const std::vector<SketchMoment>& levels);
    /// The one that is the sketch.
    void setChosen(std::size_t level);
    const std::vector<SketchMoment>& levels() const { return m_levels; }
    /// Whether there is a button that draws them; else they come by themselves.
    void setOffered(bool offered);

  Q_SIGNALS:
    void promoted(std::size_t level);
    void drawRequested();
    void pauseToggled();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QWidget* makePrompt();
    void addTile();
    /// What goes may be where the person is.
    void keepFocusOf(const QWidget* leaving);
    void showPrompt();

    SketchDocument& m_document;
    std::vector<SketchMoment> m_levels;
    std::vector<LevelTile*> m_tiles;
    QWidget* m_prompt = nullptr; ///< in the tiles' place
    QLabel* m_promise = nullptr;
    QPushButton* m_draw = nullptr;
    bool m_offered = false;
    bool m_focusByKey = false;
};

} // namespace croquis::ui
