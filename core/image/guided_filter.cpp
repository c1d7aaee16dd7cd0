// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/guided_filter.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <array>
#include <cstddef>

namespace croquis::image {

namespace {

using Channels = std::array<cv::Mat, 3>;

Channels channelsOf(const Raster<std::uint8_t>& guide) {
    const cv::Mat rgb(guide.height, guide.width, CV_8UC3, const_cast<std::uint8_t*>(guide.values.data()));
    cv::Mat scaled;
    rgb.convertTo(scaled, CV_32FC3, 1.0 / 255);
    Channels channels;
    cv::split(scaled, channels.data());
    return channels;
}

/// Of every pixel, (variance of colour + epsilon)^-1 x covariance of colour and plane.
Channels slopes(const std::array<Channels, 3>& variance, const Channels& covariance, double epsilon) {
    Channels slopes;
    for (cv::Mat& slope : slopes)
        slope.create(covariance[0].size(), CV_32F);
    for (int y = 0; y < covariance[0].rows; ++y)
        for (int x = 0; x < covariance[0].cols; ++x) {
            cv::Matx33d spread;
            cv::Vec3d shared;
            for (std::size_t c = 0; c < 3; ++c) {
                const int row = static_cast<int>(c);
                shared[row] = covariance[c].at<float>(y, x);
                for (std::size_t d = 0; d <= c; ++d)
                    spread(row, static_cast<int>(d)) = spread(static_cast<int>(d), row) =
                        variance[c][d].at<float>(y, x);
                spread(row, row) += epsilon;
            }
            const cv::Vec3d slope = spread.inv(cv::DECOMP_CHOLESKY) * shared;
            for (std::size_t c = 0; c < 3; ++c)
                slopes[c].at<float>(y, x) = static_cast<float>(slope[static_cast<int>(c)]);
        }
    return slopes;
}

} // namespace

Plane guidedFilter(const Raster<std::uint8_t>& guide, const Plane& plane, int radius, double epsilon) {
    const auto mean = [radius](const cv::Mat& of) {
        cv::Mat result;
        cv::blur(of, result, {2 * radius + 1, 2 * radius + 1}, {-1, -1}, cv::BORDER_REFLECT);
        return result;
    };
    const cv::Mat values(plane.height, plane.width, CV_32F, const_cast<float*>(plane.values.data()));
    const cv::Mat meanValue = mean(values);
    const Channels colour = channelsOf(guide);
    Channels meanColour, covariance;
    std::array<Channels, 3> variance;
    for (std::size_t c = 0; c < 3; ++c) {
        meanColour[c] = mean(colour[c]);
        covariance[c] = mean(colour[c].mul(values)) - meanColour[c].mul(meanValue);
        for (std::size_t d = 0; d <= c; ++d)
            variance[c][d] = mean(colour[c].mul(colour[d])) - meanColour[c].mul(meanColour[d]);
    }
    const Channels slope = slopes(variance, covariance, epsilon);
    cv::Mat offset = meanValue.clone();
    for (std::size_t c = 0; c < 3; ++c)
        offset -= slope[c].mul(meanColour[c]);
    Plane filtered(plane.width, plane.height);
    cv::Mat result(plane.height, plane.width, CV_32F, filtered.values.data());
    mean(offset).copyTo(result);
    for (std::size_t c = 0; c < 3; ++c)
        result += mean(slope[c]).mul(colour[c]);
    return filtered;
}

} // namespace croquis::image
