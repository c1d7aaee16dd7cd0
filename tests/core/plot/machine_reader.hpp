// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <stdexcept>
#include <utility>
#include <vector>

namespace croquis::test {

/// What a machine would draw: polylines in millimetres from the lower left corner, each with its pen.
struct MachineLine {
    int pen = 0;
    std::vector<std::pair<double, double>> points;
};

/// A plotter that knows the commands HpglWriter's header names and nothing else.
/// @param unitMm  the plotter's.
inline std::vector<MachineLine> readHpgl(const QString& text, double unitMm = 0.025) {
    std::vector<MachineLine> lines;
    double x = 0, y = 0;
    int pen = 0;
    bool down = false;
    QStringList commands = text.split(';');
    if (commands.takeLast() != "\n" || commands.isEmpty() || commands.takeFirst() != "IN")
        throw std::runtime_error("doesn't begin with IN; or end with a newline");
    for (const QString& command : commands) {
        const QString name = command.mid(1, 2), rest = command.mid(3);
        if (!command.startsWith('\n'))
            throw std::runtime_error("a command isn't on a line of its own");
        QStringList values = rest.isEmpty() ? QStringList() : rest.split(',');
        if (name == "VS") {
            if (pen != 0 || rest.toInt() < 1 || rest.toInt() > 127)
                throw std::runtime_error("a speed in the midst or none that plotters know");
        } else if (name == "SP") {
            pen = rest.toInt();
            down = false;
        } else if (name == "PU" || name == "PD") {
            if (values.size() % 2 != 0 || values.size() > 64)
                throw std::runtime_error("a move has half a point or too many");
            if (name == "PD" && !down)
                lines.push_back({pen, {{x, y}}});
            down = name == "PD";
            for (int i = 0; i < values.size(); i += 2) {
                bool good = true, goodToo = true;
                x = values[i].toInt(&good) * unitMm;
                y = values[i + 1].toInt(&goodToo) * unitMm;
                if (!good || !goodToo)
                    throw std::runtime_error("a coordinate isn't a whole number");
                if (down)
                    lines.back().points.emplace_back(x, y);
            }
        } else {
            throw std::runtime_error("an unknown command");
        }
    }
    if (down || pen != 0)
        throw std::runtime_error("the pen isn't put back");
    return lines;
}

/// A machine that knows the words GcodeWriter's header names; the pen goes by the two lines given.
/// @param dwell  the line that must follow each of these two; empty: none does.
inline std::vector<MachineLine> readGcode(const QString& text, const QString& up, const QString& down,
                                          const QString& dwell = {}) {
    static const QRegularExpression move(
        "^G([01]) X(-?\\d+(?:\\.\\d{1,3})?) Y(-?\\d+(?:\\.\\d{1,3})?)(?: F(\\d+(?:\\.\\d+)?))?$");
    std::vector<MachineLine> lines;
    double x = 0, y = 0, feed = 0;
    int pen = 1;
    bool lowered = true, ended = false, waits = false;
    QStringList units{"G21", "G90", "G17"};
    if (!text.endsWith('\n'))
        throw std::runtime_error("no newline at the end");
    for (const QString& line : text.chopped(1).split('\n')) {
        if (line.size() > 79)
            throw std::runtime_error("a line is too long");
        if (line.startsWith(';') || units.removeOne(line))
            continue;
        if (!units.isEmpty() || ended)
            throw std::runtime_error("moves before the units or after the end");
        const auto match = move.match(line);
        if (waits != (!dwell.isEmpty() && line == dwell))
            throw std::runtime_error("doesn't wait for the pen, or without one");
        waits = !dwell.isEmpty() && (line == up || line == down);
        if (line == dwell) {
            continue;
        } else if (line == up) {
            lowered = false;
        } else if (line == down) {
            lowered = true;
            feed = 0; // a feed rate of the pen's own
            lines.push_back({pen, {{x, y}}});
        } else if (line == "M0") {
            ++pen;
        } else if (line == "M2") {
            ended = true;
        } else if (match.hasMatch()) {
            x = match.captured(2).toDouble();
            y = match.captured(3).toDouble();
            feed = match.captured(4).isEmpty() ? feed : match.captured(4).toDouble();
            const bool draws = match.captured(1) == "1";
            if (draws != lowered || (draws && feed == 0))
                throw std::runtime_error("drags the pen, or draws without a feed rate");
            if (draws)
                lines.back().points.emplace_back(x, y);
        } else {
            throw std::runtime_error("an unknown line: " + line.toStdString());
        }
    }
    if (!ended || lowered)
        throw std::runtime_error("doesn't end raised");
    return lines;
}

} // namespace croquis::test
