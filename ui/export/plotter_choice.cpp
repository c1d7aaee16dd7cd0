// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/plotter_choice.hpp"

#include "base/error.hpp"
#include "session/version.hpp"

#include <QSettings>

#include <algorithm>
#include <optional>
#include <string>

namespace croquis::ui {
namespace {

constexpr double kMostMarginMm = 500, kMostJoinMm = 10, kLeastSideMm = 20, kMostSideMm = 10000;
constexpr int kMostPens = 1000;

/// "15mm", in the C locale.
std::string millimetres(double value) {
    return QString::number(value, 'g', 10).toStdString() + "mm";
}

std::string plain(double value) {
    return QString::number(value, 'g', 10).toStdString();
}

double numberIn(const QSettings& file, const char* key, double otherwise, double least, double most) {
    bool number = false;
    const double value = file.value(QLatin1String(key)).toDouble(&number);
    return number ? std::clamp(value, least, most) : otherwise;
}

} // namespace

QStringList pageFormats() {
    return {QStringLiteral("A0"), QStringLiteral("A1"),     QStringLiteral("A2"),    QStringLiteral("A3"),
            QStringLiteral("A4"), QStringLiteral("A5"),     QStringLiteral("A6"),    QStringLiteral("A7"),
            QStringLiteral("A8"), QStringLiteral("Letter"), QStringLiteral("Legal"), QStringLiteral("Tabloid")};
}

std::string textOf(const PageChoice& page) {
    if (page.format == QLatin1String(kOtherPage))
        return plain(page.other.widthMm) + 'x' + millimetres(page.other.heightMm);
    return page.format.toStdString() + (page.landscape ? "-landscape" : "");
}

bool operator==(const PlotterChoice& a, const PlotterChoice& b) {
    const auto& s = a.gcode.speeds;
    const auto& t = b.gcode.speeds;
    return a.machine == b.machine && a.page == b.page && a.actualSize == b.actualSize && a.keepOrder == b.keepOrder &&
           a.joinMm == b.joinMm && a.compound == b.compound && a.pens == b.pens && a.gcodeFor == b.gcodeFor &&
           a.hpglFor == b.hpglFor && a.gcode.dwellSeconds == b.gcode.dwellSeconds && a.gcode.penUp == b.gcode.penUp &&
           a.gcode.penDown == b.gcode.penDown && s.drawMmPerSecond == t.drawMmPerSecond &&
           s.travelMmPerSecond == t.travelMmPerSecond && s.liftSeconds == t.liftSeconds;
}

PlotterChoice PlotterChoice::load() {
    QSettings file;
    file.beginGroup(QStringLiteral("plotter"));
    PlotterChoice choice;
    if (file.value(QStringLiteral("cutter")).toBool())
        choice.machine = plot::Machine::cutter;
    if (const QString page = file.value(QStringLiteral("page"), choice.page.format).toString();
        page.isEmpty() || page == QLatin1String(kOtherPage) || pageFormats().contains(page))
        choice.page.format = page;
    choice.page.landscape = file.value(QStringLiteral("landscape")).toBool();
    choice.page.marginMm = numberIn(file, "margin", choice.page.marginMm, plot::kLeastMarginMm, kMostMarginMm);
    choice.page.other = {numberIn(file, "pageWidth", choice.page.other.widthMm, kLeastSideMm, kMostSideMm),
                         numberIn(file, "pageHeight", choice.page.other.heightMm, kLeastSideMm, kMostSideMm)};
    choice.actualSize = file.value(QStringLiteral("actualSize")).toBool();
    choice.keepOrder = file.value(QStringLiteral("keepOrder")).toBool();
    choice.joinMm = numberIn(file, "join", 0, 0, kMostJoinMm);
    choice.compound = file.value(QStringLiteral("compound")).toBool();
    choice.pens = static_cast<int>(numberIn(file, "pens", 0, 0, kMostPens));
    auto gcode = choice.gcode;
    gcode.speeds.drawMmPerSecond = numberIn(file, "penSpeed", gcode.speeds.drawMmPerSecond, 0.1, 10000);
    gcode.speeds.travelMmPerSecond = numberIn(file, "travelSpeed", gcode.speeds.travelMmPerSecond, 0.1, 10000);
    gcode.speeds.liftSeconds = numberIn(file, "liftTime", gcode.speeds.liftSeconds, 0, 60);
    gcode.penUp = file.value(QStringLiteral("penUp"), QString::fromStdString(gcode.penUp)).toString().toStdString();
    gcode.penDown =
        file.value(QStringLiteral("penDown"), QString::fromStdString(gcode.penDown)).toString().toStdString();
    if (file.contains(QStringLiteral("dwell")))
        gcode.dwellSeconds = numberIn(file, "dwell", 0, 0, 60);
    const std::string gcodeFor =
        file.value(QStringLiteral("gcodeFor"), QStringLiteral("grbl")).toString().toStdString();
    const std::string hpglFor = file.value(QStringLiteral("hpglFor"), QStringLiteral("auto")).toString().toStdString();
    try {
        static_cast<void>(plot::hpglFrameFrom(hpglFor));
        choice.hpglFor = hpglFor;
        static_cast<void>(plot::gcodeDialectFrom(gcodeFor));
        choice.gcodeFor = gcodeFor;
        gcode.validate();
        choice.gcode = gcode;
    } catch (const Error&) {
        return choice; // somebody wrote into the file: as if that weren't there
    }
    return choice;
}

void PlotterChoice::save() const {
    QSettings file;
    file.beginGroup(QStringLiteral("plotter"));
    file.setValue(QStringLiteral("cutter"), machine == plot::Machine::cutter);
    file.setValue(QStringLiteral("page"), page.format);
    file.setValue(QStringLiteral("landscape"), page.landscape);
    file.setValue(QStringLiteral("margin"), page.marginMm);
    file.setValue(QStringLiteral("pageWidth"), page.other.widthMm);
    file.setValue(QStringLiteral("pageHeight"), page.other.heightMm);
    file.setValue(QStringLiteral("actualSize"), actualSize);
    file.setValue(QStringLiteral("pens"), pens);
    file.setValue(QStringLiteral("gcodeFor"), QString::fromStdString(gcodeFor));
    file.setValue(QStringLiteral("hpglFor"), QString::fromStdString(hpglFor));
    if (gcode.dwellSeconds)
        file.setValue(QStringLiteral("dwell"), *gcode.dwellSeconds);
    else
        file.remove(QStringLiteral("dwell"));
    file.setValue(QStringLiteral("keepOrder"), keepOrder);
    file.setValue(QStringLiteral("join"), joinMm);
    file.setValue(QStringLiteral("compound"), compound);
    file.setValue(QStringLiteral("penSpeed"), gcode.speeds.drawMmPerSecond);
    file.setValue(QStringLiteral("travelSpeed"), gcode.speeds.travelMmPerSecond);
    file.setValue(QStringLiteral("liftTime"), gcode.speeds.liftSeconds);
    file.setValue(QStringLiteral("penUp"), QString::fromStdString(gcode.penUp));
    file.setValue(QStringLiteral("penDown"), QString::fromStdString(gcode.penDown));
}

void apply(const PageChoice& choice, sheet::SheetRequest& request) {
    request.ownPage = choice.format.isEmpty();
    request.page = request.ownPage ? std::nullopt : std::optional(plot::pageFormatFrom(textOf(choice)));
    if (!request.ownPage || request.machine)
        request.marginMm = choice.marginMm;
}

void apply(const PlotterChoice& choice, sheet::OutputKind kind, sheet::SheetRequest& request) {
    request.machine = true;
    apply(choice.page, request);
    request.plot.machine = choice.machine;
    request.plot.keepOrder = choice.keepOrder;
    request.plot.joinMm = choice.joinMm;
    request.plot.compound = kind == sheet::OutputKind::svg && choice.compound;
    request.plot.actualSize = choice.actualSize;
    request.plot.pens = choice.pens > 0 ? std::optional(static_cast<std::size_t>(choice.pens)) : std::nullopt;
    request.hpgl = plot::hpglFrameFrom(choice.hpglFor);
    request.gcode = choice.gcode;
    request.gcode.dialect = plot::gcodeDialectFrom(choice.gcodeFor);
    request.gcode.programVersion = session::kVersion;
}

std::vector<vector::Setting> settingsOf(const PageChoice& choice) {
    if (choice.format.isEmpty())
        return {};
    return {{"page", textOf(choice)}, {"margin", millimetres(choice.marginMm)}};
}

std::vector<vector::Setting> settingsOf(const PlotterChoice& choice, sheet::OutputKind kind) {
    std::vector<vector::Setting> settings{{"profile", choice.machine == plot::Machine::cutter ? "cutter" : "plotter"}};
    if (!choice.page.format.isEmpty())
        settings.push_back({"page", textOf(choice.page)});
    settings.push_back({"margin", millimetres(choice.page.marginMm)});
    if (choice.actualSize)
        settings.push_back({"actual-size", "true"});
    if (choice.keepOrder)
        settings.push_back({"keep-order", "true"});
    if (choice.joinMm > 0)
        settings.push_back({"join", millimetres(choice.joinMm)});
    if (kind == sheet::OutputKind::svg && choice.compound)
        settings.push_back({"compound", "true"});
    if (choice.pens > 0)
        settings.push_back({"pens", std::to_string(choice.pens)});
    const plot::GcodeOptions standard;
    const auto& speeds = choice.gcode.speeds;
    const auto tell = [&settings](const char* name, double value, double otherwise) {
        if (value != otherwise)
            settings.push_back({name, plain(value)});
    };
    tell("pen-speed", speeds.drawMmPerSecond, standard.speeds.drawMmPerSecond);
    tell("travel-speed", speeds.travelMmPerSecond, standard.speeds.travelMmPerSecond);
    tell("lift-time", speeds.liftSeconds, standard.speeds.liftSeconds);
    if (kind == sheet::OutputKind::hpgl && choice.hpglFor != "auto")
        settings.push_back({"hpgl-for", choice.hpglFor});
    if (kind != sheet::OutputKind::gcode)
        return settings;
    if (choice.gcode.penUp != standard.penUp)
        settings.push_back({"pen-up", choice.gcode.penUp});
    if (choice.gcode.penDown != standard.penDown)
        settings.push_back({"pen-down", choice.gcode.penDown});
    if (choice.gcode.dwellSeconds)
        settings.push_back({"dwell", plain(*choice.gcode.dwellSeconds)});
    if (choice.gcodeFor != "grbl")
        settings.push_back({"gcode-for", choice.gcodeFor});
    return settings;
}

} // namespace croquis::ui
