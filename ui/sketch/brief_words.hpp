// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <string>

namespace croquis::ui {

/// What a file is called, or a sentence that names one: a label is one line, and a name may hold anything. Line breaks,
/// control characters and what turns the direction of writing become spaces.
inline QString onOneLine(QString text) {
    for (auto& c : text) {
        const bool turns = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        const auto category = c.category();
        if (turns || category == QChar::Other_Control || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph)
            c = QLatin1Char(' ');
    }
    return text;
}

/// What a file says, for a sentence of the window's: a file may say as much as it likes, and in lines.
/// @param most  characters.
inline QString inBrief(const std::string& words, qsizetype most = 40) {
    constexpr std::size_t kLongest = 8; // bytes that a character and the spaces around it may take, made up or not
    const auto bytes = std::min(words.size(), kLongest * static_cast<std::size_t>(most));
    const QString line = QString::fromUtf8(words.data(), static_cast<qsizetype>(bytes)).simplified();
    if (line.size() <= most)
        return line;
    const bool halved = line[most - 1].isHighSurrogate(); // a character of two halves
    return line.left(halved ? most - 1 : most) + QChar(0x2026);
}

/// The same of a file's name.
inline QString nameInBrief(const std::string& name) {
    constexpr qsizetype kMostOfName = 80;
    return inBrief(name, kMostOfName);
}

} // namespace croquis::ui
