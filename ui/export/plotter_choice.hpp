// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/sheet.hpp"
#include "vector/provenance.hpp"

#include <QString>

#include <vector>

namespace croquis::ui {

/// Stands for a page of another size among the formats.
inline constexpr const char* kOtherPage = "other";

/// A page as it is chosen: one of the named formats, on end or on its side, or another size; or the sketch's own.
struct PageChoice {
    QString format; ///< "A4", "Letter" ... or kOtherPage; empty: as large as the sketch
    bool landscape = false;
    double marginMm = 15;
    plot::PageFormat other; ///< of kOtherPage

    friend bool operator==(const PageChoice&, const PageChoice&) = default;
};
/// The names of the formats there are, as written on the paper's wrapping.
QStringList pageFormats();
/// "A4-landscape" or "210x297mm", as one would type it.
std::string textOf(const PageChoice& page);

/// What a machine and its owner want; remembered from one export to the next.
struct PlotterChoice {
    plot::Machine machine = plot::Machine::plotter;
    PageChoice page{QStringLiteral("A4"), false, 15, {}};
    bool actualSize = false;
    bool keepOrder = false;
    double joinMm = 0;
    bool compound = false;
    int pens = 0;                  ///< of the machine; 0: as many as there are colours
    plot::GcodeOptions gcode;      ///< but for its dialect
    std::string gcodeFor = "grbl"; ///< as gcodeDialectFrom reads it
    std::string hpglFor = "auto";  ///< as hpglFrameFrom reads it

    friend bool operator==(const PlotterChoice&, const PlotterChoice&);

    static PlotterChoice load();
    void save() const;
};

/// @param kind  of the file: not all kinds can have all of it.
void apply(const PlotterChoice& choice, sheet::OutputKind kind, sheet::SheetRequest& request);
void apply(const PageChoice& choice, sheet::SheetRequest& request);

/// The command line's options for that, as it records them beside those of the sketch.
std::vector<vector::Setting> settingsOf(const PlotterChoice& choice, sheet::OutputKind kind);
std::vector<vector::Setting> settingsOf(const PageChoice& choice);

} // namespace croquis::ui
