// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/seen_picture.hpp"

#include <QTemporaryDir>

#include <optional>
#include <string>

// What tests that look at SVGs in a browser share. They are of 100 x 50 mm.
namespace croquis::test {

inline constexpr int kSeenWidth = 500, kSeenHeight = 250; // of a picture: 5 pixels a millimetre

inline QString browser() {
    static const QString kFound = installed({"chromium", "chromium-browser", "google-chrome"});
    return kFound;
}

inline QByteArray haltingScript(double seconds) {
    return "<script>for (const a of document.getAnimations()) { a.pause(); a.currentTime = " +
           QByteArray::number(1000 * seconds) + "; }</script>";
}

/// The SVG in pixels.
inline QByteArray inPixels(std::string svg) {
    const std::size_t size = svg.find("width=\"100mm\" height=\"50mm\"");
    svg.replace(size, 27,
                "width=\"" + std::to_string(kSeenWidth) + "\" height=\"" + std::to_string(kSeenHeight) + "\"");
    return QByteArray::fromStdString(svg);
}

/// The same, halted at a time of its animations where there is one.
inline QByteArray halted(const std::string& svg, std::optional<double> seconds) {
    QByteArray file = inPixels(svg);
    if (seconds)
        file.insert(file.lastIndexOf("</svg>"), haltingScript(*seconds));
    return file;
}

/// What a browser shows of a page of so many pictures, one below the other, which lies in the folder.
inline QList<QImage> picturesOf(const QTemporaryDir& folder, const QByteArray& page, int count) {
    if (!put(folder.filePath("page.html"), page))
        return {};
    const QImage all = pictureBy(browser(),
                                 {"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                                  "--hide-scrollbars", "--force-color-profile=srgb", "--force-device-scale-factor=1",
                                  "--no-first-run", "--user-data-dir=" + folder.filePath("profile"),
                                  QString("--window-size=%1,%2").arg(kSeenWidth).arg(kSeenHeight * count),
                                  "--screenshot=" + folder.filePath("seen.png"), folder.filePath("page.html")},
                                 folder.path(), "seen.png", "browser-");
    QList<QImage> pictures;
    for (int k = 0; k < count; ++k)
        pictures << all.copy(0, k * kSeenHeight, kSeenWidth, kSeenHeight);
    return all.width() < kSeenWidth ? QList<QImage>() : pictures;
}

/// What it shows of files, each by itself.
inline QList<QImage> seen(const QList<QByteArray>& svgs) {
    const QTemporaryDir folder;
    QByteArray page = "<!DOCTYPE html><html><style>body{margin:0}iframe{border:0;display:block}</style>";
    for (int k = 0; k < svgs.size(); ++k) {
        if (!put(folder.filePath(QString("%1.svg").arg(k)), svgs[k]))
            return {};
        page += QString("<iframe src='%1.svg' width='%2' height='%3'></iframe>")
                    .arg(k)
                    .arg(kSeenWidth)
                    .arg(kSeenHeight)
                    .toUtf8();
    }
    return picturesOf(folder, page + "</html>", static_cast<int>(svgs.size()));
}

/// What it shows of SVGs that are part of one page, all halted at that time.
inline QList<QImage> seenTogether(const QList<std::string>& svgs, double seconds) {
    const QTemporaryDir folder;
    QByteArray page = "<!DOCTYPE html><html><meta charset='utf-8'><style>body{margin:0}body>svg{display:block}</style>";
    for (const std::string& svg : svgs) {
        const QByteArray file = inPixels(svg);
        page += file.mid(file.indexOf("<svg")); // as a page has it, without the XML declaration
    }
    return picturesOf(folder, page + haltingScript(seconds) + "</html>", static_cast<int>(svgs.size()));
}

inline QImage ours(const vector::MarkedPage& page) {
    return painted(page, {kSeenWidth, kSeenHeight});
}

} // namespace croquis::test
