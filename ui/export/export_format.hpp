// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/output_kind.hpp"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace croquis::ui {

/// What the export dialog offers, in its order.
enum class ExportFormat { svg, png, pdf, animatedSvg, gif, mp4, plotterSvg, hpgl, gcode };
inline constexpr std::array kExportFormats{ExportFormat::svg,         ExportFormat::png,  ExportFormat::pdf,
                                           ExportFormat::animatedSvg, ExportFormat::gif,  ExportFormat::mp4,
                                           ExportFormat::plotterSvg,  ExportFormat::hpgl, ExportFormat::gcode};

QString titleOf(ExportFormat format);
sheet::OutputKind kindOf(ExportFormat format);
/// It shows the sketch being made.
bool isMoving(ExportFormat format);
/// A plotter or a cutter draws it.
bool isForMachine(ExportFormat format);

/// The ending its names get, with its dot.
QString endingOf(ExportFormat format);
/// Whether the name ends as names of that format do, whatever the case.
bool fits(const QString& file, ExportFormat format);
/// What a name with that ending asks for: `now` where it fits; none: its ending is none of them.
std::optional<ExportFormat> formatFor(const QString& file, ExportFormat now);

/// Without the ending of a picture; any other dot is a part of the name.
QString stemOf(const QString& file);
/// Whether the name promises a picture that isn't written.
bool isOtherPicture(const QString& file);
/// "*.svg *.png ...": for a file dialog.
QString patternOfEndings();

} // namespace croquis::ui
