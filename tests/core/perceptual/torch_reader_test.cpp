// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>

#include "base/error.hpp"
#include "perceptual/tensor_file.hpp"
#include "support/pickle_writer.hpp"
#include "support/plain_weights.hpp"
#include "weights/mapped_file.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <optional>
#include <random>

using croquis::ModelFileError;
using croquis::perceptual::TensorFile;
using croquis::weights::shown;
using namespace croquis::tests;

class TorchReaderTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;

    std::filesystem::path save(const std::string& bytes) const {
        return SafetensorsWriter::save(m_folder.filePath("some weights.pt").toStdString(), bytes);
    }
    static PlainWeights small() {
        return {{"visual.conv1.weight", {{2, 3}, {1, -2, 0.5, 4, 65504, 6}, true}},
                {"visual.layer1.0.bn1.bias", {{2}, {0.1F, 7}, false}},
                {"visual.layer1.0.conv1.weight", {{1, 1}, {3}, true}},
                {"visual.layer1.0.bn1.num_batches_tracked", {{}, {1000}, false}}};
    }
    /// An archive whose list of tensors is this pickle and that holds four floats as data/0.
    static std::string archive(const std::string& pickle, bool script = false) {
        ZipWriter zip;
        zip.add("x/data.pkl", pickle);
        if (script)
            zip.add("x/constants.pkl", PickleWriter().op(')').bytes());
        zip.add("x/data/0", std::string(16, '\0'));
        return zip.bytes();
    }
    static std::string archiveOfTensor(const PickleWriter::Tensor& tensor) {
        return archive(PickleWriter().op('}').op('(').text("t").tensor(tensor).op('u').bytes());
    }
    /// What opening says, or nothing.
    QString complaint(const std::string& bytes) const {
        try {
            const TensorFile file(save(bytes));
        } catch (const ModelFileError& error) {
            const QString said = QString::fromUtf8(error.what());
            return said.contains("some weights.pt") && said.size() < 400 ? said : "without the file's name: " + said;
        }
        return {};
    }
    /// The archive as PyTorch writes it when it is told to leave checksums out: zeros in their place.
    static std::string withoutChecksums(std::string bytes) {
        for (std::size_t entry = bytes.find("PK\x01\x02"); entry != std::string::npos;
             entry = bytes.find("PK\x01\x02", entry + 1))
            bytes.replace(entry + 16, 4, 4, '\0');
        return bytes;
    }
    void verifyAll(const std::string& bytes, const std::string& prefix) const {
        const TensorFile file(save(bytes));
        QCOMPARE(file.names().size(), small().size());
        for (const auto& [name, plain] : small()) {
            const at::Tensor read = file.read(prefix + name, plain.shape).flatten();
            QCOMPARE(read.numel(), std::int64_t(plain.values.size()));
            for (std::size_t i = 0; i < plain.values.size(); ++i)
                QCOMPARE(double(read.const_data_ptr<float>()[i]), plain.values[i]);
        }
    }

  private Q_SLOTS:
    void readsScriptArchives() { verifyAll(scriptArchiveOf(small()), ""); }
    void readsStateArchives() { verifyAll(stateArchiveOf(small()), ""); }
    void readsWrappedStates() { verifyAll(stateArchiveOf(small(), "state_dict"), "state_dict."); }
    void readsArchivesWithoutChecksums() { verifyAll(withoutChecksums(scriptArchiveOf(small())), ""); }
    void readsLegacyFiles() { verifyAll(legacyFileOf(small()), ""); }

    /// tests/data/weights/README.md: one convolution, saved by PyTorch in three ways and, in the first, as fp16.
    void whatPyTorchWroteIsRead() {
        const std::filesystem::path folder = CROQUIS_TEST_DATA "/weights";
        const TensorFile script(folder / "script.pt"), state(folder / "state.pt"), legacy(folder / "legacy.pt");
        for (const TensorFile* file : {&script, &state, &legacy})
            QCOMPARE(file->names(), (std::vector<std::string>{"conv.bias", "conv.weight", "scale"}));
        for (const auto& [name, shape] : std::map<std::string, std::vector<std::int64_t>>{
                 {"conv.weight", {2, 1, 2, 2}}, {"conv.bias", {2}}, {"scale", {}}}) {
            const at::Tensor read = state.read(name, shape);
            QVERIFY(at::equal(legacy.read(name, shape), read));
            QVERIFY(read.abs().max().item<float>() > 0);
        }
        QCOMPARE(script.read("scale", {}).item<float>(), 1.F);
        const at::Tensor half = script.read("conv.weight", {2, 1, 2, 2});
        QVERIFY(at::equal(half.to(at::kHalf).to(at::kFloat), half));
    }
    void whatPyTorchWroteTransposedIsRead() {
        const TensorFile file(std::filesystem::path(CROQUIS_TEST_DATA) / "weights" / "nested.pt");
        QCOMPARE(file.names(), (std::vector<std::string>{"state_dict.a", "state_dict.b"}));
        QVERIFY(
            at::equal(file.read("state_dict.a", {3, 2}), at::tensor({0.F, 3.F, 1.F, 4.F, 2.F, 5.F}).reshape({3, 2})));
        QVERIFY(at::equal(file.read("state_dict.b", {3}), at::tensor({0.F, 0.F, 0.F})));
    }

    void readsEveryKindOfZip_data() {
        QTest::addColumn<bool>("end");
        QTest::addColumn<bool>("members");
        QTest::newRow("zip") << false << false;
        QTest::newRow("zip64 end") << true << false;
        QTest::newRow("zip64") << true << true;
    }
    void readsEveryKindOfZip() {
        QFETCH(bool, end);
        QFETCH(bool, members);
        ZipWriter zip({.zip64End = end, .zip64Members = members});
        zip.add("x/data.pkl",
                PickleWriter().op('}').text("t").tensor({"FloatStorage", "0", 2, 0, {2}, {1}}).op('s').bytes());
        zip.add("x/data/0", std::string("\0\0\x80\x3f\0\0\0\x40", 8));
        const TensorFile file(save(zip.bytes())); // 1, 2
        QVERIFY(at::equal(file.read("t", {2}), at::tensor({1.F, 2.F})));
    }

    void readsViews() {
        ZipWriter zip;
        PickleWriter pickle;
        pickle.op('}').op('(');
        pickle.text("turned").tensor({"FloatStorage", "0", 6, 0, {3, 2}, {1, 3}});
        pickle.text("part").tensor({"FloatStorage", "0", 6, 3, {2}, {2}});
        pickle.text("none").tensor({"FloatStorage", "0", 6, 0, {0, 4}, {4, 1}});
        zip.add("data.pkl", pickle.op('u').bytes());
        std::string numbers;
        for (const float value : {0.F, 1.F, 2.F, 3.F, 4.F, 5.F})
            numbers.append(reinterpret_cast<const char*>(&value), sizeof value);
        zip.add("data/0", numbers);
        const TensorFile file(save(zip.bytes()));
        QVERIFY(at::equal(file.read("turned", {3, 2}), at::tensor({0.F, 3.F, 1.F, 4.F, 2.F, 5.F}).view({3, 2})));
        QVERIFY(at::equal(file.read("part", {2}), at::tensor({3.F, 5.F})));
        QCOMPARE(file.read("none", {0, 4}).numel(), 0);
    }

    void parametersAndSharedTensorsAreFound() {
        PickleWriter pickle;
        pickle.op('}').op('(').text("a").global("torch._utils", "_rebuild_parameter").op('(');
        pickle.tensor({"FloatStorage", "0", 4, 0, {4}, {1}}).op('\x88').global("collections", "OrderedDict");
        pickle.op(')').op('R').op('t').op('R').memoize();
        const auto shared = pickle.last();
        pickle.text("b").op(']').op('(').get(shared).get(shared).op('e').op('u');
        const TensorFile file(save(archive(pickle.bytes())));
        QCOMPARE(file.names(), (std::vector<std::string>{"a", "b.0", "b.1"}));
    }

    void everyPrefixIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size()));
        };
        add("script", scriptArchiveOf(small()));
        add("state", stateArchiveOf(small()));
        add("legacy", legacyFileOf(small()));
    }
    void everyPrefixIsRefused() {
        QFETCH(QByteArray, bytes);
        for (qsizetype size = 0; size < bytes.size(); size += std::max<qsizetype>(1, bytes.size() / 500)) {
            const QString said = complaint(bytes.left(size).toStdString());
            QVERIFY2(said.startsWith("The model file"), qPrintable(QString("%1 bytes: %2").arg(size).arg(said)));
        }
    }

    void oneWrongByteIsSaid() {
        const std::string good = scriptArchiveOf(small());
        const std::string numbers = storedBytes(small().at("visual.conv1.weight"));
        std::string bytes = good;
        bytes[good.find(numbers) + 2] ^= 1; // -2 becomes another number
        const TensorFile file(save(bytes));
        QCOMPARE(file.read("visual.layer1.0.conv1.weight", {1, 1}).item<float>(), 3.F); // lies elsewhere
        for (int i = 0; i < 2; ++i)                                                     // not the first time only
            try {
                file.read("visual.conv1.weight", {2, 3});
                QFAIL("was read");
            } catch (const ModelFileError& error) {
                QVERIFY2(QString(error.what()).contains("its member archive/data/0 is damaged"), error.what());
            }
        const TensorFile unchecked(save(withoutChecksums(bytes)));
        QVERIFY(unchecked.read("visual.conv1.weight", {2, 3})[0][1].item<float>() != -2);
        bytes = good;
        bytes[good.find("conv1")] = 'k';
        QVERIFY2(complaint(bytes).contains("archive/data.pkl is damaged"), qPrintable(complaint(bytes)));
    }

    void flippedBitsNeverHarm_data() {
        everyPrefixIsRefused_data();
        const std::string bytes = withoutChecksums(scriptArchiveOf(small()));
        QTest::newRow("without checksums") << QByteArray(bytes.data(), qsizetype(bytes.size()));
    }
    void flippedBitsNeverHarm() {
        QFETCH(QByteArray, bytes);
        std::mt19937 random(5);
        int refused = 0;
        for (int i = 0; i < 1500; ++i) {
            QByteArray broken = bytes;
            for (int flips = 1 + int(random() % 3); flips > 0; --flips)
                broken[qsizetype(random() % std::size_t(broken.size()))] ^= char(1 << random() % 8);
            try {
                const TensorFile file(save(broken.toStdString()));
                for (const auto& [name, plain] : small())
                    file.read(name, plain.shape);
            } catch (const ModelFileError&) {
                ++refused;
            }
        }
        QVERIFY2(refused > 300 && refused < 1500, qPrintable(QString::number(refused)));
    }

    void hostileTensorsAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto add = [](const char* name, const PickleWriter::Tensor& tensor, const char* said) {
            const std::string bytes = archiveOfTensor(tensor);
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << said;
        };
        add("past the end", {"FloatStorage", "0", 4, 0, {5}, {1}}, "tensor t reaches past the end");
        add("offset", {"FloatStorage", "0", 4, 1, {4}, {1}}, "tensor t reaches past the end");
        add("stride", {"FloatStorage", "0", 4, 0, {2}, {4}}, "tensor t reaches past the end");
        add("claims", {"FloatStorage", "0", 5, 0, {5}, {1}}, "tensor t lies in a part of 16 bytes");
        add("claims gigabytes", {"FloatStorage", "0", std::int64_t{1} << 40, 0, {std::int64_t{1} << 40}, {1}},
            "tensor t");
        add("claims all", {"DoubleStorage", "0", std::int64_t{1} << 61, 0, {4}, {1}}, "tensor t lies in a part");
        add("overflow", {"FloatStorage", "0", 4, 0, {std::int64_t{1} << 32, std::int64_t{1} << 32}, {1, 1}},
            "tensor t is too large");
        add("reach", {"FloatStorage", "0", 4, 0, {std::int64_t{1} << 62, 2}, {8, 1}}, "tensor t is too large");
        add("expanded", {"FloatStorage", "0", 4, 0, {1 << 30}, {0}}, "tensor t reaches past the end");
        add("negative", {"FloatStorage", "0", 4, 0, {-1}, {1}}, "no proper shape");
        add("negative stride", {"FloatStorage", "0", 4, 3, {4}, {-1}}, "no proper shape");
        add("many", {"FloatStorage", "0", 4, 0, {1, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1}},
            "no proper shape");
        add("ragged", {"FloatStorage", "0", 4, 0, {1, 1}, {1}}, "no proper shape");
        add("absent part", {"FloatStorage", "7", 4, 0, {4}, {1}}, "tensor t lies in a part 7 that the file lacks");
        add("another folder", {"FloatStorage", "../x/data.pkl", 1, 0, {1}, {1}}, "that the file lacks");
        add("unknown numbers", {"QInt8Storage", "0", 4, 0, {4}, {1}}, "torch.QInt8Storage");
        add("no storage", {"device", "0", 4, 0, {4}, {1}}, "no storage of numbers");
    }
    void hostileTensorsAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const QString message = complaint(bytes.toStdString());
        QVERIFY2(message.startsWith("The model file") && message.contains(said), qPrintable(message));
    }

    void hostilePicklesAreRefused_data() {
        QTest::addColumn<QByteArray>("pickle");
        QTest::addColumn<QString>("said");
        const auto add = [](const char* name, const std::string& bytes, const char* said) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << said;
        };
        const auto called = [](const char* module, const char* name) {
            return PickleWriter().global(module, name).text("touch /tmp/x").op('\x85').op('R').bytes();
        };
        add("os.system", called("os", "system"), "asks for os.system");
        add("posix.system", called("posix", "system"), "asks for posix.system");
        add("eval", called("builtins", "eval"), "asks for builtins.eval");
        add("getattr", called("__builtin__", "getattr"), "asks for __builtin__.getattr");
        add("load", called("torch", "load"), "asks for torch.load");
        add("class", called("__torch__.nn", "Module"), "asks for __torch__.nn.Module");
        add("look-alike", called("torch._utils", "_rebuild_tensor_v2\r"), "asks for torch._utils._rebuild_tensor_v2?");
        add("stack global", PickleWriter().text("os").text("system").op('\x93').bytes(), "asks for os.system");
        add("instance", "\x80\x02(ios\nsystem\n.", "0x69");
        add("object", "\x80\x02(cos\nsystem\no.", "asks for os.system");
        add("extension", "\x80\x02\x82\x01.", "0x82");
        add("long name", PickleWriter().global(std::string(90000, 'm'), "n").bytes(), "asks for mmm");
        add("called wrongly", PickleWriter().global("collections", "OrderedDict").op('N').op('R').bytes(),
            "OrderedDict");
        add("text called", PickleWriter().text("x").op(')').op('R').bytes(), "no weights need");
        add("rebuilt from nothing", PickleWriter().global("torch._utils", "_rebuild_tensor_v2").op(')').op('R').bytes(),
            "_rebuild_tensor_v2");
        add("new nothing", PickleWriter().op('N').op(')').op('\x81').bytes(), "no weights need");
        add("id", PickleWriter().text("storage").op('Q').bytes(), "no storage");
        add("built from nothing", PickleWriter().op('N').op('}').op('b').bytes(), "damaged");
        add("empty stack", PickleWriter().op('R').bytes(), "damaged");
        add("below the mark", PickleWriter().op('N').op('(').op('0').bytes(), "damaged");
        add("no mark", PickleWriter().op('t').bytes(), "damaged");
        add("no memo", PickleWriter().get(7).bytes(), "damaged");
        add("nothing", "", "damaged");
        add("no end", "\x80\x02}", "damaged");
        add("odd dictionary", PickleWriter().op('}').op('(').op('N').op('u').bytes(), "damaged");
        add("appended to a number", PickleWriter().integer(3).op('N').op('a').bytes(), "damaged");
        add("gigabytes of text", std::string("\x80\x02X\xff\xff\xff\xff", 7) + "abc.", "damaged");
        add("exabytes of text", "\x80\x02\x8d" + std::string(8, '\xff') + ".", "damaged");
        add("protocol", "\x80\x63N.", "damaged");
        PickleWriter deep;
        for (int i = 0; i < 200000; ++i)
            deep.op(']');
        for (int i = 1; i < 200000; ++i)
            deep.op('a');
        add("deep lists", deep.bytes(), "nested more deeply");
        PickleWriter marks;
        for (int i = 0; i < 2000000; ++i)
            marks.op('(');
        add("marks", marks.bytes(), "longer than any network's");
        PickleWriter remembered;
        remembered.op('N');
        for (int i = 0; i < 2000000; ++i)
            remembered.op('\x94');
        add("remembered", remembered.bytes(), "longer than any network's");
        PickleWriter many;
        for (int i = 0; i < 2000000; ++i)
            many.op('N');
        add("many values", many.bytes(), "longer than any network's");
        PickleWriter itself;
        itself.op('}').memoize().text("again").get(0).op('s');
        add("reached from itself", itself.bytes(), "nested more deeply");
        // Each list holds the one before twice: 2^31 ways to the first.
        PickleWriter doubled;
        doubled.op(']').memoize();
        for (std::uint32_t i = 0; i < 31; ++i)
            doubled.op('0').op(']').memoize().op('(').get(i).get(i).op('e');
        add("exponential", doubled.bytes(), "nested more deeply");
        PickleWriter named;
        named.op('}').text(std::string(600, 'n')).tensor({"FloatStorage", "0", 4, 0, {4}, {1}}).op('s');
        add("long tensor name", named.bytes(), "longer than any network's");
        PickleWriter twice;
        twice.op('}').op('(');
        for (int i = 0; i < 2; ++i)
            twice.text("t").tensor({"FloatStorage", "0", 4, 0, {4}, {1}});
        add("twice", twice.op('u').bytes(), "names t twice");
    }
    void hostilePicklesAreRefused() {
        QFETCH(QByteArray, pickle);
        QFETCH(QString, said);
        const QString message = complaint(archive(pickle.toStdString()));
        QVERIFY2(message.startsWith("The model file") && message.contains(said), qPrintable(message));
    }

    void longNamesAreCutInWhatIsSaid() {
        const auto saidOf = [this](const PickleWriter& pickle) {
            return complaint(archive(pickle.bytes())).section("some weights.pt", 1);
        };
        const std::string name(90000, 'm'), function(90000, 'n');
        const QString said = saidOf(PickleWriter().global(name, function).op(')').op('R'));
        QVERIFY2(said.contains(QString(30, 'm') + "...") && said.size() < 200, qPrintable(said));
        const QString used = saidOf(PickleWriter().text(name).op(')').op('R'));
        QVERIFY2(used.contains(QString(30, 'm') + "...") && used.size() < 200, qPrintable(used));
    }

    void tensorsAreNamedToTheirEnds() {
        const std::string nested = "state_dict.module.visual.transformer.resblocks.11.attn.in_proj_weight";
        QCOMPARE(shown(nested), nested);
        const std::string deeper = shown("checkpoint.of.a.run.that.nests." + nested);
        QVERIFY2(deeper.starts_with("checkpoint.of.a.run.") && deeper.ends_with(".resblocks.11.attn.in_proj_weight"),
                 deeper.c_str());
    }

    void objectsThatShareAttributesTakeNoRoom() {
        // Ten thousand objects of the same ten thousand attributes.
        PickleWriter pickle;
        pickle.op('}').memoize().op('(');
        const auto attributes = pickle.last();
        for (int i = 0; i < 10000; ++i)
            pickle.text(std::to_string(i)).op('N');
        pickle.op('u').op('0').op(']').op('(');
        for (int i = 0; i < 10000; ++i)
            pickle.global("__torch__", "M").op(')').op('\x81').get(attributes).op('b');
        const QString message = complaint(archive(pickle.op('e').bytes(), true));
        QVERIFY2(message.contains("nested more deeply"), qPrintable(message));
    }

    void tensorsThatShareTooMuchAreRefused() {
        PickleWriter pickle;
        pickle.op('}').op('(').text("first").tensor({"FloatStorage", "0", 1 << 16, 0, {1 << 16}, {1}}).memoize();
        const auto shared = pickle.last();
        for (int i = 0; i < 100; ++i)
            pickle.text(std::to_string(i)).get(shared);
        ZipWriter zip;
        zip.add("x/data.pkl", pickle.op('u').bytes());
        zip.add("x/data/0", std::string(1 << 18, '\0'));
        QVERIFY(complaint(zip.bytes()).contains("share so much room"));
    }

    void hostileZipsAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto add = [](const char* name, const std::string& bytes, const char* said) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << said;
        };
        const std::string empty = PickleWriter().op('}').bytes();
        const auto make = [&](ZipWriter::Options options, const std::function<void(ZipWriter&)>& more) {
            ZipWriter zip(options);
            zip.add("x/data.pkl", empty);
            more(zip);
            return zip;
        };
        const auto nothing = [](ZipWriter&) {};
        add("deflated", make({.method = 8}, nothing).bytes(), "x/data.pkl is compressed");
        add("encrypted", make({.flags = 1}, nothing).bytes(), "x/data.pkl is compressed or encrypted");
        const auto with = [&](std::uint64_t begin, std::uint64_t size, bool wide = false) {
            return make({.zip64Members = wide}, [=](ZipWriter& zip) { zip.enter("x/data/0", begin, size); }).bytes();
        };
        add("past the end", with(0, 1 << 30), "x/data/0 lies outside");
        add("exabytes", with(0, ~std::uint64_t{0}, true), "x/data/0 lies outside");
        add("begins past the end", with(1 << 30, 4), "x/data/0 lies outside");
        add("begins at the last byte", with(~std::uint64_t{0}, 4, true), "x/data/0 lies outside");
        add("no header", with(4, 4), "x/data/0 lies outside");
        add("overlap", with(0, 2), "overlap");
        add("twice", make({}, [&](ZipWriter& zip) { zip.add("x/data.pkl", empty); }).bytes(), "two members x/data.pkl");
        add("two lists", make({}, [&](ZipWriter& zip) { zip.add("y/data.pkl", empty); }).bytes(),
            "not one of PyTorch's");
        ZipWriter other;
        other.add("word/document.xml", "<xml/>");
        add("another archive", other.bytes(), "not one of PyTorch's");
        const ZipWriter good = make({}, nothing), narrow = make({.zip64End = false}, nothing);
        add("more members", good.ended(1000, good.bytes().size() - 160), "directory is damaged");
        add("2^64 members", good.ended(~std::uint64_t{0}, 64), "directory is damaged");
        add("long directory",
            make({},
                 [](ZipWriter& zip) {
                     for (int k = 0; k < 300; ++k)
                         zip.add(std::to_string(k) + std::string(60000, 'n'), "");
                 })
                .bytes(),
            "directory is longer than any network's");
        add("directory past the end", good.ended(1, std::uint64_t{1} << 60), "directory is damaged");
        add("directory elsewhere", narrow.ended(1, 0), "directory is damaged");
        add("big-endian", make({}, [](ZipWriter& zip) { zip.add("x/byteorder", "big"); }).bytes(), "big-endian");
        add("only a beginning", "PK\x03\x04", "directory is damaged");
    }
    void hostileZipsAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const QString message = complaint(bytes.toStdString());
        QVERIFY2(message.startsWith("The model file") && message.contains(said), qPrintable(message));
    }

    void hostileLegacyFilesAreRefused() {
        const std::string good = legacyFileOf(small());
        const std::string magic = good.substr(0, 15);
        const std::string protocol = PickleWriter().integer(1001).bytes(), nothing = PickleWriter().op('}').bytes();
        const auto object = [](std::int64_t elements) {
            return PickleWriter()
                .op('}')
                .text("t")
                .tensor({"FloatStorage", "0", elements, 0, {elements}, {1}}, true)
                .op('s')
                .bytes();
        };
        const auto keys = [](const std::string& key) { return PickleWriter().op(']').text(key).op('a').bytes(); };
        const auto counted = [](std::uint64_t count) {
            std::string bytes;
            put<std::uint64_t>(bytes, count);
            return bytes + std::string(16, '\0');
        };
        const std::string begin = magic + protocol + nothing;
        QCOMPARE(complaint(begin + object(4) + keys("0") + counted(4)), QString());
        QVERIFY(complaint(begin + object(4) + keys("0") + counted(3)).contains("tensor t lies in a part of 12 bytes"));
        QVERIFY(complaint(begin + object(4) + keys("0") + counted(5)).contains("reaches past the end"));
        QVERIFY(complaint(begin + object(4) + keys("0") + counted(~std::uint64_t{0})).contains("past the end"));
        QVERIFY(complaint(begin + object(4) + keys("1") + counted(4)).contains("part 1 is missing"));
        QVERIFY(complaint(begin + object(4) + nothing).contains("tensor t lies in a part 0 that the file lacks"));
        QVERIFY(complaint(magic + PickleWriter().integer(1002).bytes() + nothing).contains("not known"));
    }
};

QTEST_APPLESS_MAIN(TorchReaderTest)
#include "torch_reader_test.moc"
