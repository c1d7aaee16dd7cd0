// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <torch/csrc/autograd/autograd.h>

#include "perceptual/clip_resnet_network.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "support/autograd_clip.hpp"
#include "support/compared_tensors.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <type_traits>

using namespace croquis::perceptual;
using namespace croquis::tests;

namespace {

/// Of the published files (models/manifest.json).
const std::map<std::string, double> kPublishedBytes{{"RN50", 255.8e6},    {"RN101", 291.8e6},    {"RN50x4", 421.9e6},
                                                    {"RN50x16", 661.1e6}, {"ViT-B/32", 354.0e6}, {"ViT-B/16", 350.8e6}};

} // namespace

/// CLIP's networks in their published sizes, out of archives like the published ones.
class ClipFullSizeTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);

    std::filesystem::path save(const std::string& bytes) const {
        return SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), bytes);
    }

    /// Which side of zero each of the product's ReLUs took.
    static ReluMarks marksOf(const std::filesystem::path& path, const at::Tensor& picture,
                             const std::vector<int>& all) {
        const TensorFile file(path);
        const at::NoGradGuard noGradients;
        ClipResNetNetwork::Tape tape;
        ClipResNetNetwork(*ClipWeights::in(file), Precision::fp32).forward(picture, {all, true}, &tape);
        ReluMarks result;
        result.marks.assign(tape.stem.begin(), tape.stem.end());
        for (const auto& layer : tape.layers)
            for (const auto& block : layer)
                result.marks.insert(result.marks.end(), {block.reduced, block.middle, block.result});
        return result;
    }

    /// The gradient of a random sum over two stages and the embedding, as the loss asks for it, element by element. A
    /// ResNet's ReLUs take the product's side of zero, which may differ from the exact one's by rounding alone.
    template <typename Network>
    void compare(const Network& network, const std::string& published, const std::vector<int>& all) {
        const QString name = QString::fromStdString(published);
        PlainWeights weights = network.weights(3);
        publishedTextSides().at(published).addTo(weights);
        const auto path = save(scriptArchiveOf(weights));
        const auto encoder = openEncoder(path);
        QCOMPARE(encoder->isThePapersObserver(), name == "ViT-B/32");
        QCOMPARE(encoder->name(), "clip-" + name.toLower().replace('/', '-').toStdString());
        QVERIFY(encoder->caution().empty());
        const double size = double(std::filesystem::file_size(path)), bytes = kPublishedBytes.at(published);
        QVERIFY2(std::abs(size - bytes) < 0.01 * bytes, qPrintable(QString("%1 MB").arg(size / 1e6)));
        const int side = encoder->inputSide();
        QCOMPARE(side, network.inputSide());
        const at::Tensor picture = at::rand({1, 3, side, side}, m_random);
        const at::Tensor input = picture.clone().set_requires_grad(true);
        const at::Tensor exactInput = picture.to(at::kDouble).set_requires_grad(true);
        const Encoding encoding = encoder->encode(input, {all, true});
        AutogradEncoding exact;
        if constexpr (std::is_same_v<Network, PlainResNet>) {
            ReluMarks marks = marksOf(path, picture, all);
            exact = encodeByAutograd(network, weights, exactInput, &marks);
            qInfo("%lld ReLUs rounded to the other side, by %.1e at most", static_cast<long long>(marks.others),
                  marks.farthest);
            QCOMPARE(marks.next, marks.marks.size());
            QVERIFY2(marks.farthest < 1e-4, "that isn't rounding");
        } else {
            exact = encodeByAutograd(network, weights, exactInput);
        }
        for (const int stage : all) {
            const auto i = static_cast<std::size_t>(stage);
            const double error = relativeError(encoding.stages[i], doublesOf(exact.stages[i]));
            QVERIFY2(error < 1e-4, qPrintable(QString("stage %1: %2").arg(stage).arg(error)));
        }
        const double error = relativeError(encoding.embedding, doublesOf(exact.embedding));
        QVERIFY2(error < 1e-4, qPrintable(QString("embedding: %1").arg(error)));

        const at::Tensor second = at::randn(encoding.stages[2].sizes(), m_random),
                         third = at::randn(encoding.stages[3].sizes(), m_random),
                         last = 30 * at::randn(encoding.embedding.sizes(), m_random);
        const auto gradientOf = [&](const AutogradEncoding& of, const at::Tensor& by) {
            const auto like = [](const at::Tensor& value, const at::Tensor& shape) {
                return value.to(shape.scalar_type()).view(shape.sizes());
            };
            return torch::autograd::grad(
                       {of.stages[2], of.stages[3], of.embedding}, {by},
                       {like(second, of.stages[2]), like(third, of.stages[3]), like(last, of.embedding)})
                .at(0);
        };
        const at::Tensor gradient = gradientOf({encoding.stages, encoding.embedding}, input);
        const std::vector<double> expected = doublesOf(gradientOf(exact, exactInput));
        const double distance = relativeDistance(gradient, expected);
        qInfo("embedding %.1e, gradient %.1e", error, distance);
        QVERIFY2(distance < 1e-3, qPrintable(QString("gradient: %1").arg(distance)));
    }

  private Q_SLOTS:
    void rn50AgreesWithPlainLoops() {
        const PlainResNet& plain = publishedResNets().at("RN50");
        const PlainWeights weights = plain.weights(3);
        const auto encoder = openEncoder(save(scriptArchiveOf(weights)));
        const at::Tensor picture = at::rand({1, 3, 224, 224}, m_random);
        const Encoding encoding = encoder->encode(picture, {{0, 1, 2, 3, 4}, true});
        const PlainEncoding expected = encodePlainly(plain, weights, doublesOf(picture));
        for (std::size_t stage = 0; stage < 5; ++stage)
            QVERIFY2(relativeError(encoding.stages[stage], expected.stages[stage]) < 1e-4,
                     qPrintable(QString::number(stage)));
        QVERIFY(relativeError(encoding.embedding, expected.embedding) < 1e-4);
    }

    void vitB32AgreesWithPlainLoops() {
        const PlainViT& plain = publishedViTs().at("ViT-B/32");
        const PlainWeights weights = plain.weights(3);
        const auto encoder = openEncoder(save(scriptArchiveOf(weights)));
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

    void resNetsAgreeInValuesAndGradients_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, network] : publishedResNets())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void resNetsAgreeInValuesAndGradients() {
        QFETCH(QString, name);
        compare(publishedResNets().at(name.toStdString()), name.toStdString(), {0, 1, 2, 3, 4});
    }

    void visionTransformersAgreeInValuesAndGradients_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, network] : publishedViTs())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void visionTransformersAgreeInValuesAndGradients() {
        QFETCH(QString, name);
        compare(publishedViTs().at(name.toStdString()), name.toStdString(), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    }
};

QTEST_APPLESS_MAIN(ClipFullSizeTest)
#include "clip_full_size_test.moc"
