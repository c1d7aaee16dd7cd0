// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_sentences.hpp"

#include <QtGlobal>

#include <array>

namespace croquis::ui {
namespace {

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Core", "The margin must be 0 or more and leave %1 mm of a page of %2 x %3 mm, which %4 mm "
                              "doesn't."),
    QT_TRANSLATE_NOOP("Core", "A pen command is a line of G-code such as \"M3 S90\", at most %1 characters and no "
                              "comment, not \"%2\"."),
    QT_TRANSLATE_NOOP("Core", "A pen command lifts or lowers the pen; \"%1\" would change units or coordinates or end "
                              "the program."),
    QT_TRANSLATE_NOOP("Core", "At its actual size the sketch takes %1 x %2 mm, and the page has room for %3 x %4 mm "
                              "between its margins: choose a larger page or a smaller margin, or have it scaled."),
    QT_TRANSLATE_NOOP("Core", "An HP 7475A takes A4, A3, Letter and Tabloid, not a page of %1 x %2 mm."),
    QT_TRANSLATE_NOOP("Core", "An MP4 can't be written, because FFmpeg's libraries can't be opened (%1). Install "
                              "libavformat, or choose a GIF."),
    QT_TRANSLATE_NOOP("Core", "An MP4 can't be written: this FFmpeg has no H.264 encoder. Choose a GIF."),
    QT_TRANSLATE_NOOP("Core", "Couldn't write the film: %1."),
    QT_TRANSLATE_NOOP("Core", "The film would be larger than 1 GB: make it smaller or shorter."),
    QT_TRANSLATE_NOOP("Core", "Couldn't write a GIF: %1."),
    QT_TRANSLATE_NOOP("Core", "The GIF would be larger than 1 GB: make it smaller or shorter."),
    QT_TRANSLATE_NOOP("Core", "The PNG couldn't be made: %1."),
    QT_TRANSLATE_NOOP("Core", "A PNG of %1 x %2 pixels can't be written: each side must lie between 1 and %3."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this file. Make it smaller."),
};

} // namespace

std::span<const char* const> exportSentences() {
    return kSentences;
}

} // namespace croquis::ui
