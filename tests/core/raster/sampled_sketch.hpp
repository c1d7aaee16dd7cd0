// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace croquis::test {

/// A sketch painted with side x side samples a pixel and nothing else: the reference for pictures and gradients. The
/// strokes' union is black; a stroke is what lies within the radius of its curve's 200 chords.
///
/// Hard samples are in or out, so differences of their picture need a step of many samples' width. Soft samples fade
/// over their own width, which leaves the picture as it is to 1 / side^2 and makes differences trustworthy at a step of
/// a hundredth of a pixel.
class SampledSketch {
  public:
    enum class Samples { hard, soft };

    SampledSketch(int width, int height, int side, Samples samples, double radius,
                  std::span<const double> controlPoints);

    /// H x W, 1 = paper.
    std::vector<double> picture() const;
    /// d (sum of weights * picture) / d controlPoints by central differences of `step` px.
    std::vector<double> gradient(std::span<const double> weights, double step);

  private:
    void findSamples(const double* points);
    double coverage(std::size_t sample) const;
    double inkedWeight(const double* points, std::span<const double> weights);
    void add(std::size_t stroke);
    void remove(std::size_t stroke);

    int m_width;
    int m_height;
    int m_side;
    bool m_hard;
    double m_radius;
    std::vector<double> m_controlPoints;
    std::vector<std::int16_t> m_full; // strokes that cover each sample wholly
    std::vector<double> m_left;       // what the strokes that cover it partly leave
    std::vector<double> m_nearest2;   // of the stroke visited last, valid for m_found
    std::vector<std::size_t> m_found;
};

} // namespace croquis::test
