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
    /// What is said where there are none.
    enum class Promise {
        offered, ///< there is a button that draws them
        instead, ///< likewise, in place of the sketch that there is
        next,    ///< they come when the sketch that is drawn is done
        coming   ///< they are what is drawn
    };
    void setPromise(Promise promise);

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
    static QString promiseText(Promise promise);
    void addTile();
    /// What goes may be where the person is.
    void keepFocusOf(const QWidget* leaving);
    void showPrompt();
    bool isOffered() const { return m_promised == Promise::offered || m_promised == Promise::instead; }

    SketchDocument& m_document;
    std::vector<SketchMoment> m_levels;
    std::vector<LevelTile*> m_tiles;
    QWidget* m_prompt = nullptr; ///< in the tiles' place
    QLabel* m_promise = nullptr;
    QPushButton* m_draw = nullptr;
    Promise m_promised = Promise::coming;
    bool m_focusByKey = false;
};

} // namespace croquis::ui
