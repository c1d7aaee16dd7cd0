// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/plotter_choice.hpp"

#include "base/error.hpp"
#include "session/version.hpp"

#include <QSettings>

#include <algorithm>
#include <string>

namespace croquis::ui {
namespace {

constexpr double kMostMarginMm = 500, kMostJoinMm = 10;

/// "15mm", in the C locale.
std::string millimetres(double value) {
    return QString::number(value, 'g', 10).toStdString() + "mm";
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
    return page.format.toStdString() + (page.landscape ? "-landscape" : "");
}

bool operator==(const PlotterChoice& a, const PlotterChoice& b) {
    const auto& s = a.gcode.speeds;
    const auto& t = b.gcode.speeds;
    return a.machine == b.machine && a.page == b.page && a.keepOrder == b.keepOrder && a.joinMm == b.joinMm &&
           a.compound == b.compound && a.gcode.penUp == b.gcode.penUp && a.gcode.penDown == b.gcode.penDown &&
           s.drawMmPerSecond == t.drawMmPerSecond && s.travelMmPerSecond == t.travelMmPerSecond &&
           s.liftSeconds == t.liftSeconds;
}

PlotterChoice PlotterChoice::load() {
    QSettings file;
    file.beginGroup(QStringLiteral("plotter"));
    PlotterChoice choice;
    if (file.value(QStringLiteral("cutter")).toBool())
        choice.machine = plot::Machine::cutter;
    if (const QString page = file.value(QStringLiteral("page"), choice.page.format).toString();
        page.isEmpty() || pageFormats().contains(page))
        choice.page.format = page;
    choice.page.landscape = file.value(QStringLiteral("landscape")).toBool();
    choice.page.marginMm = numberIn(file, "margin", choice.page.marginMm, plot::kLeastMarginMm, kMostMarginMm);
    choice.keepOrder = file.value(QStringLiteral("keepOrder")).toBool();
    choice.joinMm = numberIn(file, "join", 0, 0, kMostJoinMm);
    choice.compound = file.value(QStringLiteral("compound")).toBool();
    auto gcode = choice.gcode;
    gcode.speeds.drawMmPerSecond = numberIn(file, "penSpeed", gcode.speeds.drawMmPerSecond, 0.1, 10000);
    gcode.speeds.travelMmPerSecond = numberIn(file, "travelSpeed", gcode.speeds.travelMmPerSecond, 0.1, 10000);
    gcode.speeds.liftSeconds = numberIn(file, "liftTime", gcode.speeds.liftSeconds, 0, 60);
    gcode.penUp = file.value(QStringLiteral("penUp"), QString::fromStdString(gcode.penUp)).toString().toStdString();
    gcode.penDown =
        file.value(QStringLiteral("penDown"), QString::fromStdString(gcode.penDown)).toString().toStdString();
    try {
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

void apply(const PlotterChoice& choice, bool compound, sheet::SheetRequest& request) {
    request.machine = true;
    apply(choice.page, request);
    request.plot.machine = choice.machine;
    request.plot.keepOrder = choice.keepOrder;
    request.plot.joinMm = choice.joinMm;
    request.plot.compound = compound && choice.compound;
    request.gcode = choice.gcode;
    request.gcode.programVersion = session::kVersion;
}

std::vector<vector::Setting> settingsOf(const PageChoice& choice) {
    if (choice.format.isEmpty())
        return {};
    return {{"page", textOf(choice)}, {"margin", millimetres(choice.marginMm)}};
}

std::vector<vector::Setting> settingsOf(const PlotterChoice& choice, bool compound, bool commands) {
    std::vector<vector::Setting> settings{{"profile", choice.machine == plot::Machine::cutter ? "cutter" : "plotter"}};
    if (!choice.page.format.isEmpty())
        settings.push_back({"page", textOf(choice.page)});
    settings.push_back({"margin", millimetres(choice.page.marginMm)});
    if (choice.keepOrder)
        settings.push_back({"keep-order", "true"});
    if (choice.joinMm > 0)
        settings.push_back({"join", millimetres(choice.joinMm)});
    if (compound && choice.compound)
        settings.push_back({"compound", "true"});
    const plot::GcodeOptions standard;
    const auto& speeds = choice.gcode.speeds;
    const auto tell = [&settings](const char* name, double value, double otherwise) {
        if (value != otherwise)
            settings.push_back({name, QString::number(value, 'g', 10).toStdString()});
    };
    tell("pen-speed", speeds.drawMmPerSecond, standard.speeds.drawMmPerSecond);
    tell("travel-speed", speeds.travelMmPerSecond, standard.speeds.travelMmPerSecond);
    tell("lift-time", speeds.liftSeconds, standard.speeds.liftSeconds);
    if (commands && choice.gcode.penUp != standard.penUp)
        settings.push_back({"pen-up", choice.gcode.penUp});
    if (commands && choice.gcode.penDown != standard.penDown)
        settings.push_back({"pen-down", choice.gcode.penDown});
    return settings;
}

} // namespace croquis::ui
