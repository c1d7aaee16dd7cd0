// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QWidget>

#include <functional>
#include <string>
#include <utility>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;
class QLineEdit;

namespace croquis::ui {

class StrokesSlider;

/// What costs computing time: number of strokes, quality, seed.
class AbstractionPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit AbstractionPanel(SketchDocument& document, QWidget* parent = nullptr);

    /// To the next of 4, 8, 16, 32, 64; up: more strokes.
    void stepTick(bool up);
    void setAutoStart(bool automatic);
    /// Asked before a recipe that was chosen is taken over. false: it isn't, and whoever is asked has said why.
    void setRecipeGuard(std::function<bool(const std::string& recipe)> guard) { m_recipeGuard = std::move(guard); }

  Q_SIGNALS:
    void autoStartChanged(bool automatic);
    void engineSettingsRequested();

  private:
    QLayout* makeQualities();
    QLayout* makeMore();
    QWidget* makeRestored();
    void settingsChanged();
    void change(const RunSettings& settings, const QString& text, int drag = 0);

    SketchDocument& m_document;
    std::function<bool(const std::string& recipe)> m_recipeGuard;
    StrokesSlider* m_slider = nullptr;
    QButtonGroup* m_qualities = nullptr;
    QLineEdit* m_seed = nullptr;
    QSpinBox* m_seeds = nullptr;
    QComboBox* m_recipe = nullptr;
    QWidget* m_restored = nullptr; ///< the row of what a restored sketch brought, while there is such
    QLabel* m_restoredText = nullptr;
    QCheckBox* m_autoStart = nullptr;
};

} // namespace croquis::ui
