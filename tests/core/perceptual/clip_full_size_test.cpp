// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <torch/csrc/autograd/autograd.h>

#include "perceptual/perceptual_encoder.hpp"
#include "support/compared_tensors.hpp"
#include "support/plain_clip.hpp"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <future>

#include <fcntl.h>
#include <unistd.h>

using namespace croquis::perceptual;
using namespace croquis::tests;

/// CLIP's networks in their published sizes, out of archives like the published ones.
class ClipFullSizeTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);

    std::filesystem::path save(const std::string& bytes) const {
        return SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), bytes);
    }
    /// What CLIP's text side adds to a file.
    static void addText(PlainWeights& weights) {
        weights["token_embedding.weight"] = {{49408, 512}, std::vector<double>(49408 * 512), false};
        weights["text_projection"] = {{512, 512}, std::vector<double>(512 * 512), true};
        for (int i = 0; i < 12; ++i)
            weights["transformer.resblocks." + std::to_string(i) + ".mlp.all"] = {
                {12, 512, 512}, std::vector<double>(12 * 512 * 512), true};
    }
    /// From the disk, as after a restart.
    static void forget(const std::filesystem::path& file) {
        const int number = ::open(file.c_str(), O_RDONLY);
        QVERIFY(number >= 0 && ::fdatasync(number) == 0 && ::posix_fadvise(number, 0, 0, POSIX_FADV_DONTNEED) == 0);
        ::close(number);
    }

  private Q_SLOTS:
    void rn50AgreesWithPlainLoops() {
        const PlainResNet plain;
        const PlainWeights weights = plain.weights(3);
        const auto encoder = openEncoder(save(scriptArchiveOf(weights)));
        QCOMPARE(encoder->name(), std::string("clip-rn50"));
        const at::Tensor picture = at::rand({1, 3, 224, 224}, m_random);
        const at::Tensor input = picture.clone().set_requires_grad(true);
        const Encoding encoding = encoder->encode(input, {{0, 1, 2, 3, 4}, true});
        const std::vector<double> values = doublesOf(picture);
        const PlainEncoding expected = encodePlainly(plain, weights, values);
        for (std::size_t stage = 0; stage < 5; ++stage)
            QVERIFY2(relativeError(encoding.stages[stage], expected.stages[stage]) < 1e-4,
                     qPrintable(QString::number(stage)));
        const double embeddingError = relativeError(encoding.embedding, expected.embedding);
        QVERIFY2(embeddingError < 1e-4, qPrintable(QString::number(embeddingError)));

        const at::Tensor second = at::randn(encoding.stages[2].sizes(), m_random),
                         third = at::randn(encoding.stages[3].sizes(), m_random),
                         last = 30 * at::randn(encoding.embedding.sizes(), m_random);
        const at::Tensor gradient = torch::autograd::grad({encoding.stages[2], encoding.stages[3], encoding.embedding},
                                                          {input}, {second, third, last})
                                        .at(0);
        const auto sum = [&](const PlainEncoding& result) {
            return dot(result.stages[2], doublesOf(second)) + dot(result.stages[3], doublesOf(third)) +
                   dot(result.embedding, doublesOf(last));
        };
        const double here = sum(expected), size = gradient.norm().item<double>();
        // Along itself a gradient that lacks a part looks right; by chance it is a hundredth as long along the others.
        const std::vector<at::Tensor> directions{gradient, at::randn(picture.sizes(), m_random),
                                                 at::randn(picture.sizes(), m_random)};
        const double usual = size / std::sqrt(double(picture.numel()));
        constexpr double kStep = 1e-6;
        std::vector<std::future<double>> there; // the loops take their time: beside each other
        std::vector<std::vector<double>> ways;
        for (const at::Tensor& direction : directions) {
            ways.push_back(doublesOf(direction / direction.norm()));
            std::vector<double> moved = values;
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved[i] += kStep * ways.back()[i];
            there.push_back(
                std::async(std::launch::async, [&, moved] { return sum(encodePlainly(plain, weights, moved)); }));
        }
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const double slope = (there[i].get() - here) / kStep, got = dot(doublesOf(gradient), ways[i]);
            QVERIFY2(std::abs(got - slope) < (i == 0 ? 1e-3 * size : 2e-2 * usual),
                     qPrintable(QString("%1: %2 instead of %3").arg(i).arg(got).arg(slope)));
        }
    }

    void vitB32AgreesWithPlainLoops() {
        const PlainViT plain;
        const PlainWeights weights = plain.weights(3);
        const auto encoder = openEncoder(save(scriptArchiveOf(weights)));
        QCOMPARE(encoder->name(), std::string("clip-vit-b-32"));
        QCOMPARE(encoder->inputSide(), 224);
        const at::Tensor picture = at::rand({1, 3, 224, 224}, m_random);
        const Encoding encoding = encoder->encode(picture, {{2, 3, 11}, true, true});
        const PlainEncoding expected = encodePlainly(plain, weights, doublesOf(picture));
        const std::size_t stages[] = {2, 3, 11};
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(relativeError(encoding.stages[i], expected.stages[stages[i]]) < 1e-4);
        for (std::size_t block = 0; block < 12; ++block)
            QVERIFY(relativeError(encoding.attention[block], expected.attention[block]) < 1e-4);
        QVERIFY(relativeError(encoding.embedding, expected.embedding) < 1e-4);
    }

    void rn101OpensWithinASecond() {
        PlainWeights weights = PlainResNet{64, {3, 4, 23, 3}, 224, 512}.weights(3);
        addText(weights);
        const auto path = save(scriptArchiveOf(weights));
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

QTEST_APPLESS_MAIN(ClipFullSizeTest)
#include "clip_full_size_test.moc"
