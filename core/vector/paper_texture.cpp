// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/paper_texture.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Colour;
using geometry::Point;

constexpr std::array<std::pair<std::string_view, PaperTexture>, 3> kNames{
    {{"none", PaperTexture::none}, {"laid", PaperTexture::laid}, {"flecked", PaperTexture::flecked}}};
constexpr double kTrueSizeMm = 420;                 ///< longest side of a page with a texture as large as on paper
constexpr std::uint64_t kPaper = ~std::uint64_t{0}; ///< of the random numbers: no stroke has that number
constexpr Colour kBlack{0, 0, 0}, kWhite{255, 255, 255};

bool isDark(Colour paper) {
    return paper.luma() < 128;
}

/// To thousandths, so that a file that is read again has the same texture.
double asInFiles(double millimetres) {
    return std::round(millimetres * 1000) / 1000;
}

Contour closed(std::vector<Point> points) {
    for (Point& p : points)
        p = {asInFiles(p.x), asInFiles(p.y)};
    return {std::move(points)};
}

/// A page's texture being made.
class Texture {
  public:
    Texture(double width, double height)
        : m_width(asInFiles(width)), m_height(asInFiles(height)), m_random(kPaper, base::RandomPurpose::brushTexture) {
        m_unit = std::max(1.0, std::max(width, height) / kTrueSizeMm);
    }

    /// Wires: the fine ones lie across, the wide ones up and down.
    std::vector<Contour> wires(bool fine) {
        constexpr double kFinePitch = 1.15, kWidePitch = 26, kFineBreadth = 0.4, kWideBreadth = 0.8;
        const double pitch = m_unit * (fine ? kFinePitch : kWidePitch), end = fine ? m_height : m_width;
        std::vector<Contour> contours;
        for (double at = (fine ? 0.5 : 0.35) * pitch; at < end; at += pitch)
            contours.push_back(wire(at, m_unit * (fine ? kFineBreadth : kWideBreadth), fine));
        return contours;
    }

    /// Hairs a square millimetre.
    std::vector<Contour> hairs(double density) {
        constexpr double kShortest = 0.6, kLongest = 4, kThinnest = 0.08, kThickest = 0.24, kBow = 0.35;
        const auto count = static_cast<int>(density * m_width * m_height / (m_unit * m_unit));
        std::vector<Contour> contours;
        for (int k = 0; k < count; ++k) {
            const Point start{between(0, m_width), between(0, m_height)};
            const double length = m_unit * between(kShortest, kLongest), angle = between(0, 2) * std::numbers::pi;
            Point along{length * std::cos(angle), length * std::sin(angle)};
            if (start.x + along.x < 0 || start.x + along.x > m_width) // rather inwards
                along.x = -along.x;
            if (start.y + along.y < 0 || start.y + along.y > m_height)
                along.y = -along.y;
            const Point aside{-along.y, along.x};
            const double bow = between(-kBow, kBow), back = between(-kBow, kBow);
            const Point half = (0.67 * m_unit * between(kThinnest, kThickest) / length) * aside; // of a cubic's middle
            const Point a = start + 0.3 * along + bow * aside, b = start + 0.7 * along + back * aside;
            const Point end = start + along;
            contours.push_back(closed({start, a + half, b + half, end, b - half, a - half, start}));
        }
        return contours;
    }

  private:
    double between(double low, double high) { return low + (high - low) * m_random.uniform(); }

    /// From one edge of the page to the other, hardly straight.
    Contour wire(double at, double breadth, bool across) {
        constexpr double kStray = 0.35;
        const double end = across ? m_width : m_height;
        const auto point = [across](double along, double aside) {
            return across ? Point{along, aside} : Point{aside, along};
        };
        std::array<double, 4> upper{}, lower{};
        for (std::size_t k = 0; k < 4; ++k) {
            const double middle = at + breadth * between(-kStray, kStray);
            const double half = 0.5 * breadth * between(0.6, 1.3);
            upper[k] = middle - half;
            lower[k] = middle + half;
        }
        const double third = end / 3;
        const auto straight = [&](double along, double from, double to) {
            return std::array{point(along, std::lerp(from, to, 1.0 / 3)), point(along, std::lerp(from, to, 2.0 / 3))};
        };
        const auto right = straight(end, upper[3], lower[3]), left = straight(0, lower[0], upper[0]);
        return closed({point(0, upper[0]), point(third, upper[1]), point(2 * third, upper[2]), point(end, upper[3]),
                       right[0], right[1], point(end, lower[3]), point(2 * third, lower[2]), point(third, lower[1]),
                       point(0, lower[0]), left[0], left[1], point(0, upper[0])});
    }

    double m_width, m_height;
    double m_unit = 1;
    base::RandomStream m_random;
};

} // namespace

PaperTexture paperTextureFrom(std::string_view text) {
    const auto found = std::ranges::find(kNames, text, &decltype(kNames)::value_type::first);
    if (found == kNames.end())
        throw InvalidArgument(
            fmt::format("A paper's texture is none, laid or flecked, not \"{}\".", text.substr(0, 40)));
    return found->second;
}

std::string_view nameOf(PaperTexture texture) {
    return std::ranges::find(kNames, texture, &decltype(kNames)::value_type::second)->first;
}

std::vector<Mark> paperMarks(double widthMm, double heightMm, Colour paper, PaperTexture texture) {
    constexpr double kFineOpacity = 0.05, kWideOpacity = 0.045, kDarkOpacity = 0.26, kLightOpacity = 0.35;
    constexpr double kHairs = 0.026; // a square millimetre
    if (texture == PaperTexture::none)
        return {};
    if (!(widthMm > 0 && heightMm > 0 && std::isfinite(widthMm) && std::isfinite(heightMm)))
        throw InvalidArgument("A page without area has no texture.");
    Texture made(widthMm, heightMm);
    const bool dark = isDark(paper);
    const Colour ink = dark ? kWhite : kBlack, counter = dark ? kBlack : kWhite;
    std::vector<Mark> marks;
    const auto add = [&marks](std::vector<Contour> contours, Colour colour, double opacity) {
        if (!contours.empty())
            marks.push_back({std::nullopt, std::move(contours), colour, opacity, Blend::normal});
    };
    if (texture == PaperTexture::laid) {
        add(made.wires(true), ink, kFineOpacity);
        add(made.wires(false), ink, kWideOpacity);
    } else {
        add(made.hairs(0.5 * kHairs), counter, kLightOpacity);
        add(made.hairs(kHairs), ink, kDarkOpacity);
    }
    return marks;
}

} // namespace croquis::vector
