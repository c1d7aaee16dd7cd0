// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_pace.hpp"

#include <QSettings>

#include <utility>

namespace croquis::ui {
namespace {

constexpr double kNewest = 0.5; // share of the newest run in what is remembered: a machine's load changes

} // namespace

void RunPace::setEngine(const session::EngineDescription& engine) {
    m_engine = QStringLiteral("%1-%2-%3-%4")
                   .arg(QString::fromStdString(engine.device))
                   .arg(engine.threads)
                   .arg(QString::fromStdString(engine.precision), QString::fromStdString(engine.modelName));
    m_engine.replace(QLatin1Char('/'), QLatin1Char('_')); // a model may be a file
}

QString RunPace::keyOf(optimise::Quality quality, const std::string& recipe, std::size_t sketches) const {
    const auto name = optimise::nameOf(quality);
    const QString key = QStringLiteral("pace/%1/%2-%3")
                            .arg(m_engine, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
                            .arg(sketches);
    return recipe == "default" ? key : key + QLatin1Char('-') + QString::fromStdString(recipe);
}

void RunPace::begin(const session::DrawOptions& options, std::size_t sketches) {
    m_measures = !m_engine.isEmpty() && options.recipeSettings.empty(); // with other constants it takes what it takes
    m_key = keyOf(options.quality, options.recipe, sketches);
    m_clock.start();
}

void RunPace::end() {
    if (!std::exchange(m_measures, false))
        return;
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
    QSettings file;
    const double before = file.value(m_key, seconds).toDouble();
    file.setValue(m_key, kNewest * seconds + (1 - kNewest) * before);
}

std::optional<double> RunPace::expected(const RunSettings& settings) const {
    if (m_engine.isEmpty() || !settings.set.empty())
        return std::nullopt;
    const double seconds =
        QSettings()
            .value(keyOf(settings.quality, settings.recipe, static_cast<std::size_t>(settings.seeds)))
            .toDouble();
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

} // namespace croquis::ui
