// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "weights/onnx_convolutions.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace croquis;
using weights::OnnxConvolution;

namespace {

/// protobuf's wire format.
std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 128; value >>= 7)
        bytes += static_cast<char>((value & 127) | 128);
    return bytes + static_cast<char>(value);
}
std::string number(int field, std::uint64_t value) {
    return varint(std::uint64_t(field) << 3) + varint(value);
}
std::string bytes(int field, const std::string& content) {
    return varint(std::uint64_t(field) << 3 | 2) + varint(content.size()) + content;
}

std::string floats(const std::vector<float>& values) {
    std::string content(values.size() * sizeof(float), '\0');
    std::memcpy(content.data(), values.data(), content.size());
    return content;
}

std::string initializer(const std::string& name, const std::vector<std::int64_t>& sizes, const std::string& content,
                        int type = 1) {
    std::string tensor;
    for (const std::int64_t size : sizes)
        tensor += number(1, static_cast<std::uint64_t>(size));
    return bytes(5, tensor + number(2, static_cast<std::uint64_t>(type)) + bytes(8, name) + bytes(9, content));
}

std::string node(const std::string& operation, const std::vector<std::string>& inputs,
                 const std::vector<int>& dilations) {
    std::string content, numbers;
    for (const std::string& input : inputs)
        content += bytes(1, input);
    for (const int dilation : dilations)
        numbers += number(8, static_cast<std::uint64_t>(dilation));
    content += bytes(2, "result") + bytes(4, operation);
    if (!dilations.empty())
        content += bytes(5, bytes(1, "dilations") + numbers);
    return bytes(1, content);
}

std::string model(const std::string& graph) {
    return number(1, 6) + bytes(2, "a writer") + bytes(7, graph);
}

const std::vector<float> kWeights = {1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8, -9};
const std::string kWeight = initializer("w", {2, 1, 3, 3}, floats(kWeights));
const std::string kBias = initializer("b", {2}, floats({0.5F, -0.25F}));
const std::string kConvolution = node("Conv", {"x", "w", "b"}, {2, 2});

} // namespace

class OnnxConvolutionsTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    std::vector<OnnxConvolution> read(const std::string& content) const {
        const QString name = m_folder.filePath("model.onnx");
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
            file.write(content.data(), static_cast<qint64>(content.size())) < 0)
            throw std::runtime_error("the test's file can't be written");
        file.close();
        return weights::readOnnxConvolutions(weights::MappedFile(name.toStdString()));
    }

  private Q_SLOTS:
    void convolutionsComeInTheGraphsOrder() {
        const std::string one = initializer("one", {1, 2, 1, 1}, floats({3, 4})),
                          oneBias = initializer("o", {1}, floats({7}));
        const auto convolutions = read(model(kConvolution + node("Relu", {"y"}, {}) + one + kBias +
                                             node("Conv", {"z", "one", "o"}, {}) + kWeight + oneBias));
        QCOMPARE(convolutions.size(), std::size_t{2});
        QCOMPARE(convolutions[0].weight.shape, (std::vector<std::int64_t>{2, 1, 3, 3}));
        QCOMPARE(convolutions[0].weight.values, kWeights);
        QCOMPARE(convolutions[0].bias.values[1], -0.25F);
        QCOMPARE(convolutions[0].dilation, 2);
        QCOMPARE(convolutions[1].weight.shape, (std::vector<std::int64_t>{1, 2, 1, 1}));
        QCOMPARE(convolutions[1].dilation, 1);
    }

    void packedNumbersAndUnknownFieldsAreRead() {
        const std::string sizes = bytes(1, varint(2) + varint(1) + varint(3) + varint(3));
        const std::string weight = bytes(5, sizes + number(2, 1) + bytes(8, "w") + bytes(9, floats(kWeights)) +
                                                varint(20 << 3 | 5) + "four" + varint(21 << 3 | 1) + "eightbyt");
        const auto convolutions = read(model(kConvolution + weight + kBias + number(99, 1)));
        QCOMPARE(convolutions.at(0).weight.shape, (std::vector<std::int64_t>{2, 1, 3, 3}));
    }

    void aFileCutAnywhereIsRefusedOrHasNoConvolution() {
        const std::string whole = model(kWeight + kBias + kConvolution);
        QCOMPARE(read(whole).size(), std::size_t{1});
        for (std::size_t length = 1; length < whole.size(); ++length)
            try {
                QVERIFY2(read(whole.substr(0, length)).empty(), qPrintable(QString::number(length)));
            } catch (const ModelFileError&) { // which is as it should be
            }
    }

    void hostileFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* name, const std::string& content) {
            QTest::newRow(name) << QByteArray(content.data(), static_cast<qsizetype>(content.size()));
        };
        constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
        row("a text", "This is not a network, it is a text.");
        row("an endless number", std::string(64, '\xff'));
        row("a length past the end", varint(7 << 3 | 2) + varint(~std::uint64_t{0}) + "x");
        row("a group", varint(7 << 3 | 3));
        row("no weights", model(kConvolution + kBias));
        row("no bias", model(node("Conv", {"x", "w"}, {}) + kWeight));
        row("a negative size", model(kConvolution + initializer("w", {-2, 1, 3, 3}, floats(kWeights)) + kBias));
        row("a size of nothing", model(kConvolution + initializer("w", {0, 1, 3, 3}, "") + kBias));
        row("a huge size", model(kConvolution + initializer("w", {kHuge, 1, 3, 3}, floats(kWeights)) + kBias));
        row("sizes that overflow", model(kConvolution + initializer("w", {65536, 65536, 65536, 65536}, "") + kBias));
        row("too few numbers", model(kConvolution + initializer("w", {2, 1, 3, 3}, floats({1, 2, 3})) + kBias));
        row("too many numbers", model(kConvolution + initializer("w", {1, 1, 3, 3}, floats(kWeights)) + kBias));
        row("half a number", model(kConvolution + initializer("w", {2, 1, 3, 3}, floats(kWeights) + "x") + kBias));
        row("another type", model(kConvolution + initializer("w", {2, 1, 3, 3}, floats(kWeights), 11) + kBias));
        row("three dimensions", model(kConvolution + initializer("w", {2, 3, 3}, floats(kWeights)) + kBias));
        row("an oblong kernel", model(kConvolution + initializer("w", {2, 1, 9, 1}, floats(kWeights)) + kBias));
        row("another bias", model(kConvolution + kWeight + initializer("b", {3}, floats({1, 2, 3}))));
        std::vector<float> infinite = kWeights;
        infinite[7] = std::numeric_limits<float>::infinity();
        row("infinite weights", model(kConvolution + initializer("w", {2, 1, 3, 3}, floats(infinite)) + kBias));
        row("no dilation at all", model(node("Conv", {"x", "w", "b"}, {0, 0}) + kWeight + kBias));
        row("two dilations", model(node("Conv", {"x", "w", "b"}, {1, 2}) + kWeight + kBias));
        std::string many;
        for (int i = 0; i < 5000; ++i)
            many += kConvolution;
        row("countless convolutions", model(many + kWeight + kBias));
    }
    void hostileFilesAreRefused() {
        QFETCH(QByteArray, content);
        QVERIFY_THROWS_EXCEPTION(ModelFileError, read(content.toStdString()));
    }

    void damagedFilesNeverDoMoreThanBeRefused() {
        const std::string whole = model(kWeight + kBias + kConvolution);
        std::mt19937 random(1);
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string damaged = whole;
            for (int change = 0; change < 1 + i % 4; ++change)
                damaged[random() % damaged.size()] = static_cast<char>(random());
            try {
                read(damaged);
            } catch (const ModelFileError&) {
                ++refused;
            }
        }
        QVERIFY(refused > 1000);
    }
};

QTEST_GUILESS_MAIN(OnnxConvolutionsTest)
#include "onnx_convolutions_test.moc"
