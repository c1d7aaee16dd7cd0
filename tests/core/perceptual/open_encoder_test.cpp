// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Context.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using croquis::ModelFileError;
using croquis::perceptual::openEncoder;
using croquis::tests::ReferenceEfficientNet;
using croquis::tests::SafetensorsWriter;

namespace {

/// An encoder of pictures of some side.
class Sized : public croquis::perceptual::PerceptualEncoder {
  public:
    explicit Sized(int side) : m_side(side) {}
    std::string name() const override { return "sized"; }
    std::string sha256() const override { return {}; }
    int inputSide() const override { return m_side; }
    int stageCount() const override { return 0; }
    int embeddingSize() const override { return 0; }
    croquis::perceptual::Encoding encode(const at::Tensor&, const croquis::perceptual::EncoderOutputs&) const override {
        return {};
    }

  private:
    int m_side;
};

/// Keys (1981), a = -0.75.
double cubicWeight(double x) {
    constexpr double kA = -0.75;
    x = std::abs(x);
    return x <= 1 ? ((kA + 2) * x - (kA + 3)) * x * x + 1 : x < 2 ? ((x - 5) * x + 8) * x * kA - 4 * kA : 0;
}

/// The picture at a place between its pixels, edge pixels going on for ever.
double cubicAt(const at::TensorAccessor<float, 2>& picture, double y, double x) {
    const auto side = static_cast<int>(picture.size(0));
    double sum = 0;
    for (int j = int(std::floor(y)) - 1; j <= int(std::floor(y)) + 2; ++j)
        for (int i = int(std::floor(x)) - 1; i <= int(std::floor(x)) + 2; ++i)
            sum += cubicWeight(y - j) * cubicWeight(x - i) *
                   picture[std::clamp(j, 0, side - 1)][std::clamp(i, 0, side - 1)];
    return sum;
}

} // namespace

class OpenEncoderTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    std::string m_bytes; ///< of a good file

    std::filesystem::path save(const std::string& bytes) const {
        return SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(), bytes);
    }
    QString complaint(const std::string& bytes) const {
        try {
            openEncoder(save(bytes));
        } catch (const ModelFileError& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }
    std::string replaced(const std::string& from, const std::string& to) const {
        std::string bytes = m_bytes;
        return bytes.replace(bytes.find(from), from.size(), to);
    }

  private Q_SLOTS:
    void initTestCase() { m_bytes = ReferenceEfficientNet(3).file().bytes(); }

    void opensEfficientNetLite() {
        const auto path = save(m_bytes);
        const auto encoder = openEncoder(path);
        QCOMPARE(encoder->name(), std::string("efficientnet-lite0"));
        QCOMPARE(encoder->sha256(), croquis::base::sha256OfFile(path));
        QCOMPARE(encoder->inputSide(), 224);
        QCOMPARE(encoder->stageCount(), 8);
        QCOMPARE(encoder->embeddingSize(), 1280);
        QCOMPARE(encoder->encode(at::zeros({1, 1, 224, 224}), {{7}, true}).stages.at(0).size(1), 320);
    }

    /// As the published programs resize for RN50x4 and RN50x16.
    void picturesAreResizedForLargerNetworks_data() {
        QTest::addColumn<int>("side");
        for (const int side : {224, 288, 384})
            QTest::addRow("%d", side) << side;
    }
    void picturesAreResizedForLargerNetworks() {
        QFETCH(int, side);
        constexpr int kCanvas = 224;
        at::manual_seed(3);
        const at::Tensor pictures = at::rand({2, 1, kCanvas, kCanvas});
        const at::Tensor resized = croquis::perceptual::picturesFor(Sized(side), pictures);
        QVERIFY(resized.sizes() == at::IntArrayRef({2, 1, side, side}));
        if (side == kCanvas)
            QVERIFY(resized.is_same(pictures));
        const at::Tensor from = pictures[1][0], to = resized[1][0];
        const auto before = from.accessor<float, 2>(), after = to.accessor<float, 2>();
        const double scale = double(kCanvas) / side;
        for (int y = 0; y < side; y += 7)
            for (int x = 0; x < side; x += 5) {
                const double expected = cubicAt(before, scale * (y + 0.5) - 0.5, scale * (x + 0.5) - 0.5);
                QVERIFY2(std::abs(after[y][x] - expected) < 1e-4, qPrintable(QString("%1, %2").arg(x).arg(y)));
            }
    }

    void aMissingTensorIsNamed() {
        const QString said = complaint(replaced("blocks.11.project.bias", "blocks.11.project.bios"));
        QVERIFY2(said.contains("net.safetensors") && said.contains("tensor blocks.11.project.bias is missing"),
                 qPrintable(said));
    }

    void aWrongShapeIsNamed() {
        const QString said = complaint(replaced("[96,16,1,1]", "[48,32,1,1]"));
        QVERIFY2(said.contains("tensor blocks.1.expand.weight has the shape [48, 32, 1, 1] instead of [96, 16, 1, 1]"),
                 qPrintable(said));
    }

    void anotherNetworkIsRefused() {
        SafetensorsWriter writer;
        writer.add("fc.weight", {1}, {1});
        const QString said = complaint(writer.bytes());
        QVERIFY2(said.contains("net.safetensors") && said.contains("no network that Croquis knows"), qPrintable(said));
    }

    void aPrecisionItLacksIsRefused() {
        const auto path = save(m_bytes);
        using croquis::perceptual::Precision;
        QVERIFY_EXCEPTION_THROWN(openEncoder(path, {Precision::bf16}), croquis::InvalidArgument);
        const croquis::perceptual::Bf16Units quick{true, true, true};
        QCOMPARE(openEncoder(path, {std::nullopt, quick})->precision(), Precision::fp32);
    }

    void anAbsentFileIsRefused() {
        QVERIFY_EXCEPTION_THROWN(openEncoder(m_folder.filePath("absent").toStdString()), ModelFileError);
    }
};

QTEST_APPLESS_MAIN(OpenEncoderTest)
#include "open_encoder_test.moc"
