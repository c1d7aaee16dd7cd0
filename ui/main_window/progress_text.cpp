// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/progress_text.hpp"

#include "ui/desk/sketch_desk.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/sketch/brief_words.hpp"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <map>

namespace croquis::ui {
namespace {

constexpr double kMinute = 60, kSlow = 10; // seconds; iterations a second, with a digit after the point below it

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::ProgressText)
};

QString lossOf(const SketchDesk& desk, const QLocale& locale) {
    return locale.toString(desk.document().sketch().loss.total, 'f', 3);
}

/// Two digits or three.
QString timeText(double seconds, const QLocale& locale) {
    if (seconds < kMinute)
        return Text::tr("%1 s").arg(locale.toString(seconds, 'f', 1));
    const int minutes = static_cast<int>(std::lround(seconds / kMinute));
    if (minutes < 60)
        return Text::tr("%1 min").arg(minutes);
    return Text::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString runningText(const SketchDesk& desk, const QLocale& locale) {
    if (desk.record().frames().empty())
        return {};
    const auto& last = desk.record().frames().back();
    if (last.iteration == 0) // how fast it is isn't known yet
        return Text::tr("Drawing %1 of %2 · loss %3")
            .arg(last.iteration)
            .arg(last.iterationCount)
            .arg(lossOf(desk, locale));
    const double pace = last.seconds / last.iteration;
    const double perSecond = pace > 0 ? 1 / pace : 0;
    return Text::tr("Drawing %1 of %2 · loss %3 · %4 iterations/s · %5 left")
        .arg(last.iteration)
        .arg(last.iterationCount)
        .arg(lossOf(desk, locale), locale.toString(perSecond, 'f', perSecond < kSlow ? 1 : 0),
             timeText(pace * (last.iterationCount - last.iteration), locale));
}

/// Of as many as the slider says, which deleted ones are a part of; hidden ones are still there.
QString strokesText(const SketchDesk& desk) {
    const auto& all = desk.document().sketch().strokes;
    const auto& marks = desk.document().marks();
    const int strokes = static_cast<int>(all.size()), whole = desk.policy().drawn().strokes;
    const auto hidden =
        std::count_if(all.begin(), all.end(), [&](const auto& stroke) { return marks.hidden.contains(stroke.id); });
    QStringList parts;
    if (strokes >= whole) {
        parts += Text::tr("%n stroke(s)", nullptr, strokes);
    } else {
        parts += Text::tr("%1 of %n stroke(s)", nullptr, whole).arg(strokes);
        if (const int deleted = static_cast<int>(marks.deleted.size()); deleted > 0)
            parts += Text::tr("%n deleted", nullptr, std::min(whole - strokes, deleted)); // or fewer for other reasons
    }
    if (hidden > 0)
        parts += Text::tr("%n hidden", nullptr, static_cast<int>(hidden));
    return parts.join(QStringLiteral(", "));
}

QString doneText(const SketchDesk& desk, const QLocale& locale) {
    const auto& run = desk.record().summary();
    const bool timed = run && run->seconds > 0; // else restored: how long it took isn't in the file
    if (!timed && !desk.document().hasStrokes())
        return {};
    QStringList parts;
    if (timed)
        parts += run->termination == optimise::Termination::stopped     ? Text::tr("Stopped")
                 : run->termination == optimise::Termination::failed    ? Text::tr("Broken off")
                 : run->termination == optimise::Termination::converged ? Text::tr("Converged")
                                                                        : Text::tr("Done");
    parts += strokesText(desk);
    if (desk.document().marks().deleted.empty()) // else the loss was that of all of them
        parts += Text::tr("loss %1").arg(lossOf(desk, locale));
    if (timed)
        parts += timeText(run->seconds, locale);
    // Beside it stands what draws next.
    if (const auto& drawn = desk.engine().modelName, &next = desk.currentEngine().modelName;
        !drawn.empty() && !next.empty() && drawn != next)
        parts += Text::tr("drawn with %1").arg(inBrief(drawn));
    return parts.join(QStringLiteral(" \u00b7 "));
}

/// Two digits at most: it is a guess.
QString expectedText(const SketchDesk& desk, const QLocale& locale) {
    const auto seconds = desk.expectedSeconds();
    if (!seconds)
        return {};
    const QString time = *seconds >= 9.95 && *seconds < kMinute
                             ? Text::tr("%1 s").arg(locale.toString(*seconds, 'f', 0))
                             : timeText(*seconds, locale);
    return desk.currentEngine().device == "cpu" ? Text::tr("Drawing on the processor: about %1").arg(time)
                                                : Text::tr("Drawing: about %1").arg(time);
}

/// What there is to know before the first stroke: why no card draws, and how long it will take.
QString beforehandText(const SketchDesk& desk, const QLocale& locale, const QString& cardNote) {
    const QString expected = expectedText(desk, locale);
    return cardNote.isEmpty() || expected.isEmpty() ? cardNote + expected : cardNote + QLatin1Char(' ') + expected;
}

} // namespace

QString stepText(const QString& step) {
    const std::map<QString, QString> steps{{"loading model", Text::tr("Opening the model...")},
                                           {"reading photo", Text::tr("Reading the photo...")},
                                           {"finding subject", Text::tr("Finding the subject...")},
                                           {"placing strokes", Text::tr("Placing strokes...")},
                                           {"refining", Text::tr("Drawing...")}};
    const auto found = steps.find(step);
    return found == steps.end() ? step : found->second;
}

QString progressText(const SketchDesk& desk, const QLocale& locale, const QString& cardNote) {
    if (const QString photo = desk.photoChecked(); !photo.isEmpty())
        return Text::tr("Opening %1...").arg(shownPhoto(photo));
    switch (desk.state()) {
    case RunState::loaded:
        return beforehandText(desk, locale, cardNote);
    case RunState::preparing: {
        QStringList parts{stepText(desk.step())};
        if (const QString photo = desk.photoToCome(); !photo.isEmpty())
            parts.prepend(shownPhoto(photo));
        if (const QString beforehand = beforehandText(desk, locale, cardNote); !beforehand.isEmpty())
            parts += beforehand;
        return parts.join(QStringLiteral(" \u00b7 "));
    }
    case RunState::running:
        return runningText(desk, locale);
    case RunState::paused: {
        const auto& frames = desk.record().frames();
        return Text::tr("Paused at iteration %1 · loss %2")
            .arg(frames.empty() ? 0 : frames.back().iteration)
            .arg(lossOf(desk, locale));
    }
    case RunState::stopping:
        return Text::tr("Stopping...");
    case RunState::done:
        return doneText(desk, locale);
    case RunState::outdated:
        return Text::tr("The settings were changed since this sketch.");
    default:
        return {};
    }
}

QString badgeText(const SketchDesk& desk) {
    const int drawn = desk.strokesSoFar(), chosen = desk.document().settings().strokes;
    const QString change = drawn == chosen ? QString() : QStringLiteral("%1 → %2").arg(drawn).arg(chosen);
    const QString photo = desk.photoToCome(); // while another's sketch is shown
    if (desk.document().isElsewhere() && photo.isEmpty())
        return Text::tr("Looking at iteration %1").arg(desk.document().moment().iteration);
    switch (desk.state()) {
    case RunState::running:
        return change;
    case RunState::paused: // what was asked for waits with the run
        return change.isEmpty() ? Text::tr("Paused") : Text::tr("Paused") + QStringLiteral(" \u00b7 ") + change;
    case RunState::preparing:
        return photo.isEmpty() ? stepText(desk.step())
                               : shownPhoto(photo) + QStringLiteral(" \u00b7 ") + stepText(desk.step());
    case RunState::outdated:
        return change.isEmpty() ? Text::tr("Settings changed") : change;
    default:
        return {};
    }
}

} // namespace croquis::ui
