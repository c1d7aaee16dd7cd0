// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/colour_table.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace croquis::animation {
namespace {

struct Entry {
    std::uint32_t colour = 0; ///< 0xrrggbb
    std::size_t count = 0;
};

int channelOf(std::uint32_t colour, int channel) {
    return static_cast<int>(colour >> (16 - 8 * channel)) & 0xff;
}

/// A part of the colours, and how far it reaches.
struct ColourBox {
    std::span<Entry> entries;
    int channel = 0; ///< the longest
    int extent = 0;
    std::size_t count = 0;

    explicit ColourBox(std::span<Entry> part) : entries(part) {
        for (int c = 0; c < 3; ++c) {
            const auto [lowest, highest] = std::ranges::minmax_element(
                entries, {}, [c](const Entry& entry) { return channelOf(entry.colour, c); });
            const int reach = channelOf(highest->colour, c) - channelOf(lowest->colour, c);
            if (reach > extent) {
                extent = reach;
                channel = c;
            }
        }
        for (const Entry& entry : entries)
            count += entry.count;
    }

    /// In two with about as many pixels each.
    std::pair<ColourBox, ColourBox> halved() const {
        std::ranges::sort(entries, {}, [this](const Entry& entry) {
            return std::pair(channelOf(entry.colour, channel), entry.colour);
        });
        std::size_t half = 0, below = 0;
        while (half + 1 < entries.size() - 1 && 2 * (below + entries[half].count) <= count)
            below += entries[half++].count;
        half = std::max<std::size_t>(half, 1);
        return {ColourBox(entries.first(half)), ColourBox(entries.subspan(half))};
    }

    geometry::Colour mean() const {
        std::array<double, 3> sum{};
        for (const Entry& entry : entries)
            for (int c = 0; c < 3; ++c)
                sum[static_cast<std::size_t>(c)] += static_cast<double>(entry.count) * channelOf(entry.colour, c);
        const auto value = [&](std::size_t c) {
            return static_cast<std::uint8_t>(sum[c] / static_cast<double>(count) + 0.5);
        };
        return {value(0), value(1), value(2)};
    }
};

std::uint32_t colourAt(std::span<const std::uint8_t> rgba, std::size_t pixel) {
    return std::uint32_t{rgba[4 * pixel]} << 16 | std::uint32_t{rgba[4 * pixel + 1]} << 8 | rgba[4 * pixel + 2];
}

} // namespace

void ColourTable::add(std::span<const std::uint8_t> rgba) {
    for (std::size_t k = 0; k < rgba.size() / 4; ++k)
        ++m_counts[colourAt(rgba, k)];
}

void ColourTable::settle() {
    std::vector<Entry> entries;
    for (const auto& [colour, count] : m_counts)
        entries.push_back({colour, count});
    if (entries.empty())
        throw InvalidArgument("colour table: no picture was added");
    std::ranges::sort(entries, {}, &Entry::colour);
    std::vector<ColourBox> boxes{ColourBox(entries)};
    while (boxes.size() < std::min(kMostColours, entries.size())) {
        const auto widest = std::ranges::max_element(boxes, {}, [](const ColourBox& box) {
            return box.entries.size() < 2 ? std::pair<double, std::size_t>(-1, 0)
                                          : std::pair(static_cast<double>(box.extent), box.count);
        });
        auto [low, high] = widest->halved();
        *widest = low;
        boxes.push_back(high);
    }
    m_colours.clear();
    for (const ColourBox& box : boxes) {
        for (const Entry& entry : box.entries)
            m_places[entry.colour] = static_cast<std::uint8_t>(m_colours.size());
        m_colours.push_back(box.mean());
    }
}

std::vector<std::uint8_t> ColourTable::indices(std::span<const std::uint8_t> rgba) const {
    std::vector<std::uint8_t> places(rgba.size() / 4);
    for (std::size_t k = 0; k < places.size(); ++k) {
        const auto found = m_places.find(colourAt(rgba, k));
        if (found == m_places.end())
            throw InvalidArgument("colour table: a colour that no picture had");
        places[k] = found->second;
    }
    return places;
}

} // namespace croquis::animation
