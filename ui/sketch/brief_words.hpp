// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <string>
#include <utility>

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

/// A name that may be as long as a file's, for where there is room for a usual one: its middle gives way, as beginning
/// and ending tell it. @param most  characters.
inline QString elidedInside(const QString& name, qsizetype most = 40) {
    if (name.size() <= most)
        return name;
    qsizetype head = (most - 1) / 2, tail = name.size() - (most - 1 - head);
    head -= name[head - 1].isHighSurrogate() ? 1 : 0; // a character of two halves
    tail += name[tail].isLowSurrogate() ? 1 : 0;
    return name.left(head) + QChar(0x2026) + name.mid(tail);
}

/// The same of each word of a sentence, and of each part of a path in it: what can't be wrapped has no more room.
inline QString withShortWords(const QString& sentence) {
    QString shortened, word;
    for (const QChar c : sentence) {
        if (!c.isSpace() && c != QLatin1Char('/')) {
            word += c;
            continue;
        }
        shortened += elidedInside(std::exchange(word, {})) + c;
    }
    return shortened + elidedInside(word);
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
