// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/stroke_painter.hpp"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTest>

#include <algorithm>
#include <cstdlib>

// What tests with another program's pictures share: finding and starting it, our own picture, and how far both are
// apart.
namespace croquis::test {

/// The first of the names that is installed and says its version (some stand for a package that isn't); empty: none.
inline QString installed(const QStringList& names) {
    for (const QString& name : names)
        if (const QString found = QStandardPaths::findExecutable(name);
            !found.isEmpty() && QProcess::execute(found, {"--version"}) == 0)
            return found;
    return {};
}

inline bool put(const QString& file, const QByteArray& content) {
    QFile target(file);
    return target.open(QIODevice::WriteOnly) && target.write(content) == content.size();
}

/// Runs it in a folder, with a profile of its own there and no display, and gives the picture that it left.
/// Kept as `prefix` and the test's row where CROQUIS_KEEP_PICTURES names a folder.
inline QImage pictureBy(const QString& program, const QStringList& arguments, const QString& folder,
                        const QString& picture, const QString& prefix) {
    constexpr int kPatience = 240000; // milliseconds; they start slowly where much else is going on
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("INKSCAPE_PROFILE_DIR", folder + "/profile");
    environment.remove("DISPLAY");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    if (!process.waitForFinished(kPatience))
        process.kill();
    const QImage seen = QImage(folder + "/" + picture).convertToFormat(QImage::Format_RGB32);
    if (seen.isNull())
        qWarning("%s", process.readAllStandardError().constData());
    if (const QString keep = qEnvironmentVariable("CROQUIS_KEEP_PICTURES"); !keep.isEmpty())
        seen.save(keep + "/" + prefix + QTest::currentTestFunction() + "-" + QTest::currentDataTag() + ".png");
    return seen;
}

inline QImage painted(const vector::MarkedPage& page, QSize size,
                      geometry::Colour paper = geometry::Colour{255, 255, 255}) {
    const auto rgba = vector::paint(page, {{size.width(), size.height()}, paper});
    return QImage(rgba.data(), size.width(), size.height(), size.width() * 4, QImage::Format_RGBA8888)
        .convertToFormat(QImage::Format_RGB32);
}

struct Difference {
    double share = 0; ///< sum |a - b| / sum of what in `a` isn't white
    int most = 0;     ///< of a channel
};

/// Of two pictures of one size.
/// @param unseen  levels of 255 that don't count in the share.
inline Difference difference(const QImage& a, const QImage& b, int unseen = 0) {
    double differing = 0, ink = 1;
    Difference result;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            for (const int shift : {0, 8, 16}) {
                const int p = (a.pixel(x, y) >> shift) & 255, q = (b.pixel(x, y) >> shift) & 255;
                differing += std::abs(p - q) > unseen ? std::abs(p - q) : 0;
                ink += 255 - p;
                result.most = std::max(result.most, std::abs(p - q));
            }
    result.share = differing / ink;
    return result;
}

} // namespace croquis::test
