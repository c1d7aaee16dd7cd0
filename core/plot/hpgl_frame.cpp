// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/hpgl_frame.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace croquis::plot {
namespace {

constexpr double kSameMm = 0.5;
constexpr double k7475aUnitMm = 0.02488;
constexpr std::size_t k7475aPens = 6;

/// A sheet as an HP 7475A takes it, its long side along x.
struct PlotterSheet {
    PageFormat sheet;
    geometry::Point originMm; ///< of the plotter's (0, 0) from the sheet's lower left corner
    HpglPlace reach;          ///< upper right hard-clip limit
};

constexpr std::array<PlotterSheet, 4> k7475aSheets{{
    {{297, 210}, {10, 4}, {11040, 7721}},
    {{420, 297}, {15, 10}, {16158, 11040}},
    {{279.4, 215.9}, {10, 4.9}, {10365, 7962}},
    {{431.8, 279.4}, {13.8, 8.9}, {16640, 10365}},
}};

const PlotterSheet* sheetFor(const PageFormat& page) {
    const double along = std::max(page.widthMm, page.heightMm), across = std::min(page.widthMm, page.heightMm);
    const auto found = std::ranges::find_if(k7475aSheets, [&](const PlotterSheet& sheet) {
        return std::abs(sheet.sheet.widthMm - along) < kSameMm && std::abs(sheet.sheet.heightMm - across) < kSameMm;
    });
    return found == k7475aSheets.end() ? nullptr : &*found;
}

} // namespace

HpglFrame hpglFrameOf(HpglFrame asked, Machine machine) {
    return asked == HpglFrame::byPage && machine == Machine::cutter ? HpglFrame::corner : asked;
}

HpglFrame hpglFrameFrom(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, HpglFrame>, 3> kNames{
        {{"auto", HpglFrame::byPage}, {"hp7475a", HpglFrame::hp7475a}, {"corner", HpglFrame::corner}}};
    const auto found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::first);
    if (found == kNames.end())
        throw InvalidArgument(fmt::format("HPGL can be for auto, hp7475a or corner, not for \"{}\".", name));
    return found->second;
}

HpglMap::HpglMap(const PageFormat& page, HpglFrame frame) : m_page(page) {
    const PlotterSheet* sheet = frame == HpglFrame::corner ? nullptr : sheetFor(page);
    if (sheet == nullptr) {
        if (frame == HpglFrame::hp7475a)
            throw InvalidArgument(fmt::format("An HP 7475A takes A4, A3, Letter and Tabloid, not a page of {} x {} mm.",
                                              page.widthMm, page.heightMm));
        return;
    }
    m_unitsPerMm = 1 / k7475aUnitMm;
    m_turned = page.heightMm > page.widthMm;
    m_origin = sheet->originMm;
    m_reach = sheet->reach;
    m_pens = k7475aPens;
}

HpglPlace HpglMap::operator()(geometry::Point p) const {
    const geometry::Point onSheet = m_turned ? geometry::Point{p.y, p.x} : geometry::Point{p.x, m_page.heightMm - p.y};
    const geometry::Point from = m_unitsPerMm * (onSheet - m_origin);
    const HpglPlace place{std::llround(from.x), std::llround(from.y)};
    if (m_reach && (place.x < 0 || place.y < 0 || place.x > m_reach->x || place.y > m_reach->y))
        throw ExportError(
            fmt::format("An HP 7475A's pens don't reach all of it on a page of {} x {} mm: choose a margin "
                        "of 15 mm.",
                        m_page.widthMm, m_page.heightMm));
    return place;
}

} // namespace croquis::plot
