// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_operators.hpp"
#include "core/card/host_card.hpp"
#include "support/random_picture.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <QTest>

#include <functional>

using namespace croquis;
using croquis::test::HostCard;
using croquis::test::randomPicture;
using perceptual::LayerActivation;
using perceptual::NetworkLayer;
using perceptual::NetworkOperators;

namespace {

constexpr auto kLast = at::MemoryFormat::ChannelsLast;
constexpr auto kActivations = {LayerActivation::none, LayerActivation::relu, LayerActivation::relu6};

} // namespace

/// A card's operators on the stand-in, against LibTorch's.
class CardOperatorsTest : public QObject {
    Q_OBJECT

    at::ScalarType m_dtype = at::kFloat;
    HostCard m_card;
    card::CardOperators m_operators{m_card};
    NetworkOperators m_plain;

    at::Tensor picture(std::vector<std::int64_t> sizes, unsigned seed) const {
        return ((randomPicture(sizes, seed) - 0.4) * 4).to(m_dtype).contiguous(kLast);
    }
    NetworkLayer layer(std::vector<std::int64_t> shape, int stride, int padding, bool hasBias = true) const {
        const at::Tensor weight = (randomPicture(shape, 3) - 0.5).to(at::kFloat);
        const at::Tensor bias = hasBias ? (randomPicture({shape[0]}, 4) - 0.5).to(at::kFloat) : at::Tensor();
        return {weight, bias, stride, padding, shape[1] == 1 ? shape[0] : 1, at::TensorOptions(m_dtype)};
    }

    /// Does the same with both; launches of ours must have been made where they are expected.
    void compare(int launches, const std::function<at::Tensor(const NetworkOperators&)>& action) {
        const at::NoGradGuard noGradients;
        const int before = m_card.launches();
        at::Tensor found;
        m_card.run([&] { found = action(m_operators); });
        m_card.waitForAll();
        const at::Tensor expected = action(m_plain);
        QCOMPARE(m_card.launches() - before, launches);
        QCOMPARE(found.sizes(), expected.sizes());
        QCOMPARE(found.scalar_type(), expected.scalar_type());
        QVERIFY(found.is_contiguous(kLast));
        const at::Tensor a = found.to(at::kFloat), b = expected.to(at::kFloat);
        const double apart = ((a - b).abs().max() / b.abs().max()).item<double>();
        // In half the width LibTorch rounds between bias, sum and bound, and ours once.
        QVERIFY2(apart <= (m_dtype == at::kFloat ? 1e-6 : 2e-2), qPrintable(QString::number(apart)));
    }

  private Q_SLOTS:
    void all_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("channels");
        QTest::addColumn<bool>("fits"); // packs of channels
        QTest::newRow("float32") << static_cast<int>(at::kFloat) << 16 << true;
        QTest::newRow("bfloat16") << static_cast<int>(at::kBFloat16) << 16 << true;
        QTest::newRow("float32, a narrow one") << static_cast<int>(at::kFloat) << 6 << false;
        QTest::newRow("bfloat16, a narrow one") << static_cast<int>(at::kBFloat16) << 12 << false;
        QTest::newRow("float16") << static_cast<int>(at::kHalf) << 16 << false;
    }
    void all() {
        QFETCH(int, dtype);
        QFETCH(int, channels);
        QFETCH(bool, fits);
        m_dtype = static_cast<at::ScalarType>(dtype);
        const std::int64_t c = channels;
        const int one = fits ? 1 : 0;
        const at::Tensor pictures = picture({2, c, 8, 8}, 1), addend = picture({2, c, 8, 8}, 2),
                         results = picture({2, c, 8, 8}, 5).clamp(0, 6), large = picture({2, c, 16, 16}, 6).clamp(0, 6),
                         colours = picture({2, 3, 16, 16}, 7), bias = (randomPicture({c}, 8) - 0.5).to(at::kFloat);
        for (const auto activation : kActivations) {
            compare(one, [&](const NetworkOperators& by) {
                at::Tensor values = pictures.clone();
                by.finish(values, bias, addend, activation);
                return values;
            });
            const bool gates = activation != LayerActivation::none;
            compare(gates ? one : 0, [&](const NetworkOperators& by) {
                at::Tensor values = pictures.clone();
                by.gate(values, results, activation);
                return values;
            });
            compare(one, [&](const NetworkOperators& by) { return by.halvedBack(pictures, large, activation); });
            for (const NetworkLayer& product : {layer({c, c, 1, 1}, 1, 0), layer({c, c, 1, 1}, 1, 0, false)}) {
                const bool ends = product.bias.defined() && activation != LayerActivation::relu6; // by the product
                compare(ends || (!product.bias.defined() && !gates) ? 0 : one,
                        [&](const NetworkOperators& by) { return by.convolved(product, pictures, {}, activation); });
                compare(one, [&](const NetworkOperators& by) {
                    return by.convolved(product, pictures, addend, activation);
                });
                compare(gates ? one : 0, [&](const NetworkOperators& by) {
                    return by.convolvedBack(product, pictures, results, activation);
                });
                if (!product.bias.defined())
                    compare(one, [&](const NetworkOperators& by) {
                        return by.convolvedAndGated(product, pictures, addend, results, activation);
                    });
            }
            for (const int stride : {1, 2}) {
                const auto depthwise = layer({c, 1, 5, 5}, stride, 5 - stride);
                compare(one,
                        [&](const NetworkOperators& by) { return by.convolved(depthwise, pictures, {}, activation); });
                compare(one, [&](const NetworkOperators& by) {
                    return by.convolvedBack(depthwise, pictures, stride == 1 ? results : large, activation);
                });
            }
            const auto stem = layer({c, 3, 3, 3}, 2, 2);
            compare(one, [&](const NetworkOperators& by) { return by.convolved(stem, colours, {}, activation); });
            const auto wide = layer({c, c, 3, 3}, 1, 2); // LibTorch's product, ours after it
            compare(one, [&](const NetworkOperators& by) { return by.convolved(wide, pictures, addend, activation); });
        }
        compare(one, [&](const NetworkOperators& by) { return by.halved(pictures); });
        compare(one, [&](const NetworkOperators& by) { return by.halvedBack(pictures, {}, LayerActivation::none); });
        compare(one, [&](const NetworkOperators& by) {
            return by.convolvedBack(layer({c, 1, 3, 3}, 1, 2), pictures, {}, LayerActivation::none);
        });
        compare(one, [&](const NetworkOperators& by) {
            return by.convolvedBack(layer({c, 3, 3, 3}, 2, 1), pictures, {}, LayerActivation::none);
        });
    }
};

QTEST_APPLESS_MAIN(CardOperatorsTest)
#include "card_operators_test.moc"
