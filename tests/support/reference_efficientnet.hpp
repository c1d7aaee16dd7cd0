// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/safetensors_writer.hpp"

#include <map>
#include <string>
#include <vector>

namespace croquis::tests {

/// EfficientNet-Lite0 with random weights and batch norms, in double, one plain loop per layer definition: what the
/// product's encoder is compared with. Shares nothing with it.
class ReferenceEfficientNet {
  public:
    /// Values of one picture, [channel][y][x].
    struct Activation {
        int channels = 0, side = 0;
        std::vector<double> values;
    };
    struct Result {
        std::vector<Activation> stages; ///< 0..7
        std::vector<double> embedding;
        double openShare = 0, saturatedShare = 0; ///< of the ReLU6s: inside 0..6, above
    };

    explicit ReferenceEfficientNet(unsigned seed);

    /// The weights as the product stores them: batch norms folded.
    SafetensorsWriter file() const;

    /// @param picture  3 x 224 x 224 values, sRGB 0..1.
    Result run(const std::vector<double>& picture) const;

  private:
    struct Layer {
        std::string name;
        int in = 0, out = 0, kernel = 1, stride = 1;
        bool depthwise = false;
        std::vector<double> weight;                      ///< [out][in or 1][kernel][kernel]
        std::vector<double> gamma, beta, mean, variance; ///< of the batch norm after it
    };
    struct Tally {
        double all = 0, open = 0, saturated = 0;
    };

    Activation apply(const Layer& layer, const Activation& input) const;
    static void relu6(Activation& activation, Tally& tally);

    std::map<std::string, Layer> m_layers;
};

} // namespace croquis::tests
