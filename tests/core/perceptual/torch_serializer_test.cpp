// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/pickle.h>

#include "base/error.hpp"
#include "perceptual/tensor_file.hpp"
#include "support/safetensors_writer.hpp"

#include <QTemporaryDir>
#include <QtTest>

#include <sstream>

using croquis::perceptual::TensorFile;
using croquis::tests::SafetensorsWriter;

/// Files that LibTorch's own serialisers wrote.
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
