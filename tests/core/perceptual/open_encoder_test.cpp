// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ops/zeros.h>

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

using croquis::ModelFileError;
using croquis::perceptual::openEncoder;
using croquis::tests::ReferenceEfficientNet;
using croquis::tests::SafetensorsWriter;

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
        const auto both = [](Precision) { return true; };
        QCOMPARE(openEncoder(path, {std::nullopt, both})->precision(), Precision::fp32);
    }

    void anAbsentFileIsRefused() {
        QVERIFY_EXCEPTION_THROWN(openEncoder(m_folder.filePath("absent").toStdString()), ModelFileError);
    }
};

QTEST_APPLESS_MAIN(OpenEncoderTest)
#include "open_encoder_test.moc"
