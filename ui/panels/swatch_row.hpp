// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <QWidget>

#include <optional>
#include <vector>

class QButtonGroup;
class QToolButton;

namespace croquis::ui {

/// A few colours to click at, and a last button for any other.
class SwatchRow final : public QWidget {
    Q_OBJECT

  public:
    struct Swatch {
        QString key;                            ///< ends the button's object name
        QString name;                           ///< "Sepia"
        std::optional<geometry::Colour> colour; ///< none: transparent
    };

    /// @param what  the accessible name, "Colour".
    SwatchRow(const QString& key, const QString& what, const std::vector<Swatch>& swatches, QWidget* parent = nullptr);
    void setColour(std::optional<geometry::Colour> colour);

  Q_SIGNALS:
    void colourChosen(std::optional<croquis::geometry::Colour> colour);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QToolButton* addButton(const QString& objectName, const QString& name);
    void chooseOther();
    void paintIcons();

    QString m_what;
    std::vector<Swatch> m_swatches;
    QButtonGroup* m_buttons;
    QToolButton* m_other;
    std::optional<geometry::Colour> m_colour;
};

} // namespace croquis::ui
