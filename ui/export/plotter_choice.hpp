// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/sheet.hpp"
#include "vector/provenance.hpp"

#include <QString>

#include <vector>

namespace croquis::ui {

/// A page as it is chosen: one of the named formats, on end or on its side; or the sketch's own.
struct PageChoice {
    QString format; ///< "A4", "Letter" ...; empty: as large as the sketch
    bool landscape = false;
    double marginMm = 15;

    friend bool operator==(const PageChoice&, const PageChoice&) = default;
};
/// The names of the formats there are, as written on the paper's wrapping.
QStringList pageFormats();
/// "A4-landscape", as one would type it.
std::string textOf(const PageChoice& page);

/// What a machine and its owner want; remembered from one export to the next.
struct PlotterChoice {
    plot::Machine machine = plot::Machine::plotter;
    PageChoice page{QStringLiteral("A4"), false, 15};
    bool keepOrder = false;
    double joinMm = 0;
    bool compound = false;
    plot::GcodeOptions gcode;

    friend bool operator==(const PlotterChoice&, const PlotterChoice&);

    static PlotterChoice load();
    void save() const;
};

/// @param compound  only an SVG can have it.
void apply(const PlotterChoice& choice, bool compound, sheet::SheetRequest& request);
void apply(const PageChoice& choice, sheet::SheetRequest& request);

/// The command line's options for that, as it records them beside those of the sketch.
/// @param commands  what raises and lowers the pen is among them: G-code has it.
std::vector<vector::Setting> settingsOf(const PlotterChoice& choice, bool compound, bool commands);
std::vector<vector::Setting> settingsOf(const PageChoice& choice);

} // namespace croquis::ui
