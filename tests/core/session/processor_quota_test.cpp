// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/processor_quota.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;

using Files = QList<QPair<QString, QByteArray>>;

class ProcessorQuotaTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theTightestGroupCounts_data() {
        QTest::addColumn<Files>("files");
        QTest::addColumn<int>("expected"); // 0: none
        const QPair<QString, QByteArray> inTwo{"proc/self/cgroup", "0::/slice/job\n"};
        QTest::newRow("nothing known") << Files{} << 0;
        QTest::newRow("unlimited") << Files{inTwo, {"sys/fs/cgroup/slice/job/cpu.max", "max 100000\n"}} << 0;
        QTest::newRow("two") << Files{inTwo, {"sys/fs/cgroup/slice/job/cpu.max", "200000 100000\n"}} << 2;
        QTest::newRow("one and a half") << Files{inTwo, {"sys/fs/cgroup/slice/job/cpu.max", "150000 100000\n"}} << 2;
        QTest::newRow("a tenth") << Files{inTwo, {"sys/fs/cgroup/slice/job/cpu.max", "10000 100000\n"}} << 1;
        QTest::newRow("around it") << Files{inTwo,
                                            {"sys/fs/cgroup/slice/job/cpu.max", "800000 100000\n"},
                                            {"sys/fs/cgroup/slice/cpu.max", "300000 100000\n"}}
                                   << 3;
        QTest::newRow("a container's own root")
            << Files{{"proc/self/cgroup", "0::/\n"}, {"sys/fs/cgroup/cpu.max", "400000 100000\n"}} << 4;
        QTest::newRow("first version") << Files{{"proc/self/cgroup", "9:memory:/x\n4:cpu,cpuacct:/x\n"},
                                                {"sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us", "250000\n"},
                                                {"sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_period_us", "100000\n"}}
                                       << 3;
        QTest::newRow("first version unlimited") << Files{{"proc/self/cgroup", "4:cpu:/\n"},
                                                          {"sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n"},
                                                          {"sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n"}}
                                                 << 0;
        QTest::newRow("damaged") << Files{{"proc/self/cgroup", "::\nx\n0::\n\n0::/../..\n"},
                                          {"sys/fs/cgroup/cpu.max", "nonsense\n"}}
                                 << 0;
    }
    void theTightestGroupCounts() {
        QFETCH(Files, files);
        QFETCH(int, expected);
        const QTemporaryDir root;
        for (const auto& [name, content] : files) {
            QVERIFY(QDir(root.path()).mkpath(QFileInfo(name).path()));
            QFile file(root.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        }
        QCOMPARE(session::processorQuota(root.path().toStdString()).value_or(0), expected);
    }
};

QTEST_APPLESS_MAIN(ProcessorQuotaTest)
#include "processor_quota_test.moc"
