// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/plane_filters.hpp"

#include "base/error.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace croquis::saliency {

using image::Plane;

namespace {

constexpr double kWideSigma = 24; // px; from here on a fourth of the size shows it as well: 4e-3 of the plane's range
constexpr int kReduction = 4;

/// OpenCV takes its sources as const cv::Mat, which has no const view of the values.
cv::Mat view(const Plane& plane) {
    return {plane.height, plane.width, CV_32FC1, const_cast<float*>(plane.values.data())};
}

template <typename Function>
void translated(Function&& function) {
    try {
        function();
    } catch (const cv::Exception& error) {
        throw Error(std::string("The photo's maps can't be computed: ") + error.what());
    }
}

cv::Mat gaussianKernel(double sigma) {
    const int radius = static_cast<int>(4 * sigma + 0.5);
    cv::Mat kernel(2 * radius + 1, 1, CV_64F);
    double sum = 0;
    for (int i = -radius; i <= radius; ++i)
        sum += kernel.at<double>(i + radius) = std::exp(-0.5 * i * i / (sigma * sigma));
    kernel /= sum;
    kernel.convertTo(kernel, CV_32F);
    return kernel;
}

} // namespace

Plane blurred(const Plane& plane, double sigma, Border border) {
    Plane result(plane.width, plane.height);
    translated([&] {
        const int outside = border == Border::mirrored ? cv::BORDER_REFLECT : cv::BORDER_REPLICATE;
        cv::Mat out = view(result);
        if (sigma < kWideSigma) {
            const cv::Mat kernel = gaussianKernel(sigma);
            cv::sepFilter2D(view(plane), out, CV_32F, kernel, kernel, {-1, -1}, 0, outside);
            return;
        }
        const cv::Size whole(plane.width, plane.height);
        const cv::Size part((plane.width + kReduction - 1) / kReduction, (plane.height + kReduction - 1) / kReduction);
        const cv::Mat kernel = gaussianKernel(sigma / kReduction);
        cv::Mat reduced;
        cv::resize(view(plane), reduced, part, 0, 0, cv::INTER_AREA);
        cv::sepFilter2D(reduced, reduced, CV_32F, kernel, kernel, {-1, -1}, 0, outside);
        cv::resize(reduced, out, whole, 0, 0, cv::INTER_LINEAR);
    });
    return result;
}

Gradient sobel(const Plane& plane) {
    Gradient gradient{Plane(plane.width, plane.height), Plane(plane.width, plane.height)};
    translated([&] {
        cv::Mat x = view(gradient.x), y = view(gradient.y);
        cv::Sobel(view(plane), x, CV_32F, 1, 0, 3, 1, 0, cv::BORDER_REPLICATE);
        cv::Sobel(view(plane), y, CV_32F, 0, 1, 3, 1, 0, cv::BORDER_REPLICATE);
    });
    return gradient;
}

Plane strongestGradient(const std::vector<Plane>& channels, double sigma) {
    Plane result(channels.front().width, channels.front().height);
    for (const Plane& channel : channels) {
        const Gradient gradient = sobel(blurred(channel, sigma));
        for (std::size_t i = 0; i < result.values.size(); ++i) {
            const float x = gradient.x.values[i], y = gradient.y.values[i];
            result.values[i] = std::max(result.values[i], x * x + y * y);
        }
    }
    for (float& value : result.values)
        value = std::sqrt(value);
    return result;
}

Plane ridges(const Plane& plane) {
    Plane near = blurred(plane, 1);
    const Plane around = blurred(plane, 3);
    for (std::size_t i = 0; i < near.values.size(); ++i)
        near.values[i] = near.values[i] - around.values[i] > 0.01F ? 1.F : 0.F;
    return near;
}

Plane crests(const Plane& plane, const Plane& tangentX, const Plane& tangentY) {
    Plane result(plane.width, plane.height);
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            const float value = plane.at(x, y);
            const double dx = -tangentY.at(x, y), dy = tangentX.at(x, y);
            if (value >= sampled(plane, x + 0.5 + dx, y + 0.5 + dy) &&
                value >= sampled(plane, x + 0.5 - dx, y + 0.5 - dy))
                result.at(x, y) = 1;
        }
    }
    return result;
}

Plane largeParts(const Plane& marked, int extent) {
    Plane result(marked.width, marked.height);
    translated([&] {
        cv::Mat labels, statistics, centres;
        cv::connectedComponentsWithStats(view(marked) > 0.5F, labels, statistics, centres, 8, CV_32S);
        for (int y = 0; y < marked.height; ++y) {
            for (int x = 0; x < marked.width; ++x) {
                const int part = labels.at<int>(y, x);
                if (part > 0 && std::max(statistics.at<int>(part, cv::CC_STAT_WIDTH),
                                         statistics.at<int>(part, cv::CC_STAT_HEIGHT)) >= extent)
                    result.at(x, y) = 1;
            }
        }
    });
    return result;
}

float percentileInside(const Plane& plane, const Plane& inside, double percent) {
    std::vector<float> values;
    values.reserve(plane.values.size());
    for (std::size_t i = 0; i < plane.values.size(); ++i)
        if (inside.values[i] > 0.5F)
            values.push_back(plane.values[i]);
    if (values.empty())
        return 0;
    const double position = percent / 100 * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(position);
    std::nth_element(values.begin(), below, values.end());
    const double rest = position - std::floor(position);
    const float next = rest > 0 ? *std::min_element(below + 1, values.end()) : *below;
    return static_cast<float>(*below + rest * (next - *below));
}

Plane distanceToOutside(const Plane& area) {
    Plane result(area.width, area.height);
    translated([&] {
        cv::Mat framed(area.height + 2, area.width + 2, CV_8UC1, cv::Scalar(0));
        const cv::Rect inner(1, 1, area.width, area.height);
        framed(inner).setTo(255, view(area) > 0.5F);
        cv::Mat distance;
        cv::distanceTransform(framed, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
        distance(inner).copyTo(view(result));
    });
    return result;
}

} // namespace croquis::saliency
