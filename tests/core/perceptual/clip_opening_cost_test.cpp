// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/perceptual_encoder.hpp"
#include "support/plain_clip.hpp"
#include "support/plain_weights.hpp"
#include "support/safetensors_writer.hpp"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

using namespace croquis::perceptual;
using namespace croquis::tests;

/// How long it takes to open a network of CLIP's in its published size.
class ClipOpeningCostTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    /// From the disk, as after a restart.
    static void forget(const std::filesystem::path& file) {
        const int number = ::open(file.c_str(), O_RDONLY);
        QVERIFY(number >= 0 && ::fdatasync(number) == 0 && ::posix_fadvise(number, 0, 0, POSIX_FADV_DONTNEED) == 0);
        ::close(number);
    }

  private Q_SLOTS:
    void rn101OpensWithinASecond() {
        PlainWeights weights = publishedResNets().at("RN101").weights(3);
        publishedTextSides().at("RN101").addTo(weights);
        const auto path = SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), scriptArchiveOf(weights));
        qInfo("%.0f MB", double(std::filesystem::file_size(path)) / 1e6);
        double best = INFINITY;
        for (int i = 0; i < 3; ++i) {
            forget(path);
            QElapsedTimer timer;
            timer.start();
            const auto encoder = openEncoder(path);
            best = std::min(best, double(timer.nsecsElapsed()) / 1e9);
            QCOMPARE(encoder->name(), std::string("clip-rn101"));
        }
        qInfo("opened from the disk in %.2f s", best);
        QVERIFY(best < 1.0);
    }
};

QTEST_APPLESS_MAIN(ClipOpeningCostTest)
#include "clip_opening_cost_test.moc"
