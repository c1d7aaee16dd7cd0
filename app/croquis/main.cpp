// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/settings/app_settings.hpp"
#include "ui/style/theme.hpp"

#include "session/version.hpp"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

int main(int argumentCount, char** arguments) {
    using namespace croquis;
    QElapsedTimer clock;
    clock.start();
    QApplication::setApplicationName(QStringLiteral("croquis"));
    QApplication::setOrganizationName(QStringLiteral("croquis"));
    QApplication::setApplicationDisplayName(QStringLiteral("Croquis"));
    QApplication::setApplicationVersion(QLatin1String(session::kVersion));
    QApplication::setDesktopFileName(QStringLiteral("croquis"));
    const QApplication application(argumentCount, arguments);
    const auto settings = ui::AppSettings::load();
    const QLocale locale = settings.language.isEmpty() ? QLocale() : QLocale(settings.language);
    QLocale::setDefault(locale);
    QTranslator own, qt;
    if (own.load(locale, QStringLiteral("croquis"), QStringLiteral("_"), QStringLiteral(":/translations")))
        QApplication::installTranslator(&own);
    if (qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&qt);
    ui::applyTheme(settings.theme);

    ui::MainWindow window(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
    window.show();
    const QStringList files = QApplication::arguments().mid(1);
    // After the first picture of the window is on the screen.
    QTimer::singleShot(0, &window, [&] {
        if (qEnvironmentVariableIsSet("CROQUIS_TIME_START"))
            std::fprintf(stderr, "visible after %lld ms\n", static_cast<long long>(clock.elapsed()));
        if (files.isEmpty())
            window.openEngine();
        else
            window.openFiles(files);
    });
    return QApplication::exec();
}
