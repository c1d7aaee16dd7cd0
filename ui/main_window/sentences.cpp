// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/sentences.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace croquis::ui {
namespace {

/// The core's sentences with %1, %2 ... where it puts names and numbers.
constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: no space left in %2. Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: %2 can't be written to. Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: there is no folder %2."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: it is a folder."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: the name is too long."),
    QT_TRANSLATE_NOOP("Core", "Couldn't save %1: %2."),
    QT_TRANSLATE_NOOP("Core", "No clear subject found (%1). The whole photo will be drawn."),
    QT_TRANSLATE_NOOP("Core", "The drawing became unstable at iteration %1; the best sketch before it is kept."),
    QT_TRANSLATE_NOOP("Core", "The model %1 is missing: %2 is not in %3. packaging/run fetches it."),
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
    QT_TRANSLATE_NOOP("Core", "%1 is %2, which this build can't read. Export it as JPEG or PNG."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 isn't a picture (its content is %2). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file."),
    QT_TRANSLATE_NOOP("Core", "%1 looks almost uniform, so there is nothing to draw."),
};

} // namespace

QString localised(const std::string& sentence) {
    const QString text = QString::fromStdString(sentence);
    for (const char* known : kSentences) {
        QString pattern = QRegularExpression::escape(QString::fromUtf8(known));
        for (int place = 1; place <= 3; ++place)
            pattern.replace(QStringLiteral("\\%%1").arg(place), QStringLiteral("(.+?)"));
        const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
        const auto match = expression.match(text);
        if (!match.hasMatch())
            continue;
        QString result = QCoreApplication::translate("Core", known);
        for (int place = 1; place <= match.lastCapturedIndex(); ++place)
            result.replace(QStringLiteral("%%1").arg(place), match.captured(place));
        return result;
    }
    return text;
}

} // namespace croquis::ui
