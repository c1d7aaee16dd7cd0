// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/sketch_desk.hpp"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <random>

namespace croquis::test {

/// A desk to which everything happens that a person can do, in any order under a fixed seed: photos, also unreadable
/// ones, pauses, stops, sliders, seeds, subjects, levels, other engines, deleted strokes, moments looked at, undoing,
/// exports dropped back, closing in the middle. After each event photo, sketch, slider and what would be exported must
/// be of each other, and undoing something must bring back what there was. For use in a test function: what goes wrong
/// fails that.
class DeskEvents : public QObject {
  public:
    /// @param photos  the last can't be read.
    DeskEvents(ui::RunController::OpenSession open, QStringList photos, unsigned seed);

    /// So many of them; after them a photo is drawn to its end.
    void run(int events);

  private:
    unsigned random(unsigned below) { return static_cast<unsigned>(m_random() % below); }
    void open();
    void happen(unsigned event);
    void waitForNews();
    void editStrokes();
    void lookAround();
    void changeSettings();
    void walkHistory();
    void check();
    void checkCount();
    void restoreSomething();

    ui::RunController::OpenSession m_open;
    QStringList m_photos;
    std::mt19937 m_random;
    std::unique_ptr<ui::SketchDesk> m_desk;
    int m_told = 0; ///< news of the desk
    int m_failures = 0;
    std::optional<vector::Provenance> m_exported;
    QString m_events; ///< the last ones, for who has to find out
};

} // namespace croquis::test
