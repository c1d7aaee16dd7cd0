// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/rand.h>

#include "base/error.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "support/compared_tensors.hpp"
#include "support/plain_clip.hpp"
#include "weights/mapped_file.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <span>

using croquis::ModelFileError;
using namespace croquis::perceptual;
using namespace croquis::tests;

/// CLIP's networks out of every kind of file.
class ClipFilesTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);
    PlainResNet m_resnet{4, {1, 1, 2, 1}, 32, 12};
    PlainViT m_vit{64, 2, 8, 2, 12};
    PlainWeights m_resnetWeights = m_resnet.weights(1), m_vitWeights = m_vit.weights(2);

    std::unique_ptr<PerceptualEncoder> open(const std::string& bytes) const {
        return openEncoder(SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), bytes));
    }
    QString complaint(const std::string& bytes) const {
        try {
            open(bytes);
        } catch (const ModelFileError& error) {
            const QString said = QString::fromUtf8(error.what());
            return said.contains("clip.pt") ? said : "without the file's name: " + said;
        }
        return {};
    }
    static PlainWeights with(PlainWeights weights, const std::string& name, std::vector<std::int64_t> shape) {
        PlainTensor& tensor = weights.at(name);
        std::size_t count = 1;
        for (const std::int64_t size : shape)
            count *= std::size_t(size);
        tensor.shape = std::move(shape);
        tensor.values.assign(count, 0.5);
        return weights;
    }
    static PlainWeights without(PlainWeights weights, const std::string& name) {
        weights.erase(name);
        return weights;
    }

  private Q_SLOTS:
    void everyFileGivesTheSameNetwork_data() {
        QTest::addColumn<bool>("vit");
        QTest::addColumn<QByteArray>("bytes");
        for (const bool vit : {false, true}) {
            const auto add = [&](const char* name, const std::string& bytes) {
                QTest::addRow("%s, %s", vit ? "ViT" : "ResNet", name)
                    << vit << QByteArray(bytes.data(), qsizetype(bytes.size()));
            };
            const PlainWeights& weights = vit ? m_vitWeights : m_resnetWeights;
            add("TorchScript", scriptArchiveOf(weights));
            PlainWeights whole = weights;
            PlainTextSide{16, 12, vit ? 16 : 32, 3, 7, 50}.addTo(whole); // more blocks than the image side has
            add("TorchScript, with its text side", scriptArchiveOf(whole));
            add("state dict, with its text side", stateArchiveOf(whole));
            add("legacy, with its text side", legacyFileOf(whole));
            add("state dict", stateArchiveOf(weights));
            add("checkpoint", stateArchiveOf(weights, "state_dict"));
            add("legacy", legacyFileOf(weights));
            add("safetensors", safetensorsOf(weights, "visual.").bytes());
            add("safetensors, no prefix", safetensorsOf(weights).bytes());
            add("safetensors, module", safetensorsOf(weights, "module.visual.").bytes());
            if (vit)
                add("Hugging Face", huggingFaceSafetensorsOf(weights).bytes());
        }
    }
    void everyFileGivesTheSameNetwork() {
        QFETCH(bool, vit);
        QFETCH(QByteArray, bytes);
        const auto encoder = open(bytes.toStdString());
        const auto expected = open(scriptArchiveOf(vit ? m_vitWeights : m_resnetWeights));
        QCOMPARE(encoder->name(), std::string(vit ? "clip-vit-64-2-8" : "clip-resnet-4-1-1-2-1"));
        QCOMPARE(encoder->inputSide(), vit ? 16 : 32);
        const at::Tensor picture = at::rand({1, 3, encoder->inputSide(), encoder->inputSide()}, m_random);
        QVERIFY(encoder->encode(picture, {{}, true}).embedding.equal(expected->encode(picture, {{}, true}).embedding));
    }

    void aMissingTensorIsNamed() {
        for (const PlainWeights* weights : {&m_resnetWeights, &m_vitWeights})
            for (const auto& [name, tensor] : *weights)
                if (!name.ends_with("num_batches_tracked")) { // nothing reads it
                    const QString said = complaint(scriptArchiveOf(without(*weights, name)));
                    QVERIFY2(said.contains(QString("tensor %1 is missing").arg(QString::fromStdString(name))),
                             qPrintable(QString::fromStdString(name) + ": " + said));
                }
    }
    void aMissingTensorOfHuggingFacesIsNamed() {
        const std::pair<const char*, const char*> names[]{
            {"visual.class_embedding", "vision_model.embeddings.class_embedding"},
            {"visual.ln_pre.weight", "vision_model.pre_layrnorm.weight"},
            {"visual.proj", "visual_projection.weight"},
            {"visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"},
            {"visual.transformer.resblocks.1.ln_1.weight", "vision_model.encoder.layers.1.layer_norm1.weight"},
            {"visual.transformer.resblocks.1.mlp.c_fc.bias", "vision_model.encoder.layers.1.mlp.fc1.bias"},
            {"visual.transformer.resblocks.0.attn.in_proj_weight",
             "vision_model.encoder.layers.0.self_attn.q_proj.weight"}};
        for (const auto& [ours, theirs] : names) {
            const QString said = complaint(huggingFaceSafetensorsOf(without(m_vitWeights, ours)).bytes());
            QVERIFY2(said.contains(QString("tensor %1 is missing").arg(theirs)), qPrintable(said));
        }
    }

    /// What isn't named by any network's tensors isn't guessed to be the rest of one.
    void withoutItsBlocksItIsNoNetwork() {
        PlainWeights resnet = m_resnetWeights, vit = m_vitWeights;
        std::erase_if(resnet, [](const auto& tensor) { return tensor.first.find(".layer2.") != std::string::npos; });
        std::erase_if(vit, [](const auto& tensor) { return tensor.first.find(".resblocks.") != std::string::npos; });
        QVERIFY(complaint(scriptArchiveOf(resnet)).contains("there are no tensors visual.layer2.0..."));
        QVERIFY(complaint(scriptArchiveOf(vit)).contains("there are no tensors visual.transformer.resblocks.0..."));
        resnet = m_resnetWeights;
        resnet["visual.layer2.70.conv1.weight"] = resnet.at("visual.layer2.0.conv1.weight");
        QVERIFY(complaint(scriptArchiveOf(resnet)).contains("more blocks visual.layer2.... than any"));
    }

    void aWrongShapeIsNamed_data() {
        QTest::addColumn<bool>("vit");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QString>("said");
        const auto add = [](bool vit, const char* name, QList<int> shape, const char* said) {
            QTest::addRow("%s %d", name, int(shape.size())) << vit << QString("visual.") + name << shape << said;
        };
        add(false, "layer2.0.conv2.weight", {8, 8, 1, 1}, "layer2.0.conv2.weight has the shape [8, 8, 1, 1]");
        add(false, "layer3.1.bn3.running_var", {63}, "layer3.1.bn3.running_var has the shape [63] instead of [64]");
        add(false, "attnpool.v_proj.bias", {1}, "attnpool.v_proj.bias has the shape [1] instead of [128]");
        add(false, "attnpool.positional_embedding", {3, 128},
            "tensor visual.attnpool.positional_embedding is of 2 places, which are no square");
        add(false, "attnpool.positional_embedding", {1}, "has 1 dimensions instead of 2");
        add(false, "attnpool.positional_embedding", {2000, 1}, "1999 places");
        add(false, "conv3.weight", {0, 2, 3, 3}, "width of 0 channels");
        add(false, "conv3.weight", {3, 2, 3, 3}, "width of 3 channels");
        add(false, "conv3.weight", {2000, 1, 1, 1}, "width of 2000 channels");
        add(true, "conv1.weight", {63, 3, 8, 8}, "a transformer of 63 channels");
        add(true, "conv1.weight", {1280, 3, 14, 14}, "ViT-B/16 of 768 and ViT-L/14 of 1024");
        add(true, "conv1.weight", {0, 3, 8, 8}, "width of 0 channels");
        add(true, "conv1.weight", {64, 3, 0, 0}, "patches of 0 pixels");
        add(true, "conv1.weight", {64, 3, 8, 7}, "conv1.weight has the shape [64, 3, 8, 7]");
        add(true, "positional_embedding", {4, 64},
            "tensor visual.positional_embedding is of 3 places, which are no square");
        add(true, "proj", {12, 64}, "proj has the shape [12, 64]");
        add(true, "proj", {64, 0}, "tensor visual.proj is empty");
        add(false, "attnpool.c_proj.weight", {0, 128}, "tensor visual.attnpool.c_proj.weight is empty");
        add(true, "transformer.resblocks.1.attn.in_proj_weight", {64, 64}, "in_proj_weight has the shape [64, 64]");
    }
    void aWrongShapeIsNamed() {
        QFETCH(bool, vit);
        QFETCH(QString, name);
        QFETCH(QList<int>, shape);
        QFETCH(QString, said);
        const PlainWeights broken =
            with(vit ? m_vitWeights : m_resnetWeights, name.toStdString(), {shape.begin(), shape.end()});
        const QString message = complaint(scriptArchiveOf(broken));
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void wrongNumbersAreNamed() {
        PlainWeights negative = m_resnetWeights, endless = m_resnetWeights;
        negative.at("visual.layer1.0.bn2.running_var").values[1] = -1;
        QVERIFY(complaint(scriptArchiveOf(negative))
                    .contains("tensor visual.layer1.0.bn2.running_var holds a negative variance"));
        endless.at("visual.layer1.0.bn2.bias").values[1] = INFINITY;
        QVERIFY(complaint(scriptArchiveOf(endless)).contains("layer1.0.bn2.bias holds values that are not numbers"));
    }

    void cutFilesAreRefused() {
        const std::string bytes = scriptArchiveOf(m_resnetWeights);
        for (std::size_t i = 0; i < 50; ++i)
            QVERIFY(complaint(bytes.substr(0, bytes.size() * i / 50)).startsWith("The model file"));
    }

    void aTextNetworkIsRefused() {
        SafetensorsWriter writer;
        writer.add("text_projection", {1}, {1});
        QVERIFY(complaint(writer.bytes()).contains("no network that Croquis knows"));
    }

    void bf16NeedsAProcessorThatHasIt() {
        const auto path =
            SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), scriptArchiveOf(m_resnetWeights));
        if (computesIn(Precision::bf16))
            QCOMPARE(openEncoder(path, {Precision::bf16})->embeddingSize(), 12);
        else
            QVERIFY_EXCEPTION_THROWN(openEncoder(path, {Precision::bf16}), croquis::InvalidArgument);
        QVERIFY(computesIn(Precision::fp32));
    }

    void bf16IsTheQuickerOneWithAmxOrOnAmds() {
        const auto quicker = [](bool products, bool matrices, bool isIntel) {
            return quickerPrecision({products, matrices, isIntel});
        };
        QCOMPARE(quicker(true, true, true), Precision::bf16);
        QCOMPARE(quicker(true, false, false), Precision::bf16);
        QCOMPARE(quicker(true, false, true), Precision::fp32);
        QCOMPARE(quicker(false, false, true), Precision::fp32);
        QCOMPARE(quicker(false, false, false), Precision::fp32);
    }

    /// Whatever this machine's processor is.
    void theQuickerPrecisionIsTheAutomaticOne() {
        const auto path =
            SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), scriptArchiveOf(m_resnetWeights));
        const auto vit =
            SafetensorsWriter::save(m_folder.filePath("vit.pt").toStdString(), scriptArchiveOf(m_vitWeights));
        const Bf16Units both{true, false, false}, slow{true, false, true}, single;
        for (const auto& file : {path, vit}) {
            QCOMPARE(openEncoder(file, {std::nullopt, both})->precision(), Precision::bf16);
            QCOMPARE(openEncoder(file, {std::nullopt, slow})->precision(), Precision::fp32);
            QCOMPARE(openEncoder(file, {std::nullopt, single})->precision(), Precision::fp32);
            QCOMPARE(openEncoder(file, {Precision::fp32, both})->precision(), Precision::fp32);
        }
        QVERIFY_EXCEPTION_THROWN(openEncoder(path, {Precision::bf16, single}), croquis::InvalidArgument);
    }

    /// Whose tensors are the same: what they were trained with is told beside them, or by the person.
    void howATransformerIsComputedIsFoundOut_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("metadata");
        QTest::addColumn<QString>("beside");
        QTest::addColumn<QString>("configuration");
        QTest::addColumn<bool>("gelu");
        QTest::addColumn<bool>("told");
        const auto add = [](const char* row, const char* name, const char* metadata, const char* beside,
                            const char* configuration, bool gelu, bool told = true) {
            QTest::newRow(row) << name << metadata << beside << configuration << gelu << told;
        };
        add("OpenAI's archive", "ViT-B-32.pt", "script", "", "", false);
        add("OpenAI's state dict", "state.safetensors", "sizes", "", "", false);
        add("LAION's name", "CLIP-ViT-B-32-laion2B-s34B-b79K.safetensors", "", "", "", true);
        add("a folder of LAION's", "CLIP-ViT-B-16-laion2B/model.safetensors", "", "", "", true);
        add("open_clip's name", "open_clip_pytorch_model.bin", "", "", "", false,
            false); // QuickGELU's is called so too
        add("a folder of open_clip's", "open_clip/model.safetensors", "", "", "", false, false);
        add("LAION-400M's, of which there are both", "vit_b_32-laion400m_e32.pt", "", "", "", false, false);
        add("DataComp's name", "ViT-B-16.datacomp_xl.safetensors", "", "", "", true);
        add("open_clip's name, told beside it", "k/open_clip_pytorch_model.bin", "", "config.json",
            R"({"vision_config":{"hidden_size":64,"num_attention_heads":1,"hidden_act":"gelu"}})", true);
        add("open_clip's of OpenAI's", "openclip-vit-b-32-quickgelu-laion400m.safetensors", "", "", "", false);
        add("metadata", "model.safetensors", R"("__metadata__":{"source":"LAION/CLIP-ViT"},)", "", "", true);
        add("metadata that tells nothing", "model.safetensors", R"("__metadata__":{"format":"pt"},)", "", "", false,
            false);
        add("Hugging Face, GELU", "a/model.safetensors", R"("__metadata__":{"format":"pt"},)", "config.json",
            R"({"model_type":"clip","vision_config":{"hidden_size":64,"num_attention_heads":1,"hidden_act":"gelu"}})",
            true);
        add("Hugging Face, QuickGELU", "b/model.safetensors", "", "config.json",
            R"({"vision_config":{"hidden_size":64,"num_attention_heads":1,"hidden_act":"quick_gelu"}})", false);
        add("Hugging Face, the image side alone", "c/model.safetensors", "", "config.json",
            R"({"hidden_size":64,"num_attention_heads":1,"hidden_act":"gelu"})", true);
        add("Hugging Face's own default", "d/model.safetensors", "", "config.json",
            R"({"vision_config":{"hidden_size":64,"num_attention_heads":1}})", false);
        add("of another network", "e/model.safetensors", "", "config.json",
            R"({"vision_config":{"hidden_size":1024,"hidden_act":"gelu"}})", false, false);
        add("an activation that isn't known", "f/model.safetensors", "", "config.json",
            R"({"vision_config":{"hidden_size":64,"num_attention_heads":1,"hidden_act":"silu"}})", false, false);
        add("no configuration", "g/model.safetensors", "", "config.json", "{\"vision_config\":[", false, false);
        add("other kinds of values", "h/model.safetensors", "", "config.json",
            R"({"vision_config":7,"hidden_size":"64"})", false, false);
        add("open_clip's configuration", "i/model.safetensors", "", "open_clip_config.json",
            R"({"model_cfg":{"embed_dim":12,"vision_cfg":{"width":64,"layers":2}}})", true);
        add("open_clip's, QuickGELU", "j/model.safetensors", "", "open_clip_config.json",
            R"({"model_cfg":{"quick_gelu":true,"vision_cfg":{"width":64}}})", false);
        add("an archive beside another's configuration", "k/ViT-B-32.pt", "script", "config.json",
            R"({"vision_config":{"hidden_size":64,"num_attention_heads":1,"hidden_act":"gelu"}})", false);
    }
    void howATransformerIsComputedIsFoundOut() {
        QFETCH(QString, name);
        QFETCH(QString, metadata);
        QFETCH(QString, beside);
        QFETCH(QString, configuration);
        QFETCH(bool, gelu);
        QFETCH(bool, told);
        const auto file = std::filesystem::path(m_folder.filePath(name).toStdString());
        std::filesystem::create_directories(file.parent_path());
        PlainWeights weights = m_vitWeights;
        if (metadata == "sizes")
            weights["visual.input_resolution"] = {{1}, {16}, false};
        std::string bytes = metadata == "script" ? scriptArchiveOf(weights) : safetensorsOf(weights).bytes();
        if (metadata.startsWith('"')) {
            bytes.insert(9, metadata.toStdString());
            const auto length = croquis::weights::numberAt<std::uint64_t>(std::as_bytes(std::span(bytes)), 0) +
                                std::uint64_t(metadata.size());
            std::memcpy(bytes.data(), &length, sizeof length);
        }
        SafetensorsWriter::save(file, bytes);
        if (!beside.isEmpty())
            SafetensorsWriter::save(file.parent_path() / beside.toStdString(), configuration.toStdString());
        const auto encoder = openEncoder(file);
        QCOMPARE(encoder->caution().empty(), told);
        QVERIFY(told || QString::fromStdString(encoder->caution()).contains("--set activation=gelu"));
        const at::Tensor picture = at::rand({1, 3, 16, 16}, m_random);
        const auto embedding = [&] { return encoder->encode(picture, {{}, true}).embedding; };
        const at::Tensor automatic = embedding();
        encoder->setActivation(GeluChoice::gelu);
        QCOMPARE(automatic.equal(embedding()), gelu);
        QVERIFY(encoder->caution().empty());
        encoder->setActivation(GeluChoice::quickGelu);
        QCOMPARE(automatic.equal(embedding()), !gelu);
        encoder->setActivation(GeluChoice::automatic);
        QVERIFY(automatic.equal(embedding()));
    }

    /// A digest that is known isn't computed again, of either network.
    void aKnownDigestIsTaken() {
        for (const PlainWeights* weights : {&m_resnetWeights, &m_vitWeights}) {
            const auto path =
                SafetensorsWriter::save(m_folder.filePath("clip.pt").toStdString(), scriptArchiveOf(*weights));
            std::filesystem::path asked;
            const auto known = openEncoder(path, {.knownDigest = [&](const std::filesystem::path& file) {
                                               asked = file;
                                               return std::string("known");
                                           }});
            QCOMPARE(known->sha256(), std::string("known"));
            QVERIFY(asked == path);
            const auto unknown = openEncoder(path, {.knownDigest = [](const auto&) { return std::string(); }});
            QCOMPARE(unknown->sha256(), openEncoder(path)->sha256());
            QCOMPARE(unknown->sha256().size(), std::size_t{64});
        }
    }

    /// Heads of another size are computed as such where the configuration tells, and refused where nothing does.
    void headsOfAnotherSize() {
        const PlainViT plain{96, 2, 8, 2, 12, true, 24};
        const PlainWeights weights = plain.weights(5);
        const auto folder = std::filesystem::path(m_folder.filePath("heads").toStdString());
        std::filesystem::create_directories(folder);
        const auto file = SafetensorsWriter::save(folder / "clip.pt", safetensorsOf(weights, "visual.").bytes());
        try {
            openEncoder(file);
            QFAIL("heads of 64 don't fit");
        } catch (const ModelFileError& error) {
            QVERIFY(QString(error.what()).contains("a transformer of 96 channels"));
        }
        const auto configure = [&](int heads) {
            SafetensorsWriter::save(folder / "config.json",
                                    R"({"vision_config":{"hidden_size":96,"hidden_act":"gelu","num_attention_heads":)" +
                                        std::to_string(heads) + "}}");
        };
        configure(4);
        const auto encoder = openEncoder(file);
        const at::Tensor picture = at::rand({1, 3, 16, 16}, m_random);
        const Encoding encoding = encoder->encode(picture, {{0, 1}, true, true});
        const PlainEncoding expected = encodePlainly(plain, weights, doublesOf(picture));
        QCOMPARE(encoding.attention[0].size(1), 4);
        QVERIFY(relativeError(encoding.attention[1], expected.attention[1]) < 1e-5);
        QVERIFY(relativeError(encoding.embedding, expected.embedding) < 1e-5);
        configure(7);
        QVERIFY_EXCEPTION_THROWN(openEncoder(file), ModelFileError);
    }
};

QTEST_APPLESS_MAIN(ClipFilesTest)
#include "clip_files_test.moc"
