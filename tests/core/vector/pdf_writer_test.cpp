// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/pdf_writer.hpp"

#include "base/error.hpp"
#include "core/vector/pdf_content.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/pdf_metadata.hpp"
#include "vector/stroke_painter.hpp"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace croquis;

namespace {

/// Every object where the table says it is, every stream as long as it says; nothing if not.
QStringList objectsOf(const QByteArray& pdf) {
    const int start = pdf.lastIndexOf("startxref\n");
    const int table = pdf.mid(start + 10, pdf.indexOf('\n', start + 10) - start - 10).toInt();
    if (!pdf.startsWith("%PDF-1.7\n") || !pdf.endsWith("\n%%EOF\n") || !pdf.mid(table).startsWith("xref\n0 "))
        return {};
    const int count = pdf.mid(table + 7, pdf.indexOf('\n', table + 7) - table - 7).toInt();
    int entry = pdf.indexOf('\n', table + 7) + 1;
    if (pdf.mid(entry, 20) != "0000000000 65535 f \n")
        return {};
    QStringList objects;
    for (int i = 1; i < count; ++i) {
        entry += 20;
        if (pdf.mid(entry + 10, 10) != " 00000 n \n")
            return {};
        const int offset = pdf.mid(entry, 10).toInt();
        const QByteArray head = QByteArray::number(i) + " 0 obj\n";
        const int end = pdf.indexOf("\nendobj\n", offset);
        if (pdf.mid(offset, head.size()) != head || end < 0)
            return {};
        const QByteArray object = pdf.mid(offset + head.size(), end - offset - head.size());
        if (const int stream = object.indexOf("stream\n"); stream >= 0) {
            const auto length = QRegularExpression("/Length (\\d+) >>").match(QString::fromLatin1(object.left(stream)));
            if (object.size() != stream + 7 + length.captured(1).toInt() + 10 || !object.endsWith("\nendstream"))
                return {};
        }
        objects += QString::fromLatin1(object);
    }
    return objects;
}

/// What pdftoppm makes of it, independent of everything here.
QImage rendered(const std::string& pdf, int width, int height) {
    const QTemporaryDir folder;
    QFile file(folder.filePath("sketch.pdf"));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf.data(), qint64(pdf.size())) != qint64(pdf.size()))
        return {};
    file.close();
    if (QProcess::execute("pdftoppm", {"-singlefile", "-png", "-scale-to-x", QString::number(width), "-scale-to-y",
                                       QString::number(height), file.fileName(), folder.filePath("page")}) != 0)
        return {};
    return QImage(folder.filePath("page.png")).convertToFormat(QImage::Format_RGBA8888);
}

/// sum |a - b| / sum ink of both on white.
double difference(const QImage& a, const std::vector<std::uint8_t>& b) {
    double differing = 0, ink = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            for (int c = 0; c < 3; ++c) {
                const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width()) +
                                            static_cast<std::size_t>(x));
                const double alpha = b[at + 3] / 255.0;
                const double ours = alpha * b[at + static_cast<std::size_t>(c)] + (1 - alpha) * 255;
                differing += std::abs(a.constScanLine(y)[4 * x + c] - ours);
                ink += 255 - ours;
            }
    return differing / ink;
}

} // namespace

class PdfWriterTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyObjectIsWhereTheTableSays() {
        const auto objects = objectsOf(QByteArray::fromStdString(writePdf(test::sampleDrawing())));
        QCOMPARE(objects.size(), 6);
        QVERIFY(objects[2].contains("/MediaBox [0 0 566.92913 426.61417]")); // 200 x 150.5 mm
        QVERIFY(objects[5].contains("/Title (A cat)") && objects[5].contains("/Creator (Croquis 0.1.0)"));
    }

    void theSameDrawingGivesTheSameBytesWithoutADate() {
        const std::string pdf = writePdf(test::sampleDrawing());
        QVERIFY(pdf == writePdf(test::sampleDrawing()));
        QVERIFY(!QString::fromStdString(pdf).contains("Date"));
        auto other = test::sampleDrawing();
        other.layers[0].strokes[0].width += 1;
        QVERIFY(pdf != writePdf(other));
    }

    void exactContent() {
        vector::Drawing drawing;
        drawing.widthMm = 25.4;
        drawing.heightMm = 50.8;
        drawing.paper = geometry::Colour{255, 255, 255};
        geometry::Stroke a;
        a.curve = {{{{1, 2}, {3, 4.00004}, {5.5, -0.00001}, {7, 8}}}};
        geometry::Stroke b = a;
        b.curve.points[0] = a.curve.points[3];
        geometry::Stroke c = a;
        c.colour = {255, 0, 51};
        c.opacity = 0.5;
        geometry::Stroke hidden = a;
        hidden.width = 0;
        drawing.layers = {{"1 sketch", {a, b, hidden, c}, {2}}};
        QCOMPARE(QString::fromStdString(test::contentOfPdf(writePdf(drawing))),
                 QString("2.83464567 0 0 -2.83464567 0 144 cm\n1 J 1 j\n1 1 1 rg 0 0 25.4 50.8 re f\n"
                         "0 0 0 RG\n1 w\n/a0 gs\n1 2 m\n3 4 5.5 0 7 8 c\n3 4 5.5 0 7 8 c\nS\n"
                         "1 0 0.2 RG\n/a1 gs\n1 2 m\n3 4 5.5 0 7 8 c\nS\n"));
    }

    void theRecordComesBack() {
        const auto drawing = test::sampleDrawing();
        const std::string pdf = writePdf(drawing);
        const auto json = vector::provenanceInPdf(pdf);
        QVERIFY(json && vector::provenanceFromJson(*json) == *drawing.provenance);
        // The newest of a file that another program has appended to.
        auto later = drawing;
        later.provenance->recipe = "clipasso";
        const auto newest = vector::provenanceInPdf(pdf + vector::xmpOf(later) + "%%EOF");
        QVERIFY(newest && vector::provenanceFromJson(*newest).recipe == "clipasso");
        auto none = drawing;
        none.provenance.reset();
        QVERIFY(!vector::provenanceInPdf(writePdf(none)));
    }

    void damagedFilesHoldNoRecord() {
        const std::string pdf = writePdf(test::sampleDrawing());
        const std::size_t begin = pdf.find("<x:xmpmeta"), end = pdf.find("</x:xmpmeta>");
        for (std::size_t length = 0; length < end + 11; length += 97)
            QVERIFY(!vector::provenanceInPdf(std::string_view(pdf).substr(0, length)));
        std::string foreign = pdf;
        foreign.replace(foreign.find("urn:croquis:provenance"), 3, "url");
        QVERIFY(!vector::provenanceInPdf(foreign));
        std::string broken = pdf;
        broken[begin + 200] = '<';
        static_cast<void>(vector::provenanceInPdf(broken));
        std::string many = "%PDF-1.7\n";
        for (int i = 0; i < 300000; ++i)
            many += "<x:xmpmeta ";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!vector::provenanceInPdf(many));
        QVERIFY(timer.elapsed() < 5000);
    }

    void textsInEveryScript() {
        QCOMPARE(vector::pdfText("a (b) \\ c"), std::string("(a \\(b\\) \\\\ c)"));
        QCOMPARE(vector::pdfText("\xC3\xA4 \xF0\x9F\x90\xB1"), std::string("<FEFF00E40020D83DDC31>"));
        QCOMPARE(vector::pdfText("\xFFx\xC3"), std::string("<FEFFFFFD0078FFFD>"));
        QCOMPARE(vector::pdfText("\xED\xA0\x80"), std::string("<FEFFFFFDFFFDFFFD>")); // a surrogate
        QCOMPARE(vector::pdfText("\xC0\x80"), std::string("<FEFFFFFDFFFD>"));         // overlong
    }

    void whatNoPageHoldsIsRefused() {
        auto drawing = test::sampleDrawing();
        drawing.widthMm = 5081;
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writePdf(drawing)), InvalidArgument);
        drawing.widthMm = 200;
        drawing.layers[0].strokes[0].curve.points[1].y = std::nan("");
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writePdf(drawing)), InvalidArgument);
        drawing = test::sampleDrawing();
        drawing.layers[0].strokes[0].opacity = 2;
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writePdf(drawing)), InvalidArgument);
    }

    void anotherRendererShowsWhatWePaint_data() {
        QTest::addColumn<QString>("brush");
        for (const char* brush : {"pen", "ink", "pencil", "charcoal", "calligraphy", "marker", "watercolour"})
            QTest::newRow(brush) << brush;
    }

    void anotherRendererShowsWhatWePaint() {
        if (QStandardPaths::findExecutable("pdftoppm").isEmpty())
            QSKIP("pdftoppm isn't installed (package poppler-utils)");
        QFETCH(QString, brush);
        auto drawing = test::sampleDrawing();
        drawing.paper = geometry::Colour{250, 245, 235};
        drawing.brush = vector::brushFromText(brush.toStdString());
        const int width = 800, height = 602;
        const auto ours = [&] { return vector::paint(vector::markedPage(drawing), {{width, height}, drawing.paper}); };
        const QImage theirs = rendered(writePdf(drawing), width, height);
        QCOMPARE(theirs.size(), QSize(width, height));
        const double off = difference(theirs, ours());
        QVERIFY2(off < 0.03, qPrintable(QString::number(off)));
        // As a check of the measure itself: a few strokes less are seen.
        drawing.layers[1].strokes.resize(4);
        const double without = difference(theirs, ours());
        QVERIFY2(without > 2 * off, qPrintable(QString("%1 %2").arg(off).arg(without)));
    }
};

QTEST_GUILESS_MAIN(PdfWriterTest)
#include "pdf_writer_test.moc"
