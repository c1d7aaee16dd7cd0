// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/session_log.hpp"

#include <QTime>

namespace croquis::ui {
namespace {

constexpr qsizetype kMostLines = 40;

const char* nameOf(RunState state) {
    switch (state) {
    case RunState::noModel:
        return "no model";
    case RunState::empty:
        return "empty";
    case RunState::loaded:
        return "loaded";
    case RunState::preparing:
        return "preparing";
    case RunState::running:
        return "running";
    case RunState::paused:
        return "paused";
    case RunState::stopping:
        return "stopping";
    case RunState::done:
        return "done";
    case RunState::outdated:
        return "outdated";
    case RunState::failed:
        return "failed";
    }
    return "";
}

const char* nameOf(optimise::Termination termination) {
    switch (termination) {
    case optimise::Termination::completed:
        return "completed";
    case optimise::Termination::converged:
        return "converged";
    case optimise::Termination::stopped:
        return "stopped";
    case optimise::Termination::failed:
        return "failed";
    }
    return "";
}

} // namespace

SessionLog::SessionLog(SketchDesk& desk, QObject* parent) : QObject(parent) {
    listenTo(desk);
}

void SessionLog::listenTo(SketchDesk& desk) {
    const auto& controller = desk.controller();
    connect(&controller, &RunController::stateChanged, this,
            [this](RunState state) { add(QLatin1String(nameOf(state))); });
    connect(&controller, &RunController::stepBegan, this, [this](const QString& step) { add(step); });
    connect(&controller, &RunController::noticed, this, [this](const QString& sentence) { add(sentence); });
    connect(&desk, &SketchDesk::engineOpened, this, [this](const session::EngineDescription& engine) {
        add(QStringLiteral("engine: %1, %2 threads, %3, %4")
                .arg(QString::fromStdString(engine.device))
                .arg(engine.threads)
                .arg(QString::fromStdString(engine.precision), QString::fromStdString(engine.modelName)));
    });
    connect(&desk, &SketchDesk::photoLoaded, this, [this](const LoadedPhoto& photo) {
        add(QStringLiteral("photo: %1, %2 x %3")
                .arg(QString::fromStdString(photo.summary.fileName), QString::number(photo.summary.width),
                     QString::number(photo.summary.height)));
    });
    connect(&desk, &SketchDesk::runEnded, this, [this](const optimise::RunSummary& run) {
        add(QStringLiteral("run: %1 after %2 iterations, %3 s %4")
                .arg(QLatin1String(nameOf(run.termination)))
                .arg(run.iterations)
                .arg(run.seconds, 0, 'f', 1)
                .arg(QString::fromStdString(run.message)));
    });
    connect(&desk, &SketchDesk::failed, this, [this](const Failure& failure) { add(failure.message); });
}

void SessionLog::add(const QString& event) {
    m_lines += QTime::currentTime().toString(QStringLiteral("HH:mm:ss ")) + event.simplified();
    while (m_lines.size() > kMostLines)
        m_lines.removeFirst();
}

} // namespace croquis::ui
