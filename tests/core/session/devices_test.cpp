// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/devices.hpp"
#include "session/sketch_session.hpp"

#include <QTest>

#include <algorithm>
#include <sched.h>
#include <set>
#include <stdexcept>
#include <string>

using namespace croquis;

namespace {

session::CudaFindings nobodyAsks() {
    throw std::logic_error("a card was looked for");
}

session::CudaFindings twoCards() {
    session::CudaFindings found;
    found.driverVersion = 13000;
    found.moduleFound = true;
    found.cards = {{"One", 9, 0, 80'000'000'000, 79'000'000'000, 0}, {"Two", 7, 5, 16'000'000'000, 15'000'000'000, 0}};
    return found;
}

QString refusal(const std::string& name, const session::CudaFindings& found) {
    try {
        session::requireDevice(name, [&] { return found; });
    } catch (const DeviceError& error) {
        return error.what();
    }
    return {};
}

} // namespace

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

    /// 25 % of what AMX multiplies, in the precision that it serves here; 70 % elsewhere.
    void theGoalIsTheProcessors() {
        const session::Device amx{"cpu", "", 2, {"avx2", "avx512_bf16", "amx_tile", "amx_bf16"}},
            tiles{"cpu", "", 2, {"avx512_bf16", "amx_tile"}}, plain{"cpu", "", 2, {"avx2", "avx512_bf16"}};
        QCOMPARE(session::quickerPrecisionRemark("bf16", 1.05), std::string());
        const auto remark = session::quickerPrecisionRemark("bf16", 1.96);
        QVERIFY2(remark.find("2.0 times as fast in fp32") < remark.size(), remark.c_str());
        QVERIFY(session::quickerPrecisionRemark("fp32", 2).find("as fast in bf16") < std::string::npos);
        QCOMPARE(session::leastRateOf(amx, "bf16"), 25.0);
        QCOMPARE(session::leastRateOf(amx, "fp32"), 70.0);
        QCOMPARE(session::leastRateOf(tiles, "bf16"), 70.0);
        QCOMPARE(session::leastRateOf(plain, "bf16"), 70.0);
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

    void whatIsNoDeviceIsRefusedByName() {
        for (const char* name : {"auto", "cpu", "cuda", "cuda:0", "cuda:12"})
            session::requireDeviceName(name);
        QCOMPARE(session::requireDevice("auto", nobodyAsks), std::string("auto"));
        QCOMPARE(session::requireDevice("cpu", nobodyAsks), std::string("cpu"));
        for (const char* name : {"tpu", "", "CPU", "cpu:0", "cuda:", "cuda:-1", "cuda:01", "cuda:100", "cuda:0 "}) {
            try {
                session::requireDevice(name, nobodyAsks);
                QFAIL(name);
            } catch (const DeviceError& error) {
                const QString message = error.what();
                QVERIFY2(message.contains(QString("\"%1\"").arg(name)) && message.contains("auto"), error.what());
            }
        }
    }

    void aCardIsTheOneThatIsNamed() {
        session::CudaFindings found = twoCards();
        QCOMPARE(session::requireDevice("cuda", [&] { return found; }), std::string("cuda:0"));
        QCOMPARE(session::requireDevice("cuda:1", [&] { return found; }), std::string("cuda:1"));
        found.cards[0].major = 6; // too old: the other one is taken, or what is the matter is said
        QCOMPARE(session::requireDevice("cuda", [&] { return found; }), std::string("cuda:1"));
        QVERIFY(refusal("cuda:0", found).contains("too old") && refusal("cuda:0", found).contains("--device cpu"));
        QVERIFY(refusal("cuda:2", found).contains("no card cuda:2"));
    }

    void whyThereIsNoCardIsSaid() {
        session::CudaFindings none;
        none.driverError = "libcuda.so.1: cannot open shared object file";
        for (const char* name : {"cuda", "cuda:0", "cuda:7"})
            QVERIFY(refusal(name, none).contains("no NVIDIA card") && refusal(name, none).contains("--device cpu"));
        session::CudaFindings lacking = twoCards();
        lacking.moduleFound = false;
        QVERIFY(refusal("cuda", lacking).contains("lacks libcroquis_cuda.so"));
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
