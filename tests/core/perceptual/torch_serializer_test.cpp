// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/csrc/jit/serialization/pickle.h>

#include "base/error.hpp"
#include "perceptual/tensor_file.hpp"
#include "support/compared_tensors.hpp"
#include "support/plain_clip.hpp"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using croquis::perceptual::TensorFile;
using namespace croquis::tests;

/// Files that LibTorch's own serialisers wrote, and ours read by them.
class TorchSerializerTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);

    std::filesystem::path path() const { return m_folder.filePath("written.pt").toStdString(); }

  private Q_SLOTS:
    void readsScriptModules() {
        const at::Tensor weight = at::randn({6, 3, 2, 2}, m_random), mean = at::randn({6}, m_random);
        torch::jit::Module root("__torch__.clip"), visual("__torch__.visual"), norm("__torch__.norm");
        visual.register_parameter("weight", weight.to(at::kHalf), false);
        visual.register_parameter("view", weight.to(at::kHalf).select(1, 2).transpose(0, 2), false);
        visual.register_attribute("training", c10::BoolType::get(), false);
        visual.register_attribute("sizes", c10::ListType::ofInts(), c10::List<std::int64_t>({1, 300, 70000}));
        visual.register_attribute("scale", c10::FloatType::get(), 0.5);
        visual.register_attribute("where", c10::DeviceObjType::get(), at::Device(at::kCPU));
        norm.register_buffer("running_mean", mean);
        norm.register_buffer("num_batches_tracked", at::ones({}, at::kLong));
        visual.register_module("bn1", norm);
        root.register_module("visual", visual);
        std::ostringstream stream;
        root.save(stream);
        const TensorFile file(SafetensorsWriter::save(path(), stream.str()));
        QCOMPARE(file.names(), (std::vector<std::string>{"visual.bn1.num_batches_tracked", "visual.bn1.running_mean",
                                                         "visual.view", "visual.weight"}));
        const at::Tensor half = weight.to(at::kHalf).to(at::kFloat);
        QVERIFY(file.read("visual.weight", {6, 3, 2, 2}).equal(half));
        QVERIFY(file.read("visual.view", {2, 2, 6}).equal(half.select(1, 2).transpose(0, 2)));
        QVERIFY(file.read("visual.bn1.running_mean", {6}).equal(mean));
        QVERIFY_EXCEPTION_THROWN(file.read("visual.bn1.num_batches_tracked", {}), croquis::ModelFileError);
    }

    /// The archives that the tests write in place of the published files are read by PyTorch as those are.
    void readsTheTestsArchives() {
        const PlainWeights weights = PlainViT{64, 2, 8, 3, 12}.weights(1);
        std::istringstream stream(scriptArchiveOf(weights));
        torch::jit::Module module;
        try {
            module = torch::jit::load(stream, at::Device(at::kCPU));
        } catch (const c10::Error& error) {
            QFAIL(error.what_without_backtrace());
        }
        QVERIFY(!module.is_training());
        std::size_t count = 0;
        const auto compare = [&](const std::string& name, const at::Tensor& tensor) {
            const PlainTensor& written = weights.at(name);
            QCOMPARE(tensor.scalar_type(), written.half ? at::kHalf : at::kFloat);
            QCOMPARE(tensor.sizes().vec(), written.shape);
            QCOMPARE(doublesOf(tensor), written.values);
            ++count;
        };
        for (const auto& [name, tensor] : module.named_parameters())
            compare(name, tensor);
        for (const auto& [name, tensor] : module.named_buffers())
            compare(name, tensor);
        QCOMPARE(count, weights.size());
    }

    void everyMemberHasItsChecksum() {
        const auto archive = path();
        for (const std::string& bytes :
             {scriptArchiveOf(PlainResNet{4, {1, 1, 1, 1}, 32, 12}.weights(1)), stateArchiveOf({})}) {
            SafetensorsWriter::save(archive, bytes);
            QProcess python;
            python.start("python3", {"-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())",
                                     QString::fromStdString(archive)});
            QVERIFY(python.waitForFinished());
            QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        }
    }

    void readsDictionaries() {
        const at::Tensor weight = at::randn({4, 5}, m_random);
        c10::Dict<std::string, at::Tensor> state;
        state.insert("whole", weight);
        state.insert("turned", weight.t());
        state.insert("brain", weight.to(at::kBFloat16));
        const std::vector<char> bytes = torch::jit::pickle_save(state);
        const TensorFile file(SafetensorsWriter::save(path(), std::string(bytes.begin(), bytes.end())));
        QVERIFY(file.read("whole", {4, 5}).equal(weight));
        QVERIFY(file.read("turned", {5, 4}).equal(weight.t()));
        QVERIFY(file.read("brain", {4, 5}).equal(weight.to(at::kBFloat16).to(at::kFloat)));
    }
};

QTEST_APPLESS_MAIN(TorchSerializerTest)
#include "torch_serializer_test.moc"
