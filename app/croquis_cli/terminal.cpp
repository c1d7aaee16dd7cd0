// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.hpp"

#include <algorithm>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

namespace croquis::cli {
namespace {

constexpr int kUsualColumns = 80;
constexpr std::string_view kGap = "...";

/// One character as it is shown.
struct Cell {
    std::string text;
    int columns = 1;
};

/// How many bytes the UTF-8 character that begins there has; 0 where none does.
std::size_t lengthOfCharacter(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (length == 0 || length > text.size() || first > 0xf4)
        return 0;
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    return std::ranges::all_of(text.substr(1, length - 1), continues) ? length : 0;
}

std::vector<Cell> cellsOf(std::string_view name) {
    std::vector<Cell> cells;
    while (!name.empty()) {
        const std::size_t length = lengthOfCharacter(name);
        const auto first = static_cast<unsigned char>(name[0]);
        const bool control = length == 0 || first < 0x20 || first == 0x7f ||
                             (first == 0xc2 && static_cast<unsigned char>(name[1]) < 0xa0); // and C1's
        cells.push_back(control ? Cell{"?", 1} : Cell{std::string(name.substr(0, length)), length > 2 ? 2 : 1});
        name.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return cells;
}

int columnsOf(const std::vector<Cell>& cells) {
    int columns = 0;
    for (const Cell& cell : cells)
        columns += cell.columns;
    return columns;
}

} // namespace

int terminalColumns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualColumns;
}

std::string shortened(const std::string& name, int columns) {
    std::vector<Cell> head = cellsOf(name), tail;
    const auto gap = static_cast<int>(kGap.size());
    const bool fits = columnsOf(head) <= columns;
    if (!fits && columns < 2 * gap)
        return {};
    if (!fits) {
        int room = (columns - gap) / 2;
        for (auto cell = head.rbegin(); cell != head.rend() && cell->columns <= room; ++cell) {
            tail.insert(tail.begin(), *cell);
            room -= cell->columns;
        }
        while (columnsOf(head) > columns - gap - columnsOf(tail))
            head.pop_back();
    }
    std::string text;
    for (const Cell& cell : head)
        text += cell.text;
    if (!fits)
        text += kGap;
    for (const Cell& cell : tail)
        text += cell.text;
    return text;
}

} // namespace croquis::cli
