// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "perceptual/tensor_file.hpp"
#include "support/safetensors_writer.hpp"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <optional>
#include <random>

#include <sys/stat.h>

using croquis::ModelFileError;
using croquis::perceptual::TensorFile;
using croquis::tests::SafetensorsWriter;

namespace {

/// Of a literal with zeros in it.
template <std::size_t N>
QByteArray bytesOf(const char (&literal)[N]) {
    return QByteArray(literal, N - 1);
}

} // namespace

class SafetensorsReaderTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    std::filesystem::path save(const std::string& bytes) const {
        return SafetensorsWriter::save(m_folder.filePath("some weights.safetensors").toStdString(), bytes);
    }
    std::filesystem::path saveHeader(const std::string& header, const std::string& content) const {
        return save(SafetensorsWriter::file(header, content));
    }
    static std::string small() {
        SafetensorsWriter writer;
        writer.add("first", {2, 3}, {1, 2, 3, 4, 5, 6});
        writer.add("second", {1}, {7});
        return writer.bytes();
    }

    /// What opening says, or nothing.
    std::optional<QString> complaint(const std::filesystem::path& path) const {
        try {
            const TensorFile file(path);
        } catch (const ModelFileError& error) {
            return QString::fromUtf8(error.what());
        }
        return std::nullopt;
    }

  private Q_SLOTS:
    void readsWhatWasWritten() {
        const auto path = save(small());
        const TensorFile file(path);
        QCOMPARE(file.names(), (std::vector<std::string>{"first", "second"}));
        QVERIFY(file.contains("first") && !file.contains("third"));
        QVERIFY(at::equal(file.read("first", {2, 3}), at::tensor({1.f, 2.f, 3.f, 4.f, 5.f, 6.f}).view({2, 3})));
        QCOMPARE(file.sha256(), croquis::base::sha256OfFile(path));
    }

    void readsHalfPrecision() {
        SafetensorsWriter writer;
        writer.add("half", "F16", {4}, std::string("\x00\x3c\x00\xc0\x01\x00\xff\x7b", 8)); // 1, -2, 2^-24, 65504
        writer.add("brain", "BF16", {2}, std::string("\x80\x3f\x49\xc0", 4));               // 1, -3.140625
        const TensorFile file(save(writer.bytes()));
        QVERIFY(at::equal(file.read("half", {4}), at::tensor({1.f, -2.f, std::ldexp(1.f, -24), 65504.f})));
        QVERIFY(at::equal(file.read("brain", {2}), at::tensor({1.f, -3.140625f})));
    }

    void convertsDoublePrecision() {
        SafetensorsWriter writer;
        const double values[] = {1.0 / 3, -1e-3}, large[] = {1e300, 0};
        const auto bytesOf = [](const double(&from)[2]) {
            return std::string(reinterpret_cast<const char*>(from), sizeof from);
        };
        writer.add("double", "F64", {2}, bytesOf(values));
        writer.add("large", "F64", {2}, bytesOf(large));
        const TensorFile file(save(writer.bytes()));
        QVERIFY(at::equal(file.read("double", {2}), at::tensor({1.f / 3, -1e-3f})));
        QVERIFY_EXCEPTION_THROWN(file.read("large", {2}), ModelFileError); // no float32
    }

    void metadataIsNoTensor() {
        const TensorFile file(saveHeader(R"({"__metadata__":{"name":"x"}})", ""));
        QVERIFY(file.names().empty());
    }

    void everyPrefixIsRefused() {
        const std::string bytes = small();
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto said = complaint(save(bytes.substr(0, size)));
            QVERIFY2(said && said->contains("some weights.safetensors"), qPrintable(QString("%1 bytes").arg(size)));
        }
    }

    void flippedBitsNeverHarm() {
        const std::string bytes = small();
        std::mt19937 random(3);
        int refused = 0;
        for (int i = 0; i < 600; ++i) {
            std::string broken = bytes;
            for (int flips = 1 + static_cast<int>(random() % 3); flips > 0; --flips)
                broken[random() % (broken.size() - 28)] ^= static_cast<char>(1 << random() % 8);
            const auto path = save(broken);
            try {
                const TensorFile file(path);
                file.read("first", {2, 3});
            } catch (const ModelFileError&) {
                ++refused;
            }
        }
        QVERIFY(refused > 450);
    }

    void hostileHeadersAreRefused_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("said");
        const auto tensor = [](const char* name, const char* shape, const char* offsets) {
            return QByteArray("\"") + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape +
                   ",\"data_offsets\":" + offsets + "}";
        };
        QTest::newRow("overlap") << "{" + tensor("a", "[2]", "[0,8]") + "," + tensor("b", "[2]", "[4,12]") + "}"
                                 << "tensor b overlaps";
        QTest::newRow("same place") << "{" + tensor("a", "[3]", "[0,12]") + "," + tensor("b", "[3]", "[0,12]") + "}"
                                    << "overlaps";
        QTest::newRow("gap") << "{" + tensor("a", "[1]", "[0,4]") + "," + tensor("b", "[1]", "[8,12]") + "}"
                             << "tensor b leaves a gap";
        QTest::newRow("rest") << "{" + tensor("a", "[2]", "[0,8]") + "}"
                              << "4 bytes";
        QTest::newRow("past the end") << "{" + tensor("a", "[4]", "[0,16]") + "}"
                                      << "tensor a reaches past";
        QTest::newRow("dimensions") << "{" + tensor("a", "[1,1,1,1,1,1,1,1,3]", "[0,12]") + "}"
                                    << "tensor a has no proper shape";
        QTest::newRow("backwards") << "{" + tensor("a", "[3]", "[12,0]") + "}"
                                   << "tensor a reaches past";
        QTest::newRow("size") << "{" + tensor("a", "[2]", "[0,12]") + "}"
                              << "tensor a takes 12 bytes where its shape asks for 8";
        QTest::newRow("overflow") << "{" + tensor("a", "[4294967296,4294967296]", "[0,12]") + "}"
                                  << "tensor a is too large";
        QTest::newRow("overflow to fit") << "{" + tensor("a", "[4611686018427387907]", "[0,12]") + "}"
                                         << "tensor a is too large";
        QTest::newRow("2^63") << "{" + tensor("a", "[0,9223372036854775808]", "[0,0]") + "}"
                              << "tensor a is too large";
        QTest::newRow("huge offset") << "{" + tensor("a", "[3]", "[18446744073709551604,18446744073709551615]") + "}"
                                     << "past";
        QTest::newRow("negative") << "{" + tensor("a", "[-3]", "[0,12]") + "}"
                                  << "tensor a has a size or offset";
        QTest::newRow("fraction") << "{" + tensor("a", "[3.0]", "[0,12]") + "}"
                                  << "tensor a has a size or offset";
        QTest::newRow("one offset") << "{" + tensor("a", "[3]", "[0]") + "}"
                                    << "tensor a has no proper";
        QTest::newRow("shape") << "{" + tensor("a", "{\"x\":3}", "[0,12]") + "}"
                               << "tensor a has no proper";
        QTest::newRow("twice") << "{" + tensor("a", "[3]", "[0,12]") + "," + tensor("a", "[3]", "[0,12]") + "}"
                               << "names a twice";
        QTest::newRow("key twice") << QByteArray(
                                          R"({"a":{"dtype":"F32","dtype":"I8","shape":[3],"data_offsets":[0,12]}})")
                                   << "twice";
        QTest::newRow("type") << QByteArray(R"({"a":{"dtype":"F33","shape":[3],"data_offsets":[0,12]}})")
                              << "unknown type F33";
        QTest::newRow("type's type") << QByteArray(R"({"a":{"dtype":7,"shape":[3],"data_offsets":[0,12]}})")
                                     << "tensor a is not";
        QTest::newRow("no type") << QByteArray(R"({"a":{"shape":[3],"data_offsets":[0,12]}})")
                                 << "tensor a is not described";
        QTest::newRow("no object") << QByteArray(R"({"a":3})") << "tensor a is not described";
        QTest::newRow("array") << QByteArray("[]") << "not JSON";
        QTest::newRow("not JSON") << QByteArray("{") << "not JSON";
        QTest::newRow("empty") << QByteArray("") << "not JSON";
        QTest::newRow("deep") << QByteArray("{\"a\":") + QByteArray(100000, '[') + QByteArray(100000, ']') + "}"
                              << "nested too deeply";
        QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(50000) + "1" + QByteArray(50000, '}')
                                      << "nested too deeply";
        QTest::newRow("a name's length") << "{\"" + QByteArray(5000, 'n') + "\n\":3}"
                                         << "not JSON";
        QTest::newRow("long name") << "{\"" + QByteArray(5000, 'n') + "\":3}"
                                   << QString(30, 'n') + "..." + QString(50, 'n');
    }
    void hostileHeadersAreRefused() {
        QFETCH(QByteArray, header);
        QFETCH(QString, said);
        const auto message = complaint(saveHeader(header.toStdString(), std::string(12, '\0')));
        QVERIFY(message);
        QVERIFY2(message->contains(said), qPrintable(*message));
        QVERIFY2(message->size() < 400, qPrintable(*message));
    }

    static QByteArray listOf(int tensors) {
        QByteArray header("{");
        for (int i = 0; i < tensors; ++i)
            header += (i == 0 ? "\"t" : ",\"t") + QByteArray::number(i) +
                      "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        return header + "}";
    }
    void countlessTensorsAreRefusedAtOnce() {
        QElapsedTimer timer;
        timer.start();
        const auto endless = complaint(saveHeader(listOf(200000).toStdString(), {}));
        QVERIFY2(endless && endless->contains("lists more than any network"), qPrintable(endless.value_or("taken")));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        timer.restart();
        QCOMPARE(complaint(saveHeader(listOf(8000).toStdString(), {})), std::nullopt);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        const auto wide = complaint(
            saveHeader("{\"a\":{\"shape\":[0" + QByteArray(",0").repeated(1 << 20).toStdString() + "]}}", {}));
        QVERIFY2(wide && wide->contains("lists more than any network"), qPrintable(wide.value_or("taken")));
    }

    /// What a browser saves in place of a file, a pickle without an archive, a picture.
    void whatIsNoWeightsFileIsToldSo_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html>Please log in</html>")
                                  << "it is no weights file but a web page";
        QTest::newRow("pickle") << bytesOf("\x80\x02}q\x00X\x01\x00\x00\x00"
                                           "aq\x01K\x01s.")
                                << "it is no weights file but a pickle of something else";
        QTest::newRow("pickle 4") << bytesOf("\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01"
                                             "a\x94K\x01s.")
                                  << "it is no weights file but a pickle of something else";
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n and more of it")
                                 << "it is no weights file but a PNG picture";
        QTest::newRow("noise") << QByteArray("\xff\xfe\xfd\x01\x02\x03\x04\x05\x06\x07")
                               << "it is no weights file but data of an unknown kind";
    }
    void whatIsNoWeightsFileIsToldSo() {
        QFETCH(QByteArray, content);
        QFETCH(QString, said);
        const auto message = complaint(save(content.toStdString()));
        QVERIFY2(message && message->contains(said), qPrintable(message.value_or("taken")));
    }

    void headersLongerThanTheFileAreRefused() {
        for (const std::uint64_t claimed :
             {std::uint64_t{13}, std::uint64_t{1} << 40, ~std::uint64_t{0}, ~std::uint64_t{0} - 7}) {
            std::string bytes(20, '{');
            std::memcpy(bytes.data(), &claimed, sizeof claimed);
            QVERIFY(complaint(save(bytes)).value_or("").contains("header"));
        }
    }

    void longHeadersAreRefusedUnread() {
        const auto path = save(std::string("\0\0\0\2\0\0\0\0{", 9)); // 32 MiB
        std::filesystem::resize_file(path, (32 << 20) + 100);
        QVERIFY(complaint(path).value_or("").contains("header"));
    }

    /// Somebody else's shortening it doesn't end the program.
    void aFileThatIsShortenedWhileItIsReadIsRefused() {
        SafetensorsWriter writer;
        writer.add("near", {1}, {1});
        writer.add("wide", {256, 256}, std::vector<float>(256 * 256, 2));
        const auto path = save(writer.bytes());
        const TensorFile file(path);
        std::filesystem::resize_file(path, 8192);
        QString said;
        try {
            file.read("wide", {256, 256});
        } catch (const ModelFileError& error) {
            said = error.what();
        }
        QVERIFY2(said.contains("shortened while it was read") && said.contains(QString::fromStdString(path.string())),
                 qPrintable(said));
        QVERIFY_THROWS_EXCEPTION(ModelFileError, file.sha256());
        QVERIFY_THROWS_EXCEPTION(ModelFileError, file.sha256Beside().get());
        QVERIFY(complaint(path).has_value()); // and what is left of it is no weights file
    }

    void filesThatAreNoneAreRefused() {
        QVERIFY(complaint(m_folder.filePath("absent").toStdString()).value_or("").contains("No such file"));
        QVERIFY(complaint(m_folder.path().toStdString()).value_or("").contains("not a regular file"));
        QVERIFY(complaint("/dev/null").value_or("").contains("not a regular file"));
        const auto pipe = m_folder.filePath("pipe").toStdString(); // opening one would wait for who writes to it
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(complaint(pipe).value_or("").contains("not a regular file"));
    }

    void wrongTensorsAreNamed() {
        SafetensorsWriter writer;
        writer.add("whole", "I32", {1}, std::string(4, '\0'));
        writer.add("broken", {2}, {1, std::numeric_limits<float>::quiet_NaN()});
        writer.add("endless", "F16", {1}, std::string("\x00\x7c", 2));
        writer.add("good", {2, 1}, {1, 2});
        const TensorFile file(save(writer.bytes()));
        const auto said = [&](const char* name, const std::vector<std::int64_t>& shape) -> QString {
            try {
                file.read(name, shape);
            } catch (const ModelFileError& error) {
                return QString::fromUtf8(error.what());
            }
            return {};
        };
        QVERIFY(said("absent", {1}).contains("tensor absent is missing"));
        QVERIFY(said("absent", {1}).contains("some weights.safetensors"));
        QVERIFY(said("good", {1, 2}).contains("tensor good has the shape [2, 1] instead of [1, 2]"));
        QVERIFY(said("whole", {1}).contains("tensor whole has the type I32"));
        QVERIFY(said("broken", {2}).contains("tensor broken holds values that are not numbers"));
        QVERIFY(said("endless", {1}).contains("tensor endless"));
        QCOMPARE(said("good", {2, 1}), QString());
    }
};

QTEST_APPLESS_MAIN(SafetensorsReaderTest)
#include "safetensors_reader_test.moc"
