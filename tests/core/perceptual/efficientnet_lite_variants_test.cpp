// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/rand.h>

#include "base/error.hpp"
#include "perceptual/efficientnet_lite.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <vector>

using namespace croquis;
using namespace croquis::perceptual;

namespace {

constexpr int kSide = 224;
const EncoderOutputs kWanted{{4, 5, 6, 7}, true};

/// Windows and their pixels.
struct Changes {
    std::vector<at::Tensor> pixels;
    std::vector<ChangedPixels> windows;

    void add(const PixelWindow& place, const at::Generator& random) {
        pixels.push_back(at::rand({place.height(), place.width(), 3}, random));
        windows.push_back({place, pixels.back().const_data_ptr<float>()});
    }

    /// The whole pictures.
    at::Tensor pictures(const at::Tensor& picture) const {
        std::vector<at::Tensor> all;
        for (std::size_t i = 0; i < windows.size(); ++i) {
            const PixelWindow& place = windows[i].place;
            all.push_back(picture.clone());
            all.back()
                .slice(2, place.top, place.bottom)
                .slice(3, place.left, place.right)
                .copy_(pixels[i].permute({2, 0, 1}));
        }
        return at::cat(all);
    }
};

bool sameBits(const Encoding& a, const Encoding& b) {
    return at::equal(a.embedding, b.embedding) &&
           std::equal(a.stages.begin(), a.stages.end(), b.stages.begin(), b.stages.end(),
                      [](const at::Tensor& x, const at::Tensor& y) { return at::equal(x, y); });
}

} // namespace

class EfficientNetLiteVariantsTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(11);
    std::optional<EfficientNetLite> m_encoder;
    at::Tensor m_picture;

    Changes changes(const std::vector<PixelWindow>& places) const {
        Changes changes;
        for (const PixelWindow& place : places)
            changes.add(place, m_random);
        return changes;
    }
    bool agree(const std::vector<PixelWindow>& places) const {
        const Changes some = changes(places);
        return sameBits(m_encoder->variantsOf(m_picture, kWanted)->encode(some.windows),
                        m_encoder->encode(some.pictures(m_picture), kWanted));
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(2);
        const tests::ReferenceEfficientNet reference(3);
        m_encoder.emplace(TensorFile(tests::SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(),
                                                                    reference.file().bytes())));
        m_picture = at::rand({1, 3, kSide, kSide}, m_random);
    }

    void windowsGiveTheBitsOfWholePictures_data() {
        QTest::addColumn<PixelWindow>("place");
        QTest::newRow("inside") << PixelWindow{70, 81, 139, 150};
        QTest::newRow("odd sides") << PixelWindow{71, 80, 104, 131};
        QTest::newRow("one pixel, even") << PixelWindow{100, 100, 101, 101};
        QTest::newRow("one pixel, odd") << PixelWindow{101, 99, 102, 100};
        QTest::newRow("top left") << PixelWindow{0, 0, 35, 35};
        QTest::newRow("bottom right") << PixelWindow{190, 189, 224, 224};
        QTest::newRow("top right, one pixel") << PixelWindow{223, 0, 224, 1};
        QTest::newRow("bottom left, one pixel") << PixelWindow{0, 223, 1, 224};
        QTest::newRow("a row") << PixelWindow{0, 57, 224, 58};
        QTest::newRow("a column") << PixelWindow{222, 0, 223, 224};
        QTest::newRow("everything") << PixelWindow{0, 0, 224, 224};
    }
    void windowsGiveTheBitsOfWholePictures() {
        QFETCH(PixelWindow, place);
        QVERIFY(agree({place}));
    }

    void randomWindowsAndBatchesAgree() {
        std::mt19937 random(5);
        const auto range = [&](int most) {
            const int a = std::uniform_int_distribution<int>(0, kSide - 1)(random);
            return std::pair(a, std::min(kSide, a + 1 + std::uniform_int_distribution<int>(0, most - 1)(random)));
        };
        for (int batch = 1; batch <= 7; batch += 3) {
            std::vector<PixelWindow> places;
            for (int i = 0; i < batch; ++i) {
                const auto [left, right] = range(90);
                const auto [top, bottom] = range(90);
                places.push_back({left, top, right, bottom});
            }
            QVERIFY(agree(places));
        }
    }

    void nothingOfOneWindowIsLeftForTheNext() {
        const Changes large = changes({{20, 30, 200, 190}}), small = changes({{150, 150, 160, 170}});
        const auto variants = m_encoder->variantsOf(m_picture, kWanted);
        const Encoding before = variants->encode(small.windows);
        variants->encode(large.windows);
        QVERIFY(sameBits(variants->encode(small.windows), before));
    }

    void threadsChangeNoBit() {
        const Changes some = changes({{0, 0, 60, 60}, {90, 40, 159, 109}, {181, 155, 224, 224}});
        const auto variants = m_encoder->variantsOf(m_picture, kWanted);
        const Encoding two = variants->encode(some.windows);
        for (const int threads : {1, 3}) {
            at::set_num_threads(threads);
            QVERIFY(sameBits(variants->encode(some.windows), two));
        }
        at::set_num_threads(2);
    }

    void noWindowsAreNoPictures() {
        QCOMPARE(m_encoder->variantsOf(m_picture, kWanted)->encode({}).embedding.size(0), 0);
    }

    void whatIsComputedInWindowsIsNoResult() {
        QVERIFY(!m_encoder->variantsOf(m_picture, {{3, 6}, true}));
        QVERIFY(!m_encoder->variantsOf(m_picture, {{}, false}));
        QVERIFY(m_encoder->variantsOf(m_picture, {{}, true}));
        const Changes one = changes({{33, 40, 101, 95}});
        const EncoderOutputs stage{{4}, false};
        QVERIFY(at::equal(m_encoder->variantsOf(m_picture, stage)->encode(one.windows).stages.at(0),
                          m_encoder->encode(one.pictures(m_picture), stage).stages.at(0)));
    }

    void wrongPicturesAreRefused() {
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, m_encoder->variantsOf(m_picture.slice(1, 0, 1), kWanted));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, m_encoder->variantsOf(at::rand({2, 3, kSide, kSide}), kWanted));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, m_encoder->variantsOf(at::rand({1, 3, 32, 32}), kWanted));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_encoder->variantsOf(m_picture, {{8}, true}));
    }
};

QTEST_GUILESS_MAIN(EfficientNetLiteVariantsTest)
#include "efficientnet_lite_variants_test.moc"
