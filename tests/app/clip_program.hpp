// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_program.hpp"
#include "support/plain_clip.hpp"

#include <QTemporaryDir>

namespace croquis::test {

/// CLIP's architectures, small, with random weights.
inline const tests::PlainResNet kSmallResNet{4, {1, 1, 2, 1}, 224, 12};
inline const tests::PlainViT kSmallViT{64, 2, 32, 7, 12}, kSmallJudgingViT{64, 4, 32, 7, 12};

/// The program in a folder of its own, where files like the published ones lie: rn.pt, vit.pt and judge.pt. Nothing is
/// installed.
struct ClipProgram {
    ClipProgram() {
        save("rn.pt", kSmallResNet.weights(1));
        save("vit.pt", kSmallViT.weights(2));
        save("judge.pt", kSmallJudgingViT.weights(3));
        environment.insert("CROQUIS_MODELS", path("models"));
    }

    QString path(const char* name) const { return folder.filePath(QLatin1String(name)); }
    Outcome run(const QStringList& arguments) const { return runCli(arguments, folder.path(), environment); }
    Outcome draw(const QStringList& more) const {
        return run(QStringList{"draw", sample("cat.jpg"), "--recipe", "clipasso", "--strokes", "6", "--overwrite"} +
                   more);
    }

    QTemporaryDir folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();

  private:
    void save(const char* name, const tests::PlainWeights& weights) const {
        tests::SafetensorsWriter::save(path(name).toStdString(), tests::scriptArchiveOf(weights));
    }
};

/// An SVG of two curves of those widths.
inline QByteArray twoStrokes(const char* first, const char* second, const char* colour = "black") {
    return QString("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\" fill=\"none\" stroke=\"%1\">"
                   "<path d=\"M 30 40 C 90 60 120 150 180 160\" stroke-width=\"%2\"/>"
                   "<path d=\"M 30 80 C 90 190 150 150 190 90\" stroke-width=\"%3\"/></svg>")
        .arg(colour, first, second)
        .toUtf8();
}

} // namespace croquis::test
