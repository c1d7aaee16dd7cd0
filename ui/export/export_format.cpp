// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_format.hpp"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace croquis::ui {
namespace {

using sheet::OutputKind;

/// Names that promise what isn't written.
constexpr std::array kOthers{"jpg",  "jpeg", "webp", "tif", "tiff", "bmp",  "heic", "eps", "ps",
                             "svgz", "avif", "dxf",  "ico", "xcf",  "webm", "mov",  "avi", "mkv"};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::ExportFormat)
};

} // namespace

QString titleOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::svg:
        return Text::tr("SVG (vector)");
    case ExportFormat::png:
        return Text::tr("PNG (pixels)");
    case ExportFormat::pdf:
        return Text::tr("PDF (a page to print)");
    case ExportFormat::animatedSvg:
        return Text::tr("SVG that moves (for the web)");
    case ExportFormat::gif:
        return Text::tr("GIF that moves");
    case ExportFormat::mp4:
        return Text::tr("MP4 (a film)");
    case ExportFormat::plotterSvg:
        return Text::tr("SVG for a plotter or cutter");
    case ExportFormat::hpgl:
        return Text::tr("HPGL (plotter or cutter)");
    case ExportFormat::gcode:
        return Text::tr("G-code (plotter or laser)");
    }
    return {};
}

OutputKind kindOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::svg:
    case ExportFormat::animatedSvg:
    case ExportFormat::plotterSvg:
        return OutputKind::svg;
    case ExportFormat::png:
        return OutputKind::png;
    case ExportFormat::pdf:
        return OutputKind::pdf;
    case ExportFormat::gif:
        return OutputKind::gif;
    case ExportFormat::mp4:
        return OutputKind::mp4;
    case ExportFormat::hpgl:
        return OutputKind::hpgl;
    case ExportFormat::gcode:
        return OutputKind::gcode;
    }
    return OutputKind::svg;
}

bool isMoving(ExportFormat format) {
    return format == ExportFormat::animatedSvg || sheet::isFilm(kindOf(format));
}

bool isForMachine(ExportFormat format) {
    return format == ExportFormat::plotterSvg || sheet::isForMachine(kindOf(format));
}

QString endingOf(ExportFormat format) {
    return QString::fromStdString(sheet::extensionOf(kindOf(format)));
}

bool fits(const QString& file, ExportFormat format) {
    const auto endings = sheet::extensionsOf(kindOf(format));
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
        return file.endsWith(QLatin1String(ending.data(), static_cast<qsizetype>(ending.size())), Qt::CaseInsensitive);
    });
}

std::optional<ExportFormat> formatFor(const QString& file, ExportFormat now) {
    if (fits(file, now))
        return now;
    const auto* const found =
        std::find_if(kExportFormats.begin(), kExportFormats.end(), [&](auto format) { return fits(file, format); });
    return found == kExportFormats.end() ? std::nullopt : std::optional(*found);
}

bool isOtherPicture(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    return std::any_of(kOthers.begin(), kOthers.end(), [&](auto* other) { return suffix == QLatin1String(other); });
}

QString stemOf(const QString& file) {
    const bool picture = isOtherPicture(file) || formatFor(file, ExportFormat::svg);
    return picture ? file.chopped(QFileInfo(file).suffix().size() + 1) : file;
}

QString patternOfEndings() {
    QStringList patterns;
    for (const auto kind : sheet::kOutputKinds)
        for (const auto& ending : sheet::extensionsOf(kind))
            patterns += QLatin1Char('*') + QString::fromStdString(ending);
    return patterns.join(QLatin1Char(' '));
}

} // namespace croquis::ui
