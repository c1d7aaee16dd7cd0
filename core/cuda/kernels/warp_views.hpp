// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/guard_scale.hpp"
#include "cuda/kernels/view_bank.hpp"
#include "loss/view_sample.hpp"

namespace croquis::cuda {

/// All views of all sketches (or of the photo), resampled as loss::Augmenter does and normalised, in one pass. A thread
/// a view's pixel.
struct WarpViews {
    ViewShape shape;
    Normalisation normalisation;
    float outside = 0;      ///< what a view shows beyond the picture's border, before the normalisation
    Input<float> pictures;  ///< [S, channels, side, side]
    Input<int> views;       ///< [S * V] indices into the bank
    Input<BankedWarp> bank; ///< the first is the identity
    Output<float> out;      ///< [S * V, 3, side, side], see ViewShape::channelsLast

    CROQUIS_HD int threads() const { return shape.rows() * shape.area(); }

    CROQUIS_HD void operator()(int index) const {
        const int row = index / shape.area();
        const int pixel = index % shape.area();
        const double* h = bank.row(views[row], 1)->source_from_view;
        const loss::ViewSample at =
            loss::sampleAt(h, loss::viewRow(h, pixel / shape.side), pixel % shape.side, shape.side);
        float value = 0;
        for (int channel = 0; channel < 3; ++channel) {
            if (channel < shape.channels) {
                const int plane = row / shape.viewsEach * shape.channels + channel;
                value = loss::bilinear(pixelOf(plane, at.left, at.top), pixelOf(plane, at.left + 1, at.top),
                                       pixelOf(plane, at.left, at.top + 1), pixelOf(plane, at.left + 1, at.top + 1),
                                       at.right, at.lower);
            }
            out.set(shape.element(row, channel, pixel),
                    (value - normalisation.mean[channel]) / normalisation.deviation[channel]);
        }
    }

  private:
    CROQUIS_HD float pixelOf(int plane, int x, int y) const {
        if (x < 0 || y < 0 || x >= shape.side || y >= shape.side)
            return outside;
        return pictures[(std::int64_t(plane) * shape.side + y) * shape.side + x];
    }
};

/// The gradient of WarpViews in the sketches (channels = 1): a thread a sketch's pixel gathers what all views made of
/// it, view by view and row by row.
struct GatherViews {
    ViewShape shape;
    Normalisation normalisation;
    Input<float> viewGradient; ///< [S * V, 3, side, side], d loss / d WarpViews::out, times the sketch's scale
    Input<int> views;          ///< [S * V]
    Input<BankedWarp> bank;
    Output<float> gradient; ///< [S, 1, side, side] d loss / d sketch, without the scale
    Input<float> scales{};  ///< [S], see scaleOf()

    CROQUIS_HD int threads() const { return shape.sketches * shape.area(); }

    CROQUIS_HD void operator()(int index) const {
        const int sketch = index / shape.area();
        const int x = index % shape.area() % shape.side;
        const int y = index % shape.area() / shape.side;
        float sum = 0;
        for (int view = 0; view < shape.viewsEach; ++view)
            sum += ofView(sketch * shape.viewsEach + view, x, y);
        gradient.set(index, sum);
    }

  private:
    CROQUIS_HD float ofView(int row, int x, int y) const {
        const BankedWarp* warp = bank.row(views[row], 1);
        const ViewBox box = boxAround(warp->view_from_source, x, y, shape.side);
        float sum = 0;
        for (int j = box.top; j <= box.bottom; ++j) {
            const loss::ViewRow along = loss::viewRow(warp->source_from_view, j);
            for (int i = box.left; i <= box.right; ++i) {
                const loss::ViewSample at = loss::sampleAt(warp->source_from_view, along, i, shape.side);
                const bool isLeft = at.left == x, isTop = at.top == y;
                if ((isLeft || at.left + 1 == x) && (isTop || at.top + 1 == y))
                    sum += (isLeft ? 1 - at.right : at.right) *
                           ((isTop ? 1 - at.lower : at.lower) * ofPixel(row, j * shape.side + i));
            }
        }
        return sum;
    }

    /// d loss / d the view's grey value before the normalisation.
    CROQUIS_HD float ofPixel(int row, int pixel) const {
        float sum = 0;
        for (int channel = 0; channel < 3; ++channel)
            sum += viewGradient[shape.element(row, channel, pixel)] /
                   (normalisation.deviation[channel] * scaleOf(scales, row / shape.viewsEach));
        return sum;
    }
};

} // namespace croquis::cuda
