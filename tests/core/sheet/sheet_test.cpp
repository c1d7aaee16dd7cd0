// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet/sheet.hpp"

#include "base/error.hpp"
#include "core/animation/animation_samples.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/provenance_file.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <optional>
#include <string>

using namespace croquis;
using sheet::OutputKind;
using sheet::Sheet;
using sheet::SheetRequest;

namespace {

vector::Drawing recorded() {
    vector::Drawing drawing = test::threeStrokes();
    drawing.provenance = test::sampleProvenance();
    return drawing;
}

SheetRequest quick() {
    SheetRequest request;
    request.ownPage = true;
    request.dpi = 60;
    request.motion = {animation::Motion::drawOn, 0.5, 0.1};
    request.gif.longSide = request.mp4.longSide = 48;
    return request;
}

} // namespace

class SheetTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void namesTellTheKind() {
        QVERIFY(sheet::kindOf("a.b/Sketch.MP4") == OutputKind::mp4);
        QVERIFY(sheet::kindOf("x.plt") == OutputKind::hpgl && sheet::kindOf("x.nc") == OutputKind::gcode);
        QVERIFY(!sheet::kindOf("svg") && !sheet::kindOf("x.webm"));
        for (const auto kind : sheet::kOutputKinds)
            QVERIFY(sheet::kindOf(std::filesystem::path("x") += sheet::extensionOf(kind)) == kind);
        QCOMPARE(sheet::endingsOf(OutputKind::gcode), std::string(".gcode or .nc"));
    }

    /// Each is what its name says and, but for HPGL, holds how it was made.
    void everyKind_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("begins");
        QTest::addColumn<bool>("remembers");
        const auto row = [](OutputKind kind, const QByteArray& begins, bool remembers) {
            QTest::newRow(sheet::extensionOf(kind).c_str()) << static_cast<int>(kind) << begins << remembers;
        };
        row(OutputKind::svg, "<?xml", true);
        row(OutputKind::png, "\x89PNG", true);
        row(OutputKind::gif, "GIF89a", true);
        row(OutputKind::mp4, QByteArray("\0\0\0", 3), true);
        row(OutputKind::pdf, "%PDF-1.7", true);
        row(OutputKind::hpgl, "IN;", false);
        row(OutputKind::gcode, ";", true);
    }
    void everyKind() {
        QFETCH(int, kind);
        QFETCH(QByteArray, begins);
        QFETCH(bool, remembers);
        const auto drawing = recorded();
        const auto bytes = Sheet(drawing, quick()).encoded(static_cast<OutputKind>(kind));
        QVERIFY(bytes == Sheet(drawing, quick()).encoded(static_cast<OutputKind>(kind)));
        const QByteArray content(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        QVERIFY(content.startsWith(begins));
        const QTemporaryDir folder;
        QFile file(folder.filePath("x")); // whatever its name
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        if (remembers) {
            const auto record = vector::readProvenance(file.fileName().toStdString());
            auto expected = *drawing.provenance;
            if (static_cast<OutputKind>(kind) == OutputKind::gcode) // always laid on a page, its own here
                expected.page = {drawing.widthMm, drawing.heightMm};
            QVERIFY(record == expected);
        } else
            QVERIFY_THROWS_EXCEPTION(ExportError, vector::readProvenance(file.fileName().toStdString()));
    }

    /// Each says where on its own page the sketch lies.
    void recordsAreOfThePageThatIsShown() {
        SheetRequest request = quick();
        request.page = plot::PageFormat{105, 148};
        const auto drawing = recorded();
        const QTemporaryDir folder;
        std::optional<vector::Provenance> first;
        for (const auto kind : {OutputKind::svg, OutputKind::png, OutputKind::pdf, OutputKind::gif, OutputKind::mp4}) {
            const auto bytes = Sheet(drawing, request).encoded(kind);
            QFile file(folder.filePath("x"));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
            file.close();
            const auto record = vector::readProvenance(file.fileName().toStdString());
            QVERIFY(!(record.sketches[0].pageFromCanvas == drawing.provenance->sketches[0].pageFromCanvas));
            QVERIFY2(!first || record == *first, sheet::extensionOf(kind).c_str());
            first = record;
        }
    }

    void pixelsCanBeStopped_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("png") << static_cast<int>(OutputKind::png);
        QTest::newRow("gif") << static_cast<int>(OutputKind::gif);
        QTest::newRow("mp4") << static_cast<int>(OutputKind::mp4);
    }
    void pixelsCanBeStopped() {
        QFETCH(int, kind);
        double last = -1;
        int asked = 0;
        const auto goesOn = [&](double share) {
            if (!(share >= last && share <= 1))
                qFatal("progress goes back");
            last = share;
            return ++asked < 5;
        };
        QVERIFY(Sheet(recorded(), quick()).encoded(static_cast<OutputKind>(kind), {}, goesOn).empty());
        QCOMPARE(asked, 5);
        const auto whole =
            Sheet(recorded(), quick()).encoded(static_cast<OutputKind>(kind), {}, [](double) { return true; });
        QVERIFY(whole == Sheet(recorded(), quick()).encoded(static_cast<OutputKind>(kind)));
    }

    void aPlotIsMadeOnceAndReported() {
        SheetRequest request = quick();
        request.ownPage = false;
        request.machine = true;
        Sheet plotted(recorded(), request);
        QVERIFY(plotted.figures({OutputKind::svg}).empty());
        QCOMPARE(plotted.plotted().drawing.heightMm, 297.0); // A4
        const auto figures = plotted.figures({OutputKind::svg, OutputKind::pdf, OutputKind::hpgl, OutputKind::gcode});
        QCOMPARE(figures.size(), std::size_t{3}); // SVG and PDF say the same
        QVERIFY((figures[0].kinds == std::vector{OutputKind::svg, OutputKind::pdf}));
        for (const auto& one : figures)
            QVERIFY(one.report.paths == 3 && one.report.pens == 2);
        QVERIFY(!figures[0].pace.fromCorner && !figures[1].pace.fromCorner && figures[2].pace.fromCorner);
        QVERIFY(figures[2].report.seconds > figures[0].report.seconds);
        QCOMPARE(request.longSideMm(80), 297.0);
        QCOMPARE(quick().longSideMm(80), 80.0);
    }

    void whatCannotBeIsRefused() {
        SheetRequest request = quick();
        request.page = plot::PageFormat{100, 100};
        request.marginMm = 60;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, Sheet(recorded(), request));
        request = quick();
        request.motion.motion = animation::Motion::convergence; // of which nothing is known
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, Sheet(recorded(), request).encoded(OutputKind::mp4));
    }
};

QTEST_GUILESS_MAIN(SheetTest)
#include "sheet_test.moc"
