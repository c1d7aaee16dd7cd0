// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/network_layers.hpp"
#include "cuda/kernels/tap_convolution.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "support/random_picture.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <c10/util/BFloat16.h>
#include <torch/csrc/autograd/autograd.h>

#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

using namespace croquis;
using croquis::test::randomPicture;
using croquis::test::TracedMemory;
using cuda::BFloat16;
using cuda::NumberPack;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr cuda::Ramp kNone{-kInfinity, kInfinity}, kRelu{0, kInfinity}, kRelu6{0, 6};
constexpr auto kLast = at::MemoryFormat::ChannelsLast;

/// Around 0, so that ramps have something to do.
at::Tensor picture(std::vector<std::int64_t> sizes, unsigned seed, double scale = 4) {
    return ((randomPicture(sizes, seed) - 0.4) * scale).to(at::kFloat);
}

/// In memory as kernels have them, channels last, rounded to the number.
template <class Number>
TracedMemory<NumberPack<Number>> packsOf(const char* name, const at::Tensor& pictures) {
    const at::Tensor dense = pictures.detach().permute({0, 2, 3, 1}).contiguous();
    std::vector<NumberPack<Number>> packs(static_cast<std::size_t>(dense.numel() / NumberPack<Number>::kSize));
    const float* from = dense.const_data_ptr<float>();
    for (auto& pack : packs)
        for (Number& number : pack.numbers)
            number = Number(*from++);
    return {name, std::move(packs), true};
}

TracedMemory<NumberPack<float>> floatsOf(const char* name, const at::Tensor& values) {
    return packsOf<float>(name, values.reshape({1, values.numel(), 1, 1}));
}

template <class Number>
at::Tensor picturesOf(const TracedMemory<NumberPack<Number>>& memory, at::IntArrayRef sizes) {
    at::Tensor dense = at::zeros({sizes[0], sizes[2], sizes[3], sizes[1]});
    float* to = dense.mutable_data_ptr<float>();
    for (const auto& pack : memory.values)
        for (const Number number : pack.numbers)
            *to++ = static_cast<float>(number);
    return dense.permute({0, 3, 1, 2});
}

/// What a picture is once it was stored.
template <class Number>
at::Tensor rounded(const at::Tensor& pictures) {
    return std::is_same_v<Number, float> ? pictures : pictures.to(at::kBFloat16).to(at::kFloat);
}

template <class Number>
constexpr double kNear = std::is_same_v<Number, float> ? 1e-6 : 4e-3; // of the largest number, after one rounding

template <class Number>
bool near(const at::Tensor& found, const at::Tensor& expected) {
    const double apart = (found - expected).abs().max().item<double>() / expected.abs().max().item<double>();
    if (found.sizes() != expected.sizes() || !(apart <= kNear<Number>))
        qWarning("apart: %g", apart);
    return found.sizes() == expected.sizes() && apart <= kNear<Number>;
}

template <class Body>
void launchInEachOrder(const Body& body) {
    for (const auto order : {cuda::ThreadOrder::descending, cuda::ThreadOrder::scattered, cuda::ThreadOrder::ascending})
        cuda::launchSequentially(body, order);
}

at::Tensor bounded(const at::Tensor& values, const cuda::Ramp& ramp) {
    return values.clamp(ramp.least, ramp.most);
}

at::Tensor open(const at::Tensor& results, const cuda::Ramp& ramp) {
    return results.gt(ramp.least).logical_and(results.lt(ramp.most)).to(at::kFloat);
}

/// By autograd.
struct Convolved {
    at::Tensor pictures, results;
    at::Tensor back(const at::Tensor& gradient) const {
        return torch::autograd::grad({results}, {pictures}, {gradient}).at(0);
    }
};

Convolved convolved(const at::Tensor& from, const at::Tensor& weight, const at::Tensor& bias, int before, int after,
                    int stride) {
    const at::Tensor pictures = from.clone().requires_grad_(true);
    const at::Tensor padded = at::constant_pad_nd(pictures, {before, after, before, after});
    const std::int64_t step = stride, zeros = 0, groups = from.size(1) / weight.size(1);
    return {pictures, at::conv2d(padded, weight, bias, step, zeros, 1, groups)};
}

} // namespace

/// The bodies that a network on a card is made of, against LibTorch's operators.
class NetworkBodiesTest : public QObject {
    Q_OBJECT

    template <class Number>
    void layersEnd() {
        const std::int64_t channels = 24, count = 2, height = 3, width = 5;
        const std::vector<std::int64_t> sizes{count, channels, height, width};
        const at::Tensor values = rounded<Number>(picture(sizes, 1)), addend = rounded<Number>(picture(sizes, 2)),
                         bias = picture({channels}, 3), results = rounded<Number>(picture(sizes, 4));
        const int each = static_cast<int>(channels / NumberPack<Number>::kSize);
        const auto more = packsOf<Number>("addend", addend), by = packsOf<Number>("results", bounded(results, kRelu6));
        const auto biases = floatsOf("bias", bias);
        for (const auto& ramp : {kNone, kRelu, kRelu6})
            for (const bool hasBias : {false, true})
                for (const bool hasAddend : {false, true})
                    for (const bool gates : {false, true}) {
                        auto memory = packsOf<Number>("values", values);
                        cuda::FinishLayer<Number> body{
                            static_cast<int>(memory.values.size()), each, ramp, {}, {}, memory.out(), {}, kRelu6};
                        at::Tensor expected = values;
                        if (hasBias) {
                            body.bias = biases.in();
                            expected = expected + bias.view({1, -1, 1, 1});
                        }
                        if (hasAddend) {
                            body.addend = more.in();
                            expected = expected + addend;
                        }
                        expected = bounded(expected, ramp);
                        if (gates) {
                            body.results = by.in();
                            expected = expected * open(results, kRelu6);
                        }
                        cuda::launchSequentially(body, cuda::ThreadOrder::scattered);
                        QVERIFY(near<Number>(picturesOf(memory, sizes), expected));
                    }
        auto gradient = packsOf<Number>("gradient", values);
        cuda::launchSequentially(
            cuda::GateGradient<Number>{static_cast<int>(gradient.values.size()), kRelu6, by.in(), gradient.out()});
        QVERIFY(picturesOf(gradient, sizes).equal(values * open(results, kRelu6)));
    }

    template <class Number>
    void picturesAreHalved() {
        const std::vector<std::int64_t> large{3, 16, 6, 6}, small{3, 16, 3, 3};
        const at::Tensor pictures = rounded<Number>(picture(large, 5)), slopes = rounded<Number>(picture(small, 6));
        const auto from = packsOf<Number>("pictures", pictures), halves = packsOf<Number>("slopes", slopes);
        auto results = packsOf<Number>("results", slopes), gradient = packsOf<Number>("gradient", pictures);
        const int each = static_cast<int>(large[1]) / NumberPack<Number>::kSize;
        launchInEachOrder(
            cuda::HalvePictures<Number>{static_cast<int>(results.values.size()), each, 3, from.in(), results.out()});
        QVERIFY(near<Number>(picturesOf(results, small), at::avg_pool2d(pictures, 2)));
        const at::Tensor leaf = pictures.clone().requires_grad_(true);
        const at::Tensor back = torch::autograd::grad({at::avg_pool2d(leaf, 2)}, {leaf}, {slopes}).at(0);
        cuda::SpreadHalves<Number> spread{
            static_cast<int>(gradient.values.size()), each, 6, kRelu, {}, halves.in(), gradient.out()};
        launchInEachOrder(spread);
        QVERIFY(near<Number>(picturesOf(gradient, large), back));
        spread.results = from.in();
        launchInEachOrder(spread);
        QVERIFY(near<Number>(picturesOf(gradient, large), back * open(pictures, kRelu)));
    }

    template <class Number>
    void tapsAreConvolutions(int channels, int kernel, int stride, int side, int padding, bool colours) {
        const int before = padding / 2, after = padding - before, out = (side + padding - kernel) / stride + 1;
        const std::int64_t in = colours ? 3 : channels, count = 2;
        const at::Tensor pictures = rounded<Number>(picture({count, in, side, side}, 7)),
                         weight = picture({channels, colours ? 3 : 1, kernel, kernel}, 8, 1),
                         bias = picture({channels}, 9, 1),
                         slopes = rounded<Number>(picture({count, channels, out, out}, 10));
        const auto taps = floatsOf("taps", weight.permute({2, 3, 1, 0})), biases = floatsOf("bias", bias);
        const auto reference = convolved(pictures, weight, bias, before, after, stride);
        QCOMPARE(reference.results.size(2), std::int64_t{out});
        const cuda::TapShape shape{static_cast<int>(count), channels, before, kernel, stride, side, out};
        auto results = packsOf<Number>("results", at::zeros({count, channels, out, out}));
        const auto gradient = packsOf<Number>("slopes", slopes);
        if (colours) {
            const at::Tensor dense = pictures.permute({0, 2, 3, 1}).contiguous();
            std::vector<Number> numbers;
            for (std::int64_t k = 0; k < dense.numel(); ++k)
                numbers.push_back(Number(dense.const_data_ptr<float>()[k]));
            TracedMemory<Number> from("pictures", numbers, true), back("gradient", numbers, true);
            launchInEachOrder(
                cuda::ColourTaps<Number>{shape, kRelu6, from.in(), taps.in(), biases.in(), results.out()});
            launchInEachOrder(cuda::ColourTapsBack<Number>{shape, taps.in(), gradient.in(), back.out()});
            at::Tensor found = at::zeros_like(dense);
            for (std::int64_t k = 0; k < dense.numel(); ++k)
                found.mutable_data_ptr<float>()[k] = static_cast<float>(back.values[static_cast<std::size_t>(k)]);
            QVERIFY(near<Number>(found.permute({0, 3, 1, 2}), reference.back(slopes)));
        } else {
            const auto from = packsOf<Number>("pictures", pictures);
            auto back = packsOf<Number>("gradient", at::zeros_like(pictures));
            launchInEachOrder(
                cuda::DepthwiseTaps<Number>{shape, kRelu6, from.in(), taps.in(), biases.in(), results.out()});
            cuda::DepthwiseTapsBack<Number> body{shape, kRelu, {}, taps.in(), gradient.in(), back.out()};
            const at::Tensor expected =
                torch::autograd::grad({reference.results}, {reference.pictures}, {slopes}, true).at(0);
            launchInEachOrder(body);
            QVERIFY(near<Number>(picturesOf(back, pictures.sizes()), expected));
            body.before = from.in();
            launchInEachOrder(body);
            QVERIFY(near<Number>(picturesOf(back, pictures.sizes()), expected * open(pictures, kRelu)));
        }
        QVERIFY(near<Number>(picturesOf(results, {count, channels, out, out}),
                             bounded(reference.results.detach(), kRelu6)));
    }

  private Q_SLOTS:
    /// Every one there is, back and forth, and floats between, on and beside them.
    void bfloat16IsLibTorchs() {
        for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
            BFloat16 ours;
            ours.bits = static_cast<std::uint16_t>(bits);
            const c10::BFloat16 theirs(ours.bits, c10::BFloat16::from_bits());
            const auto value = static_cast<float>(ours);
            QVERIFY(std::bit_cast<std::uint32_t>(value) == std::bit_cast<std::uint32_t>(static_cast<float>(theirs)));
            for (const std::uint32_t low : {0x0u, 0x1u, 0x7fffu, 0x8000u, 0x8001u, 0xffffu}) {
                const auto between = std::bit_cast<float>(bits << 16 | low);
                if (std::isnan(between))
                    QVERIFY(std::isnan(static_cast<float>(BFloat16(between))));
                else
                    QCOMPARE(BFloat16(between).bits, c10::BFloat16(between).x);
            }
        }
    }

    void layersEndAsLibTorchs() {
        layersEnd<float>();
        layersEnd<BFloat16>();
    }

    /// What goes wrong isn't to be hidden by a bound.
    void whatIsNoNumberStays() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(std::isnan(kRelu(nan)) && std::isnan(kRelu6(nan)) && std::isnan(kNone(nan)));
        QVERIFY(std::isnan(static_cast<float>(BFloat16(nan))));
        QVERIFY(kRelu.isOpen(nan)); // as LibTorch has it: the gradient is as wrong as the result
    }

    void picturesAreHalvedAsLibTorchs() {
        picturesAreHalved<float>();
        picturesAreHalved<BFloat16>();
    }

    void tapsAreLibTorchsConvolutions_data() {
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("padding");
        QTest::addColumn<bool>("colours");
        QTest::newRow("3 x 3") << 3 << 1 << 7 << 2 << false;
        QTest::newRow("5 x 5") << 5 << 1 << 7 << 4 << false;
        QTest::newRow("3 x 3, halving") << 3 << 2 << 8 << 1 << false;
        QTest::newRow("5 x 5, halving") << 5 << 2 << 8 << 3 << false;
        QTest::newRow("5 x 5, wider than the picture") << 5 << 1 << 2 << 4 << false;
        QTest::newRow("EfficientNet's stem") << 3 << 2 << 10 << 1 << true;
        QTest::newRow("CLIP's stem") << 3 << 2 << 10 << 2 << true;
    }
    void tapsAreLibTorchsConvolutions() {
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, side);
        QFETCH(int, padding);
        QFETCH(bool, colours);
        for (const int channels : {8, 24}) {
            tapsAreConvolutions<float>(channels, kernel, stride, side, padding, colours);
            tapsAreConvolutions<BFloat16>(channels, kernel, stride, side, padding, colours);
        }
    }
};

QTEST_APPLESS_MAIN(NetworkBodiesTest)
#include "network_bodies_test.moc"
