// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/app_settings.hpp"

#include "models/model_catalogue.hpp"

#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr int kMostRecent = 10, kMostModels = 5;

void putFirst(QStringList& list, const QString& file, int most) {
    list.removeAll(file);
    list.prepend(file);
    while (list.size() > most)
        list.removeLast();
}

AsideSketch readAside(const QSettings& file) {
    return {file.value(QStringLiteral("aside/file")).toString(), file.value(QStringLiteral("aside/photo")).toString(),
            file.value(QStringLiteral("aside/offered"), true).toBool()};
}

void write(const AsideSketch& aside, QSettings& file) {
    file.setValue(QStringLiteral("aside/file"), aside.file);
    file.setValue(QStringLiteral("aside/photo"), aside.photo);
    file.setValue(QStringLiteral("aside/offered"), aside.isOffered);
}

bool isDevice(const QString& name) {
    static const QRegularExpression kDevice(QStringLiteral("^(auto|cpu|cuda(:[0-9]{1,3})?)$"));
    return kDevice.match(name).hasMatch();
}

bool isPrecision(const QString& name) {
    return QStringList{QStringLiteral("auto"), QStringLiteral("fp32"), QStringLiteral("bf16")}.contains(name);
}

} // namespace

AppSettings AppSettings::load() {
    const QSettings file;
    AppSettings settings;
    settings.theme = static_cast<Theme>(std::clamp(file.value(QStringLiteral("theme"), 0).toInt(), 0, 2));
    settings.language = file.value(QStringLiteral("language")).toString();
    settings.autoStart = file.value(QStringLiteral("autoStart"), true).toBool();
    const auto known = [&](const QString& key, bool (*is)(const QString&)) {
        const QString automatic = QStringLiteral("auto"), value = file.value(key, automatic).toString();
        if (is(value))
            return value.toStdString();
        settings.refused += key + QLatin1Char('=') + value;
        return automatic.toStdString();
    };
    settings.engine.device = known(QStringLiteral("device"), isDevice);
    settings.engine.precision = known(QStringLiteral("precision"), isPrecision);
    settings.engine.model = file.value(QStringLiteral("model")).toString().toStdString();
    settings.engine.saliencyModel = file.value(QStringLiteral("saliencyModel")).toString().toStdString();
    settings.modelFiles = file.value(QStringLiteral("modelFiles")).toStringList();
    settings.engine.threads = std::clamp(file.value(QStringLiteral("threads"), 0).toInt(), 0, 1024);
    settings.recent = file.value(QStringLiteral("recent")).toStringList();
    settings.exportFolder = file.value(QStringLiteral("exportFolder")).toString();
    settings.dpi = std::clamp(file.value(QStringLiteral("dpi"), 300).toDouble(), 1.0, 10000.0);
    settings.aside = readAside(file);
    return settings;
}

bool AppSettings::save() const {
    QSettings file;
    file.setValue(QStringLiteral("theme"), static_cast<int>(theme));
    file.setValue(QStringLiteral("language"), language);
    file.setValue(QStringLiteral("autoStart"), autoStart);
    file.setValue(QStringLiteral("device"), QString::fromStdString(engine.device));
    file.setValue(QStringLiteral("precision"), QString::fromStdString(engine.precision));
    file.setValue(QStringLiteral("model"), QString::fromStdString(engine.model));
    file.setValue(QStringLiteral("saliencyModel"), QString::fromStdString(engine.saliencyModel));
    file.setValue(QStringLiteral("modelFiles"), modelFiles);
    file.setValue(QStringLiteral("threads"), engine.threads);
    file.setValue(QStringLiteral("recent"), recent);
    file.setValue(QStringLiteral("exportFolder"), exportFolder);
    file.setValue(QStringLiteral("dpi"), dpi);
    write(aside, file);
    file.sync();
    return file.status() == QSettings::NoError;
}

void AppSettings::remember(const QString& photo) {
    putFirst(recent, photo, kMostRecent);
}

void AppSettings::rememberModel(const QString& model) {
    if (!model.isEmpty() && models::ModelCatalogue::builtIn().lookUp(model.toStdString()) == nullptr)
        putFirst(modelFiles, model, kMostModels);
}

} // namespace croquis::ui
