// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "support/picture_bytes.hpp"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <unistd.h>

using namespace croquis;
using test::runCli;
using test::sample;

namespace {

constexpr int kBadInput = 3, kModelMissing = 5;

QString modelFolder() {
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (environment.contains("CROQUIS_MODELS"))
        return environment.value("CROQUIS_MODELS");
    return environment.value("XDG_DATA_HOME", QDir::homePath() + "/.local/share") + "/croquis/models";
}

QProcessEnvironment withModelsIn(const QString& folder) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("CROQUIS_MODELS", folder);
    return environment;
}

} // namespace

class CliBadInputTest : public QObject {
    Q_OBJECT

    /// Draws quickly; a photo that can be drawn gives 0 and one file, any other its code, a sentence with the name, and
    /// no file.
    void expect(const QString& name, const QByteArray& content, int code, const char* words = "") {
        const QTemporaryDir folder, out;
        if (!content.isNull())
            QVERIFY(test::putFile(folder.filePath(name), content));
        const auto outcome = runCli(
            {"draw", folder.filePath(name), "--iterations", "0", "--strokes", "4", "--quality", "draft"}, out.path());
        QVERIFY2(outcome.code == code, qPrintable(QString("%1: %2 %3").arg(name).arg(outcome.code).arg(outcome.err)));
        if (code == 0) {
            QCOMPARE(test::entries(out.path()).size(), 1);
            return;
        }
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(name) && outcome.err.contains(words),
                 qPrintable(outcome.err));
        QVERIFY(test::entries(out.path()).isEmpty());
    }

  private Q_SLOTS:
    void filesThatAreNoPhotos() {
        expect("gone.jpg", QByteArray(), kBadInput);
        expect("empty.png", QByteArray(""), kBadInput, "empty");
        expect("notes.jpg", "These are notes, not a picture.\n", kBadInput, "isn't a picture");
        expect("page.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", kBadInput, "PDF");
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", folder.path()}, folder.path()).code, kBadInput);
    }

    void damagedPhotos() {
        const QByteArray jpeg = test::fileContent(sample("cat.jpg"));
        expect("half.jpg", jpeg.left(jpeg.size() / 2), kBadInput, "damaged or incomplete");
        expect("half.jpg", jpeg.left(jpeg.size() / 2), kBadInput, "With draw --damaged that part is drawn.");
        QImage picture(sample("cat.jpg"));
        const QTemporaryDir folder;
        QVERIFY(picture.save(folder.filePath("cat.png")));
        const QByteArray png = test::fileContent(folder.filePath("cat.png"));
        expect("half.png", png.left(png.size() / 2), kBadInput, "damaged or incomplete");
        expect("head.png", png.left(40), kBadInput);
    }

    void ofADamagedPhotoTheGoodPartIsDrawnWhenAsked() {
        const QTemporaryDir folder;
        const QByteArray jpeg = test::fileContent(sample("cat.jpg"));
        QVERIFY(test::putFile(folder.filePath("half.jpg"), jpeg.left(jpeg.size() / 2)));
        const QStringList draw{"draw", "half.jpg", "--iterations", "0", "--strokes", "4", "--quality", "draft"};
        const auto outcome = runCli(draw + QStringList{"--damaged", "-o", "a.svg"}, folder.path());
        QVERIFY2(outcome.code == 0 && outcome.err.contains("Only part of half.jpg could be read"),
                 qPrintable(outcome.err));
        const auto again = runCli({"draw", "half.jpg", "--from", "a.svg", "-o", "b.svg"}, folder.path());
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(test::fileContent(folder.filePath("b.svg")), test::fileContent(folder.filePath("a.svg")));
        const auto score = runCli({"score", "half.jpg", "a.svg", "--damaged"}, folder.path());
        QVERIFY2(score.code == 0, qPrintable(score.err));
    }

    void unusualPhotosThatCanBeDrawnOrSaidWhyNot() {
        const QTemporaryDir folder;
        QImage grey(240, 200, QImage::Format_Grayscale16);
        for (int y = 0; y < grey.height(); ++y)
            for (int x = 0; x < grey.width(); ++x)
                reinterpret_cast<quint16*>(grey.scanLine(y))[x] =
                    (x - 120) * (x - 120) + (y - 100) * (y - 100) < 3600 ? 3000 : 60000;
        QVERIFY(grey.save(folder.filePath("grey16.png")));
        expect("grey16.png", test::fileContent(folder.filePath("grey16.png")), 0);
        // Small test pictures of four coloured quadrants: something to draw, in unusual encodings.
        for (const char* name : {"cmyk.jpg", "animated.gif", "rgb16.tif", "quadrants.webp"})
            expect(name, test::testPicture(name), 0);
        QImage one(1, 1, QImage::Format_RGB32);
        one.fill(Qt::red);
        QVERIFY(one.save(folder.filePath("one.png")));
        expect("one.png", test::fileContent(folder.filePath("one.png")), kBadInput, "almost uniform");
    }

    void enormousPhotos() {
        // 20000 x 20000 in a small file: 50 MB of zeros compress to 50 kB.
        const QByteArray line(1 + 20000 / 8, '\0');
        expect("huge.png", test::pngFile({20000, 20000, 1, 0}, QByteArray(line).repeated(20000)), kBadInput);
        expect("claims.png", test::pngFile({2000000000, 2000000000, 8, 2}, "x"), kBadInput);
    }

    void oddNames() {
        const QByteArray jpeg = test::fileContent(sample("cat.jpg"));
        for (const char* name : {"my cat.jpg", "\"quoted\" 'cat'.jpg", "\xF0\x9F\x90\xB1 <&>.jpg", "-dash.jpg"})
            expect(QString::fromUtf8(name), jpeg, 0);
    }

    void missingAndDamagedModels() {
        const QTemporaryDir models, out;
        auto outcome = runCli({"draw", sample("cat.jpg")}, out.path(), withModelsIn(models.path()));
        QCOMPARE(outcome.code, kModelMissing);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("efficientnet-lite0"), qPrintable(outcome.err));
        for (const char* name : {"efficientnet-lite0.safetensors", "u2netp.onnx"})
            QVERIFY2(QFile::copy(modelFolder() + "/" + name, models.filePath(name)),
                     "the default models are installed");
        QByteArray weights = test::fileContent(models.filePath("efficientnet-lite0.safetensors"));
        weights[weights.size() / 2] = static_cast<char>(weights[weights.size() / 2] ^ 1);
        QVERIFY(QFile::setPermissions(models.filePath("efficientnet-lite0.safetensors"),
                                      QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(test::putFile(models.filePath("efficientnet-lite0.safetensors"), weights));
        outcome = runCli({"draw", sample("cat.jpg")}, out.path(), withModelsIn(models.path()));
        QCOMPARE(outcome.code, kModelMissing);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("differs from the expected one"),
                 qPrintable(outcome.err));
        QCOMPARE(runCli({"models", "verify"}, out.path(), withModelsIn(models.path())).code, kModelMissing);
        // A weights file of one's own that isn't one.
        QVERIFY(test::putFile(out.filePath("mine.safetensors"), "nonsense"));
        outcome = runCli({"draw", sample("cat.jpg"), "--model", "mine.safetensors"}, out.path());
        QCOMPARE(outcome.code, kModelMissing);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("mine.safetensors"), qPrintable(outcome.err));
        QCOMPARE(test::entries(out.path()), QStringList{"mine.safetensors"});
        // The segmenter is only needed where a subject is looked for.
        QVERIFY(QFile::remove(models.filePath("u2netp.onnx")));
        QVERIFY(QFile::remove(models.filePath("efficientnet-lite0.safetensors")));
        QVERIFY(QFile::copy(modelFolder() + "/efficientnet-lite0.safetensors",
                            models.filePath("efficientnet-lite0.safetensors")));
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0"}, out.path(), withModelsIn(models.path())).code,
                 kModelMissing);
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0", "--mask", "none"}, out.path(),
                        withModelsIn(models.path()))
                     .code,
                 0);
    }

    /// A dry run ends as the real one would.
    void aDryRunChecksModelPhotoAndMask() {
        const QTemporaryDir folder, models;
        const QStringList dryRun{"draw", sample("cat.jpg"), "--dry-run"};
        QVERIFY(test::putFile(folder.filePath("notes.txt"), "Only text."));
        const auto expectRefusal = [&](const test::Outcome& outcome, int code, const char* words) {
            return outcome.code == code && outcome.saysOneSentence() && outcome.err.contains(words);
        };
        const auto with = [&](const char* option, const char* value) {
            return runCli(dryRun + QStringList{option, value}, folder.path());
        };
        QVERIFY(expectRefusal(with("--model", "nosuchmodel"), kModelMissing, "nosuchmodel"));
        QVERIFY(expectRefusal(with("--model", "notes.txt"), kModelMissing, "notes.txt"));
        QVERIFY(expectRefusal(with("--mask", "gone.png"), kBadInput, "gone.png"));
        QVERIFY(expectRefusal(with("--mask", "notes.txt"), kBadInput, "notes.txt"));
        QVERIFY(expectRefusal(runCli({"draw", "gone.jpg", "--dry-run"}, folder.path()), kBadInput, "gone.jpg"));
        const QStringList attention{"--set", "saliency=attention", "--saliency-model", "gone.safetensors"};
        QVERIFY(expectRefusal(runCli(dryRun + attention, folder.path()), kModelMissing, "gone.safetensors"));
        QCOMPARE(with("--saliency-model", "gone.safetensors").code, 0); // which the recipe doesn't ask
        QVERIFY(QFile::copy(modelFolder() + "/efficientnet-lite0.safetensors",
                            models.filePath("efficientnet-lite0.safetensors")));
        const auto environment = withModelsIn(models.path());
        QVERIFY(expectRefusal(runCli(dryRun, folder.path(), environment), kModelMissing, "u2netp"));
        QCOMPARE(runCli(dryRun + QStringList{"--mask", "none"}, folder.path(), environment).code, 0);
        QCOMPARE(test::entries(folder.path()), QStringList{"notes.txt"});
    }

    void foldersThatCannotBeWrittenTo() {
        const QTemporaryDir folder;
        const auto gone =
            runCli({"draw", sample("cat.jpg"), "--iterations", "0", "-o", "/proc/nowhere/cat.svg"}, folder.path());
        QCOMPARE(gone.code, 1);
        QVERIFY2(gone.saysOneSentence() && gone.err.contains("Couldn't save"), qPrintable(gone.err));
        if (::geteuid() == 0) {
            QDir(folder.path()).mkdir("readonly");
            const QByteArray path = folder.filePath("readonly").toUtf8();
            if (::mount("none", path.constData(), "tmpfs", MS_RDONLY, "size=64k") != 0)
                QSKIP("a read-only folder can't be made here");
            const auto outcome =
                runCli({"draw", sample("cat.jpg"), "--iterations", "0", "-o", "readonly/"}, folder.path());
            ::umount(path.constData());
            QCOMPARE(outcome.code, 1);
            QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("can't be written to"), qPrintable(outcome.err));
        } else {
            QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
            QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0"}, folder.path()).code, 1);
            QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
    }

    void aFullDiskLeavesNothingHalfWritten() {
        const QTemporaryDir folder;
        const QByteArray path = folder.filePath("small").toUtf8();
        QDir(folder.path()).mkdir("small");
        if (::mount("none", path.constData(), "tmpfs", 0, "size=40k") != 0)
            QSKIP("mounting a small disk needs root");
        const auto outcome =
            runCli({"draw", sample("cat.jpg"), "--iterations", "0", "-o", "small/cat.png"}, folder.path());
        const auto left = test::entries(folder.filePath("small"));
        ::umount(path.constData());
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("no space left"), qPrintable(outcome.err));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
    }

    void aLostStandardOutputIsAFailure() {
        if (!QFile::exists("/dev/full"))
            QSKIP("there is no /dev/full here");
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("line.svg"), "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
                                                           "<path d='M 1 1 L 8 8' stroke='black'/></svg>"));
        for (const QStringList& arguments :
             {QStringList{"--help"},
              {"models", "list"},
              {"models", "verify"},
              {"devices"},
              {"render", "line.svg", "--pixels", "9"},
              {"score", sample("cat.jpg"), "line.svg", "--mask", "none"},
              {"draw", sample("cat.jpg"), "--dry-run"},
              {"draw", sample("cat.jpg"), "--iterations", "0", "--mask", "none", "-o", "plain.svg"},
              {"draw", sample("cat.jpg"), "--iterations", "1", "--mask", "none", "-o", "json.svg", "--progress",
               "json"}}) {
            const auto outcome = test::runCliInto("/dev/full", arguments, folder.path());
            QVERIFY2(outcome.code == 1 && outcome.saysOneSentence() && outcome.err.contains("standard output"),
                     qPrintable(arguments.join(' ') + ": " + outcome.err));
        }
        QCOMPARE(test::entries(folder.path()), (QStringList{"json.svg", "line.png", "line.svg", "plain.svg"}));
        // What failed before keeps its own code.
        QCOMPARE(test::runCliInto("/dev/full", {"draw", "gone.jpg", "--progress", "json"}, folder.path()).code,
                 kBadInput);
    }
};

QTEST_GUILESS_MAIN(CliBadInputTest)
#include "cli_bad_input_test.moc"
