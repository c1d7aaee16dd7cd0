// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/devices.hpp"
#include "session/sketch_session.hpp"

#include <QTest>

#include <algorithm>
#include <sched.h>
#include <set>
#include <string>

using namespace croquis;

class DevicesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theProcessorComesFirst() {
        const auto devices = session::devices();
        QVERIFY(!devices.empty());
        QCOMPARE(devices.front().name, std::string("cpu"));
        QVERIFY(!devices.front().description.empty());
        for (const auto& device : devices)
            session::requireDevice(device.name);
    }

    void onlyUsableProcessorsCount() {
        cpu_set_t all;
        CPU_ZERO(&all);
        QCOMPARE(::sched_getaffinity(0, sizeof all, &all), 0);
        QCOMPARE(session::devices().front().processors, CPU_COUNT(&all));
        int first = 0;
        while (!CPU_ISSET(first, &all))
            ++first;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(first, &one);
        QCOMPARE(::sched_setaffinity(0, sizeof one, &one), 0);
        const int processors = session::devices().front().processors;
        ::sched_setaffinity(0, sizeof all, &all);
        QCOMPARE(processors, 1);
    }

    void eachFeatureIsNamedOnce() {
        const auto features = session::devices().front().features;
        QCOMPARE(std::set<std::string>(features.begin(), features.end()).size(), features.size());
#if defined(__x86_64__)
        QCOMPARE(__builtin_cpu_supports("avx2") != 0,
                 std::find(features.begin(), features.end(), "avx2") != features.end());
#endif
    }

    void absentDevicesAreRefusedByName() {
        session::requireDevice("auto");
        for (const char* name : {"tpu", "", "CPU", "cpu:0"}) {
            try {
                session::requireDevice(name);
                QFAIL(name);
            } catch (const DeviceError& error) {
                const QString message = error.what();
                QVERIFY2(message.contains(QString("\"%1\"").arg(name)) && message.contains("auto"), error.what());
            }
        }
    }

    void optionsAreCheckedBeforeTheEngineIsOpened() {
        const auto refused = [](session::SessionOptions options, const char* words) {
            try {
                session::SketchSession::open(options);
                return false;
            } catch (const Error& error) {
                return QString(error.what()).contains(words);
            }
        };
        session::SessionOptions options;
        options.threads = -1;
        QVERIFY(refused(options, "threads"));
        options.threads = 1025;
        QVERIFY(refused(options, "threads"));
        options = {};
        options.precision = "fp8";
        QVERIFY(refused(options, "fp8"));
        options = {};
        options.device = "abacus";
        QVERIFY(refused(options, "abacus"));
        QVERIFY_THROWS_EXCEPTION(DeviceError, options.validate());
    }
};

QTEST_APPLESS_MAIN(DevicesTest)
#include "devices_test.moc"
