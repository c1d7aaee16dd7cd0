// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animated_svg.hpp"
#include "animation/moving_marks.hpp"
#include "core/animation/animation_samples.hpp"
#include "support/seen_picture.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_writer.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace croquis;
using animation::Animation;
using animation::Motion;

namespace {

constexpr int kWidth = 500, kHeight = 250; // of a picture: 5 pixels a millimetre

QString browser() {
    static const QString kFound = test::installed({"chromium", "chromium-browser", "google-chrome"});
    return kFound;
}

/// The SVG in pixels, halted at a time of its animations where there is one.
QByteArray halted(std::string svg, std::optional<double> seconds) {
    const std::size_t size = svg.find("width=\"100mm\" height=\"50mm\"");
    svg.replace(size, 27, "width=\"" + std::to_string(kWidth) + "\" height=\"" + std::to_string(kHeight) + "\"");
    if (seconds)
        svg.insert(svg.rfind("</svg>"),
                   "<script>for (const a of document.getAnimations()) { a.pause(); a.currentTime = " +
                       std::to_string(1000 * *seconds) + "; }</script>");
    return QByteArray::fromStdString(svg);
}

/// What a browser shows of the files, one below the other.
QList<QImage> seen(const QList<QByteArray>& svgs) {
    const QTemporaryDir folder;
    QByteArray page = "<!DOCTYPE html><html><style>body{margin:0}iframe{border:0;display:block}</style>";
    for (int k = 0; k < svgs.size(); ++k) {
        if (!test::put(folder.filePath(QString("%1.svg").arg(k)), svgs[k]))
            return {};
        page +=
            QString("<iframe src='%1.svg' width='%2' height='%3'></iframe>").arg(k).arg(kWidth).arg(kHeight).toUtf8();
    }
    if (!test::put(folder.filePath("page.html"), page + "</html>"))
        return {};
    const QImage all =
        test::pictureBy(browser(),
                        {"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                         "--force-color-profile=srgb", "--force-device-scale-factor=1", "--no-first-run",
                         "--user-data-dir=" + folder.filePath("profile"),
                         QString("--window-size=%1,%2").arg(kWidth).arg(kHeight * svgs.size()),
                         "--screenshot=" + folder.filePath("seen.png"), folder.filePath("page.html")},
                        folder.path(), "seen.png", "browser-");
    QList<QImage> pictures;
    for (int k = 0; k < svgs.size(); ++k)
        pictures << all.copy(0, k * kHeight, kWidth, kHeight);
    return all.width() < kWidth ? QList<QImage>() : pictures;
}

QImage ours(const vector::MarkedPage& page) {
    return test::painted(page, {kWidth, kHeight});
}

} // namespace

/// An animated SVG in a real browser: the frames that the film writers paint.
class BrowserTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        if (browser().isEmpty())
            QSKIP(
                "there is no Chromium here; animated_svg_test and moving_marks_test check what the file says and what "
                "films show");
        const std::string nothing = R"(<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"></svg>)";
        if (seen({halted(nothing, {})}).isEmpty())
            QSKIP("Chromium is here but doesn't start (what it says stands above)");
    }

    void framesAreAsPainted_data() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void framesAreAsPainted() {
        QFETCH(QString, name);
        vector::Drawing drawing = test::crossingLines();
        drawing.brush = vector::brushFromText(name.toStdString());
        const Animation animation(drawing, {Motion::drawOn, 8, 2});
        const std::string svg = writeAnimatedSvg(animation);
        const QList<double> times{0, 3, 6, 9};
        QList<QByteArray> svgs;
        for (const double time : times)
            svgs << halted(svg, time);
        svgs << halted(vector::writeSvg(drawing), std::nullopt);
        const auto pictures = seen(svgs);
        QCOMPARE(pictures.size(), 5);
        const animation::MovingMarks marks(animation);
        QCOMPARE(test::difference(ours({100, 50, {}}), pictures[0]).most, 0);
        for (int k = 1; k < 4; ++k) {
            const auto found = test::difference(ours(marks.at(times[k])), pictures[k]);
            qInfo("at %g s: %.2f %% of ink", times[k], 100 * found.share);
            QVERIFY(found.share < 0.02);
        }
        const auto still = test::difference(pictures[4], pictures[3]);
        QVERIFY2(still.most <= 6, qPrintable(QString("the finished one differs by %1").arg(still.most)));
        QVERIFY(test::difference(pictures[4], pictures[2]).share > 0.05);
    }

    void aConvergenceMoves_data() {
        QTest::addColumn<int>("unused");
        QTest::newRow("convergence") << 0;
    }
    void aConvergenceMoves() {
        const Animation animation(test::threeStrokes(), {Motion::convergence, 4, 1}, test::threeMoments());
        const std::string svg = writeAnimatedSvg(animation);
        const QList<double> times{0, 1.2, 3, 4.5};
        QList<QByteArray> svgs;
        for (const double time : times)
            svgs << halted(svg, time);
        const auto pictures = seen(svgs);
        QCOMPARE(pictures.size(), 4);
        const animation::MovingMarks marks(animation);
        for (int k = 0; k < 4; ++k) {
            const auto found = test::difference(ours(marks.at(times[k])), pictures[k]);
            qInfo("at %g s: %.2f %% of ink", times[k], 100 * found.share);
            QVERIFY(found.share < 0.02);
        }
    }
};

QTEST_GUILESS_MAIN(BrowserTest)
#include "browser_test.moc"
