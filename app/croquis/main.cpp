// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ending_signals.hpp"

#include "ui/main_window/main_window.hpp"
#include "ui/settings/app_settings.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"

#include "session/openmp_spins.hpp"
#include "session/version.hpp"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace {

/// How long OpenMP's threads spin for one another is read when its library is loaded, which the plot's library does
/// before main(): so the program is started once more with the value that session::SketchSession::open sets. Without
/// it they spin for minutes, and on a busy machine an iteration takes ten times as long.
void startWithShortSpins(char** arguments) {
    if (std::getenv(croquis::session::kSpinsVariable) != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr)
        return;
    ::setenv(croquis::session::kSpinsVariable, croquis::session::kSpins, 0);
    ::execv("/proc/self/exe", arguments); // returns only where it can't; then it goes on as it is
}

/// What can be answered without a display.
bool answered(int argumentCount, char** arguments) {
    for (int k = 1; k < argumentCount; ++k) {
        const std::string_view argument = arguments[k];
        if (argument == "--help" || argument == "-h")
            std::puts("Usage: croquis [PHOTO or exported sketch]...\nOpens the window; croquis-cli draws without one.");
        else if (argument == "--version")
            std::printf("croquis %s\n", croquis::session::kVersion);
        else
            continue;
        return true;
    }
    return false;
}

} // namespace

int main(int argumentCount, char** arguments) {
    using namespace croquis;
    if (answered(argumentCount, arguments))
        return 0;
    startWithShortSpins(arguments);
    QElapsedTimer clock;
    clock.start();
    QApplication::setApplicationName(QStringLiteral("croquis"));
    QApplication::setOrganizationName(QStringLiteral("croquis"));
    QApplication::setApplicationDisplayName(QStringLiteral("Croquis"));
    QApplication::setApplicationVersion(QLatin1String(session::kVersion));
    QApplication::setDesktopFileName(QStringLiteral("croquis"));
    const QApplication application(argumentCount, arguments);
    const auto settings = ui::AppSettings::load();
    const ui::Language language(settings.language.isEmpty() ? QLocale() : QLocale(settings.language));
    ui::applyTheme(settings.theme);

    ui::MainWindow window(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
    window.show();
    const EndingSignals ending([&window] {
        window.closeUnasked();
        QApplication::quit();
    });
    const QStringList files = QApplication::arguments().mid(1);
    // After the first picture of the window is on the screen.
    QTimer::singleShot(0, &window, [&] {
        if (qEnvironmentVariableIsSet("CROQUIS_TIME_START"))
            std::fprintf(stderr, "visible after %lld ms\n", static_cast<long long>(clock.elapsed()));
        window.begin(files);
    });
    return QApplication::exec();
}
