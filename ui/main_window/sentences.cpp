// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/sentences.hpp"

#include "ui/export/export_sentences.hpp"
#include "ui/main_window/window_words.hpp"
#include "ui/models/model_sentences.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <optional>
#include <span>

namespace croquis::ui {
namespace {

/// The core's sentences with %1, %2 ... where it puts names and numbers.
constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: no space left in %2 (needs %3). Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: no space left in %2. Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: %2 can't be written to. Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: there is no folder %2."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: %2 is no folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: it is a folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: what is there is a link and not a file; it stays as it is."),
    QT_TRANSLATE_NOOP("Core",
                      "Couldn't save %1: what is there is a device or a pipe and not a file; it stays as it is."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: it would be larger than a file may be here."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: the name is too long."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: %2."),
    QT_TRANSLATE_NOOP("Core", "No clear subject found (%1). The whole photo will be drawn."),
    QT_TRANSLATE_NOOP("Core", "The drawing became unstable at iteration %1; the best sketch before it is kept."),
    QT_TRANSLATE_NOOP("Core", "The drawing is unstable: what the network makes of it was never a finite number. Try "
                              "another model or fp32 precision."),
    QT_TRANSLATE_NOOP("Core",
                      "There is not enough memory for this drawing. Close other programs or draw fewer sketches at "
                      "once."),
    QT_TRANSLATE_NOOP("Core", "This picture is only %1 x %2 pixels. The sketch may not be recognisable."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be opened: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be read to its end. Check the disk, or get a fresh copy."),
    QT_TRANSLATE_NOOP("Core", "%1 doesn't exist. Check its name."),
    QT_TRANSLATE_NOOP("Core", "%1 is a folder, not a picture. Name a file in it."),
    QT_TRANSLATE_NOOP("Core", "%1 is empty (0 bytes). Choose another file."),
    QT_TRANSLATE_NOOP("Core", "%1 is transparent nearly everywhere. The whole photo will be drawn."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 is damaged or incomplete (%2). Get a fresh copy of it, or open it in another program and "
                      "save it again."),
    QT_TRANSLATE_NOOP("Core", "%1 is damaged or incomplete (%2). Only part of it could be read."),
    QT_TRANSLATE_NOOP("Core", "Only part of %1 could be read; that is what is drawn."),
    QT_TRANSLATE_NOOP("Core", "%1 is %2, which this build can't read. Export it as JPEG or PNG."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 isn't a picture (its content is %2). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file."),
    QT_TRANSLATE_NOOP("Core", "%1 looks almost uniform, so there is nothing to draw."),
    QT_TRANSLATE_NOOP("Core",
                      "The subject is only about %1 pixels large in this photo. Taken from nearer, it would keep its "
                      "details."),
    QT_TRANSLATE_NOOP("Core",
                      "This photo is busy all over, and all of it will be drawn. A calmer background or a closer crop "
                      "would help."),
    QT_TRANSLATE_NOOP("Core", "Zoomed in on the subject. Without \"Only the subject\" the whole photo is drawn."),
    QT_TRANSLATE_NOOP("Core", "The photo isn't square: the whole of it is kept, with room around."),
    QT_TRANSLATE_NOOP("Core", "Couldn't restore from %1: it carries no record of how it was made; only sketches "
                              "that Croquis drew from a photo do."),
    QT_TRANSLATE_NOOP("Core", "Couldn't restore from %1: its record of how it was made is damaged (%2)."),
    QT_TRANSLATE_NOOP("Core",
                      "Couldn't restore from %1: it was made by a newer Croquis (%2); update Croquis to restore it."),
    QT_TRANSLATE_NOOP("Core",
                      "Couldn't restore from %1: HPGL has no place for a record of how it was made; use the SVG, "
                      "PNG, GIF, MP4, PDF or G-code of that sketch."),
    QT_TRANSLATE_NOOP("Core", "Couldn't restore from %1: it is a contact sheet; use one of its sketches."),
    QT_TRANSLATE_NOOP("Core", "Couldn't restore from %1: %2."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read the brush %1: it isn't valid JSON."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read the brush %1: it isn't valid JSON at line %2, character %3."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read the brush %1: it isn't a brush but other JSON."),
    QT_TRANSLATE_NOOP("Core",
                      "Couldn't read the brush %1: it isn't a brush: \"croquisBrush\" must give its schema, 1."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read the brush %1: it was made for a newer Croquis (%2)."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read the brush %1: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 is left out: %2"),
    QT_TRANSLATE_NOOP("Core", "There is a brush \"%1\" already."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is a brush that comes with the program; choose another name."),
    QT_TRANSLATE_NOOP("Core", "The name of a brush is too long: at most %1 bytes."),
    QT_TRANSLATE_NOOP("Core",
                      "The name of a brush has no slash and no line break in it, doesn't begin with a brace, a dash or "
                      "a space and doesn't end in .json or a space."),
    QT_TRANSLATE_NOOP("Core", "There are %1 brushes of your own already; delete one first."),
    QT_TRANSLATE_NOOP("Core", "There is no brush \"%1\" of your own."),
    QT_TRANSLATE_NOOP("Core", "There are more than %1 brushes in %2; the others are left out."),
    QT_TRANSLATE_NOOP("Core", "There is no folder for brushes of your own: neither CROQUIS_BRUSHES nor HOME is set."),
    QT_TRANSLATE_NOOP("Core", "There is more in %1 that isn't a brush: %2 files are left out."),
    QT_TRANSLATE_NOOP("Core", "Couldn't remove %1: %2."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read %1: it isn't well-formed XML (%2)."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read %1: it has neither a viewBox nor a width and a height."),
    QT_TRANSLATE_NOOP("Core", "Couldn't read %1: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 holds no strokes."),
    QT_TRANSLATE_NOOP("Core", "Dashed strokes are drawn as whole ones."),
    QT_TRANSLATE_NOOP("Core", "Arrowheads and other markers are left out."),
    QT_TRANSLATE_NOOP("Core", "Strokes with a gradient or a pattern are drawn in its fallback colour, else in "
                              "black."),
    QT_TRANSLATE_NOOP("Core", "Colours given otherwise than by name, #hex, rgb() or hsl() are drawn in black."),
    QT_TRANSLATE_NOOP("Core", "Style rules with attribute, pseudo or sibling selectors are passed over: what "
                              "they style is drawn without."),
    QT_TRANSLATE_NOOP("Core", "Style rules inside of @media and the like are passed over: what they style is "
                              "drawn without."),
    QT_TRANSLATE_NOOP("Core", "Style sheets in other files aren't read: what they style is drawn without."),
    QT_TRANSLATE_NOOP("Core", "Transforms that aren't of the plane, and transform boxes, are left out: what "
                              "they move is drawn where it was."),
    QT_TRANSLATE_NOOP("Core", "Clips and masks are left out: what they cut off is drawn whole."),
    QT_TRANSLATE_NOOP("Core", "Filters are left out: what they change is drawn without."),
    QT_TRANSLATE_NOOP("Core", "Stroked text is left out: turn it into paths first."),
    QT_TRANSLATE_NOOP("Core",
                      "An HP 7475A's pens don't reach all of it on a page of %1 x %2 mm: choose a margin of 15 mm."),
    QT_TRANSLATE_NOOP("Core", "A picture side of %1 pixels can't be painted: it must lie between 1 and %2."),
    QT_TRANSLATE_NOOP("Core", "The model %1 is not installed, so where strokes begin was told by %2 itself (%3)."),
    QT_TRANSLATE_NOOP("Core", "The recipe %1 needs one of CLIP's networks, %2 for one; %3 is none."),
    QT_TRANSLATE_NOOP("Core", "%1 is too large: %2 x %3 pixels, and at most %4 million of them can be read in this "
                              "format. Save a smaller copy."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 is too large: %2 x %3 pixels, and a side can be at most %4 pixels long. Save a smaller "
                      "copy."),
    QT_TRANSLATE_NOOP("Core", "%1 is too large: %2 MB, and at most %3 can be read. Save a smaller copy."),
    QT_TRANSLATE_NOOP("Core", "%1 isn't an ordinary file. Save the picture to one first."),
    QT_TRANSLATE_NOOP("Core", "There is no precision \"%1\": choose auto, fp32 or bf16."),
    QT_TRANSLATE_NOOP("Core", "%1: not available: this machine has no NVIDIA card."),
    QT_TRANSLATE_NOOP("Core", "%1: not available: this machine has an NVIDIA card, but its driver isn't installed "
                              "(%2). Install NVIDIA's driver, %3."),
    QT_TRANSLATE_NOOP("Core", "%1: not available: NVIDIA's driver finds no card. Is it hidden from this program "
                              "(CUDA_VISIBLE_DEVICES, a container without access)?"),
    QT_TRANSLATE_NOOP("Core", "%1: not available: NVIDIA's driver finds no card."),
    QT_TRANSLATE_NOOP("Core", "%1: not available: the parts of NVIDIA's driver are of different versions, as after an "
                              "update. Restart the machine."),
    QT_TRANSLATE_NOOP("Core", "%1: not available: NVIDIA's driver is too old. It runs CUDA up to %2, and %3 is needed: "
                              "install the driver %4."),
    QT_TRANSLATE_NOOP("Core", "%1, too old: its compute capability is %2, and %3 (Turing, 2018) is needed."),
    QT_TRANSLATE_NOOP(
        "Core",
        "%1, out of memory: %2 of %3 GB are free. Close other programs that use the card (\"nvidia-smi\" lists them)."),
    QT_TRANSLATE_NOOP("Core", "%1, can't be used: NVIDIA's driver reports error %2."),
    QT_TRANSLATE_NOOP("Core", "%1: The card's memory is full."),
    QT_TRANSLATE_NOOP("Core", "The card's memory is full."),
    QT_TRANSLATE_NOOP("Core", "The machine's memory is full."),
    QT_TRANSLATE_NOOP("Core", "The card has %1 MB free, and this drawing needs %2: %3 for %4 views of the photo, and "
                              "%5 for the network."),
    QT_TRANSLATE_NOOP("Core", "The card has %1 MB free, and this drawing needs %2 beside what it has: %3 for views of "
                              "the photo, %4 for a sketch and %5 for the card's libraries."),
    QT_TRANSLATE_NOOP("Core", "The card's memory was nearly full when its libraries chose how to compute, so the "
                              "drawing might have differed from others. Close other programs that use the card."),
    QT_TRANSLATE_NOOP("Core", "The card has room for %1 of %2 sketches at once: they are drawn in %3 parts, which is "
                              "slower."),
    QT_TRANSLATE_NOOP("Core",
                      "The card's memory is so full that %1 of %2 sketches go together, where %3 would: that is "
                      "slower, and the last digits may differ."),
    QT_TRANSLATE_NOOP("Core", "%1: This card isn't made for bf16: choose auto or fp32 precision."),
    QT_TRANSLATE_NOOP("Core", "The iterations run kernel by kernel, which is slower: %1"),
    QT_TRANSLATE_NOOP("Core", "%1: The card failed: %2."),
    QT_TRANSLATE_NOOP("Core", "The card failed: %1."),
    QT_TRANSLATE_NOOP("Core", "%1: The program has drawn on the processor: start it again to draw on a card."),
    QT_TRANSLATE_NOOP("Core", "The drawing engine can't be loaded (%1). Install Croquis again."),
    QT_TRANSLATE_NOOP("Core", "The drawing engine %1 belongs to another version of the program."),
    QT_TRANSLATE_NOOP("Core", "The drawing engine failed: %1"),
    QT_TRANSLATE_NOOP("Core", "The PNG couldn't be made: %1."),
};

/// What it puts into those places, where that is words.
constexpr std::array kPieces{
    QT_TRANSLATE_NOOP("Core", "a HEIC photo"),
    QT_TRANSLATE_NOOP("Core", "a HEIF photo"),
    QT_TRANSLATE_NOOP("Core", "an AVIF picture"),
    QT_TRANSLATE_NOOP("Core", "a JPEG picture"),
    QT_TRANSLATE_NOOP("Core", "a PNG picture"),
    QT_TRANSLATE_NOOP("Core", "a GIF picture"),
    QT_TRANSLATE_NOOP("Core", "a WebP picture"),
    QT_TRANSLATE_NOOP("Core", "a TIFF picture"),
    QT_TRANSLATE_NOOP("Core", "a BMP picture"),
    QT_TRANSLATE_NOOP("Core", "a camera raw photo"),
    QT_TRANSLATE_NOOP("Core", "a camera raw (%1) photo"),
    QT_TRANSLATE_NOOP("Core", "a PDF document"),
    QT_TRANSLATE_NOOP("Core", "a PostScript document"),
    QT_TRANSLATE_NOOP("Core", "a Photoshop document"),
    QT_TRANSLATE_NOOP("Core", "a GIMP document"),
    QT_TRANSLATE_NOOP("Core", "a JPEG XL picture"),
    QT_TRANSLATE_NOOP("Core", "a JPEG 2000 picture"),
    QT_TRANSLATE_NOOP("Core", "an OpenEXR picture"),
    QT_TRANSLATE_NOOP("Core", "a Radiance HDR picture"),
    QT_TRANSLATE_NOOP("Core", "a QOI picture"),
    QT_TRANSLATE_NOOP("Core", "an icon"),
    QT_TRANSLATE_NOOP("Core", "an SVG drawing"),
    QT_TRANSLATE_NOOP("Core", "a ZIP archive"),
    QT_TRANSLATE_NOOP("Core", "a compressed archive"),
    QT_TRANSLATE_NOOP("Core", "a program"),
    QT_TRANSLATE_NOOP("Core", "a sound"),
    QT_TRANSLATE_NOOP("Core", "a video"),
    QT_TRANSLATE_NOOP("Core", "a web page"),
    QT_TRANSLATE_NOOP("Core", "text"),
    QT_TRANSLATE_NOOP("Core", "data of an unknown kind"),
    QT_TRANSLATE_NOOP("Core", "nothing stands out"),
    QT_TRANSLATE_NOOP("Core", "what stands out covers only %1 % of the picture"),
    QT_TRANSLATE_NOOP("Core", "what stands out covers %1 % of the picture"),
    QT_TRANSLATE_NOOP("Core", "what stands out falls into %1 parts"),
    QT_TRANSLATE_NOOP("Core", "the file ends early"),
    QT_TRANSLATE_NOOP("Core", "its data make no sense"),
    QT_TRANSLATE_NOOP("Core", "the file ends early or its data make no sense"),
    QT_TRANSLATE_NOOP("Core", "its header makes no sense or ends early"),
    QT_TRANSLATE_NOOP("Core", "its header says %1 x %2 pixels"),
    QT_TRANSLATE_NOOP("Core", "it holds no picture"),
    QT_TRANSLATE_NOOP("Core", "it holds no complete picture"),
    QT_TRANSLATE_NOOP("Core", "a picture lies outside its canvas"),
    QT_TRANSLATE_NOOP("Core", "it has no colours"),
    QT_TRANSLATE_NOOP("Core", "it uses colour %1 of %2"),
    QT_TRANSLATE_NOOP("Core", "sketches that no run draws"),
    QT_TRANSLATE_NOOP("Core", "Permission denied"),
    QT_TRANSLATE_NOOP("Core", "No such file or directory"),
    QT_TRANSLATE_NOOP("Core", "Input/output error"),
    QT_TRANSLATE_NOOP("Core", "Is a directory"),
    QT_TRANSLATE_NOOP("Core", "Not a directory"),
    QT_TRANSLATE_NOOP("Core", "it is larger than %1 MB"),
    QT_TRANSLATE_NOOP("Core", "it has too many entries"),
    QT_TRANSLATE_NOOP("Core", "it is nested too deeply"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is missing"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is given twice"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" must be text"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" must be a number"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" must be a whole number, not %2"),
    QT_TRANSLATE_NOOP("Core", "\"%1\" must lie between %2 and %3, not %4"),
    QT_TRANSLATE_NOOP("Core", "there is no \"%1\" in a brush"),
};

constexpr int kMostPlaces = 4;

QString pieceOf(const QString& text);
std::optional<QString> translated(const QString& text);

/// The sentence in the person's language, if it is the known one. @param shown  what the window says for that.
std::optional<QString> translated(const QString& text, const char* known, const char* shown) {
    QString pattern = QRegularExpression::escape(QString::fromUtf8(known));
    for (int place = 1; place <= kMostPlaces; ++place)
        pattern.replace(QStringLiteral("\\%%1").arg(place), QStringLiteral("(.+?)"));
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    const auto match = expression.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString result = QCoreApplication::translate("Core", shown);
    for (int place = match.lastCapturedIndex(); place >= 1; --place)
        result.replace(QStringLiteral("%%1").arg(place), pieceOf(match.captured(place)));
    return result;
}

QString pieceOf(const QString& text) {
    if (text.endsWith(QLatin1Char('.'))) // a sentence inside another
        return translated(text).value_or(text);
    for (const char* known : kPieces)
        if (auto result = translated(text, known, known))
            return *result;
    return text;
}

std::array<std::span<const char* const>, 3> sentencesAsTheyAre() {
    return {std::span<const char* const>(kSentences), exportSentences(), modelSentences()};
}

std::optional<QString> translated(const QString& text) {
    for (const auto& words : windowWords())
        if (auto result = translated(text, words.core, words.window))
            return result;
    for (const auto& sentences : sentencesAsTheyAre())
        for (const char* known : sentences)
            if (auto result = translated(text, known, known))
                return result;
    return std::nullopt;
}

} // namespace

QString localised(const std::string& sentence) {
    const QString text = QString::fromStdString(sentence);
    // First as a sentence and what to do, each known by itself: a place would take in the end of the one before.
    const QString between = QStringLiteral(". ");
    for (auto end = text.lastIndexOf(between); end > 0; end = text.lastIndexOf(between, end - 1)) {
        const auto first = translated(text.left(end + 1)), second = translated(text.mid(end + 2));
        if (first && second)
            return *first + QLatin1Char(' ') + *second;
    }
    return translated(text).value_or(text);
}

std::vector<std::string> knownSentences() {
    std::vector<std::string> all;
    for (const auto& words : windowWords())
        all.emplace_back(words.core);
    for (const auto& sentences : sentencesAsTheyAre())
        all.insert(all.end(), sentences.begin(), sentences.end());
    return all;
}

} // namespace croquis::ui
