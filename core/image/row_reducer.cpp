// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/row_reducer.hpp"

#include "image/photo.hpp"

#include <algorithm>

namespace croquis::image {

Size reducedSize(Size full) {
    const std::int64_t longest = std::max(full.width, full.height);
    if (longest <= Photo::kLongestSide)
        return full;
    const auto reduced = [longest](std::int64_t side) {
        return static_cast<int>(std::max<std::int64_t>(1, (2 * side * Photo::kLongestSide + longest) / (2 * longest)));
    };
    return {reduced(full.width), reduced(full.height)};
}

RowReducer::RowReducer(Size source, Size target, int channels)
    : m_source(source), m_target(target), m_channels(channels),
      m_flat(static_cast<std::size_t>(source.width) * static_cast<std::size_t>(channels)),
      m_narrow(static_cast<std::size_t>(target.width) * static_cast<std::size_t>(channels)), m_sums(m_narrow.size()),
      m_rgb(target.width, target.height, 3) {
    if (channels == 4)
        m_alpha = Raster<std::uint8_t>(target.width, target.height);
    // A source pixel is target.width units wide and a target pixel source.width units: every overlap is a whole number.
    const auto sourceUnits = static_cast<std::uint64_t>(target.width);
    const auto targetUnits = static_cast<std::uint64_t>(source.width);
    for (std::uint64_t x = 0; x < sourceUnits; ++x) {
        const std::uint64_t begin = x * targetUnits;
        const std::uint64_t end = begin + targetUnits;
        Overlap overlap{begin / sourceUnits, (end - 1) / sourceUnits, targetUnits, 0};
        if (overlap.last > overlap.first) {
            overlap.firstWeight = (overlap.first + 1) * sourceUnits - begin;
            overlap.lastWeight = end - overlap.last * sourceUnits;
        }
        m_overlaps.push_back(overlap);
    }
}

Raster<std::uint8_t>& RowReducer::alpha() {
    if (m_opaque)
        m_alpha = {};
    return m_alpha;
}

void RowReducer::flatten(const std::uint8_t* row) {
    if (m_channels == 3) {
        std::copy_n(row, m_flat.size(), m_flat.begin());
        return;
    }
    for (std::size_t i = 0; i < m_flat.size(); i += 4) {
        const unsigned alpha = row[i + 3];
        m_opaque = m_opaque && alpha == 255;
        for (std::size_t channel = 0; channel < 3; ++channel)
            m_flat[i + channel] =
                static_cast<std::uint8_t>((row[i + channel] * alpha + 255 * (255 - alpha) + 127) / 255);
        m_flat[i + 3] = static_cast<std::uint8_t>(alpha);
    }
}

void RowReducer::narrow() {
    const auto channels = static_cast<std::size_t>(m_channels);
    const auto wholeWeight = static_cast<std::uint64_t>(m_target.width);
    std::uint64_t* sums = m_narrow.data();
    for (const Overlap& overlap : m_overlaps) {
        for (std::size_t channel = 0; channel < channels; ++channel) {
            std::uint32_t whole = 0;
            for (std::size_t i = (overlap.first + 1) * channels + channel; i < overlap.last * channels; i += channels)
                whole += m_flat[i];
            *sums++ = overlap.firstWeight * m_flat[overlap.first * channels + channel] + wholeWeight * whole +
                      overlap.lastWeight * m_flat[overlap.last * channels + channel];
        }
    }
}

void RowReducer::addToTarget(std::uint64_t weight) {
    for (std::size_t i = 0; i < m_sums.size(); ++i)
        m_sums[i] += weight * m_narrow[i];
}

void RowReducer::finishTargetRow() {
    const std::uint64_t area = static_cast<std::uint64_t>(m_source.width) * static_cast<std::uint64_t>(m_source.height);
    const auto channels = static_cast<std::size_t>(m_channels);
    for (int x = 0; x < m_target.width; ++x) {
        const std::uint64_t* sums = &m_sums[static_cast<std::size_t>(x) * channels];
        for (int channel = 0; channel < 3; ++channel)
            m_rgb.at(x, m_targetRow, channel) = static_cast<std::uint8_t>((sums[channel] + area / 2) / area);
        if (m_channels == 4)
            m_alpha.at(x, m_targetRow) = static_cast<std::uint8_t>((sums[3] + area / 2) / area);
    }
    std::ranges::fill(m_sums, 0);
    ++m_targetRow;
}

void RowReducer::copyRow() {
    const auto channels = static_cast<std::size_t>(m_channels);
    for (int x = 0; x < m_target.width; ++x) {
        const std::uint8_t* pixel = &m_flat[static_cast<std::size_t>(x) * channels];
        std::copy_n(pixel, 3, &m_rgb.at(x, m_targetRow));
        if (m_channels == 4)
            m_alpha.at(x, m_targetRow) = pixel[3];
    }
    ++m_targetRow;
}

void RowReducer::addRow(const std::uint8_t* row) {
    flatten(row);
    if (m_source == m_target) {
        copyRow();
        return;
    }
    narrow();
    const std::int64_t begin = static_cast<std::int64_t>(m_sourceRow) * m_target.height;
    const std::int64_t end = begin + m_target.height;
    const std::int64_t boundary = static_cast<std::int64_t>(m_targetRow + 1) * m_source.height;
    ++m_sourceRow;
    if (end < boundary) {
        addToTarget(static_cast<std::uint64_t>(end - begin));
        return;
    }
    addToTarget(static_cast<std::uint64_t>(boundary - begin));
    finishTargetRow();
    if (end > boundary)
        addToTarget(static_cast<std::uint64_t>(end - boundary));
}

} // namespace croquis::image
