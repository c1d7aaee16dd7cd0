// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk_events.hpp"

#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;

/// Five hundred events in any order with real runs beneath, without a window: what ThreadSanitizer can follow from end
/// to end (LibTorch computes on one thread here, as its pool isn't instrumented).
class RealEventsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fiveHundredEventsInAnyOrder() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("real-events"));
        QSettings().clear();
        const QTemporaryDir folder;
        QStringList photos;
        for (const char* name : {"cat.jpg", "rocket.jpg"}) {
            photos += folder.filePath(QLatin1String(name));
            QVERIFY(QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/") + QLatin1String(name), photos.back()));
        }
        photos += folder.filePath(QStringLiteral("broken.jpg"));
        QFile broken(photos.back());
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("\xff\xd8\xff") > 0);
        broken.close();
        test::DeskEvents desk(
            [](session::SessionOptions options) {
                options.threads = 1;
                return session::SketchSession::open(options);
            },
            photos, 11);
        desk.run(500);
    }
};

QTEST_GUILESS_MAIN(RealEventsTest)
#include "real_events_test.moc"
