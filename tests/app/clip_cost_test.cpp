// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "support/plain_clip.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>

using namespace croquis;
using namespace croquis::tests;

extern char** environ;

/// What memory the paper's recipe takes with networks of the published sizes, text sides and all.
class ClipCostTest : public QObject {
    Q_OBJECT

    static constexpr double kMostMegabytes = 1500;

    QTemporaryDir m_folder;

    /// Megabytes so far.
    static double peakOf(pid_t process) {
        QFile file(QString("/proc/%1/status").arg(process));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray status = file.readAll();
        const auto place = status.indexOf("VmHWM:");
        return place < 0 ? 0 : status.mid(place + 6).trimmed().split(' ').front().toDouble() * 1024 / 1e6;
    }

    struct Cost {
        int code = -1;
        double megabytes = 0; ///< the most that lay in memory, the archive's pages that were read among it
    };
    Cost draw(int seeds, int iterations, const QStringList& more = {}) const {
        const QStringList words = QStringList{CROQUIS_CLI,
                                              "draw",
                                              test::sample("horse.png"),
                                              "--recipe",
                                              "clipasso",
                                              "--model",
                                              m_folder.filePath("RN101.pt"),
                                              "--seeds",
                                              QString::number(seeds),
                                              "--iterations",
                                              QString::number(iterations),
                                              "--overwrite",
                                              "-o",
                                              m_folder.filePath("sketch.svg")} +
                                  more;
        std::vector<QByteArray> texts;
        for (const auto& word : words)
            texts.push_back(word.toLocal8Bit());
        std::vector<char*> arguments;
        for (auto& text : texts)
            arguments.push_back(text.data());
        arguments.push_back(nullptr);
        pid_t child = 0;
        Cost cost;
        if (::posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
            return cost;
        int status = 0;
        while (::waitpid(child, &status, WNOHANG) == 0) { // the peak that is told at its end can be this process' own
            cost.megabytes = std::max(cost.megabytes, peakOf(child));
            QTest::qSleep(10);
        }
        cost.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return cost;
    }

  private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"RN101", "ViT-B/32"}) {
            PlainWeights weights = QByteArray(name) == "RN101" ? publishedResNets().at(name).weights(1)
                                                               : publishedViTs().at(name).weights(1);
            publishedTextSides().at(name).addTo(weights);
            const QString file = m_folder.filePath(QString("%1.pt").arg(QString(name).replace('/', '-')));
            SafetensorsWriter::save(file.toStdString(), scriptArchiveOf(weights));
        }
    }

    /// In the precision that takes more, with ViT-B/32 for the first strokes, through several iterations and
    /// evaluations.
    void memoryStaysBelowOneAndAHalfGigabytes() {
        const Cost cost = draw(3, 5,
                               {"--precision", "fp32", "--set", "evaluation-interval=2", "--saliency-model",
                                m_folder.filePath("ViT-B-32.pt")});
        QCOMPARE(cost.code, 0);
        qInfo("three seeds: %.0f MB", cost.megabytes);
        QVERIFY2(cost.megabytes > 500 && cost.megabytes < kMostMegabytes, qPrintable(QString::number(cost.megabytes)));
    }
};

QTEST_GUILESS_MAIN(ClipCostTest)
#include "clip_cost_test.moc"
