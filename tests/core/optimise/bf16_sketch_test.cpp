// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "saliency/random_strokes.hpp"
#include "saliency/walk_seeder.hpp"
#include "saliency/xdog.hpp"
#include "support/plain_clip.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace croquis;
using namespace croquis::tests;

/// Whether a sketch that was drawn in bf16 is as good as one drawn in fp32: by the paper's recipe, with a network as
/// deep as RN50, half as wide and with random weights, both scored in fp32.
class Bf16SketchTest : public QObject {
    Q_OBJECT

    static constexpr int kIterations = 40, kViews = 2;

    QTemporaryDir m_folder;
    std::unique_ptr<perceptual::PerceptualEncoder> m_exact, m_rough;

    /// The loss through some views, in fp32, of what such a run keeps.
    double drawnWith(const perceptual::PerceptualEncoder& encoder, const image::CanvasTarget& target,
                     const saliency::StrokeSource& source, int iterations) const {
        auto recipe = optimise::recipeFor("clipasso", optimise::Quality::fine, optimise::Network::clip);
        recipe.iterations = iterations;
        recipe.augmentedViews = kViews - 1;
        recipe.savesNextStep = false; // what was scored is what is kept
        optimise::IterationObserver silent;
        const auto run =
            optimise::SketchOptimiser(encoder, target, source).run(recipe, {{16, 0, {}}}, false, silent, {});
        return optimise::SketchOptimiser(*m_exact, target, source)
            .score(recipe, run.sketches.at(0).strokes, kViews)
            .throughViews;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!perceptual::computesIn(perceptual::Precision::bf16))
            QSKIP("this processor doesn't multiply bf16");
        const auto path = SafetensorsWriter::save(m_folder.filePath("half.pt").toStdString(),
                                                  scriptArchiveOf(PlainResNet{32, {3, 4, 6, 3}, 224, 512}.weights(1)));
        m_exact = perceptual::openEncoder(path);
        m_rough = perceptual::openEncoder(path, {perceptual::Precision::bf16});
        QCOMPARE(m_rough->precision(), perceptual::Precision::bf16);
    }

    void itIsAsGood_data() {
        QTest::addColumn<QString>("photo");
        for (const char* photo : {"camel.png", "horse.png"})
            QTest::newRow(photo) << photo;
    }
    void itIsAsGood() {
        QFETCH(QString, photo);
        const auto target = image::placeOnCanvas(image::loadPhoto(QString(CROQUIS_SAMPLES "/" + photo).toStdString()),
                                                 nullptr, geometry::Placement::squash);
        const image::Plane dark = saliency::darkSides(target.network);
        const saliency::WalkSeeder source(saliency::seedProbabilities(image::Plane(224, 224, 1, 0.5F), &dark));
        const double start = drawnWith(*m_exact, target, source, 0),
                     exact = drawnWith(*m_exact, target, source, kIterations),
                     rough = drawnWith(*m_rough, target, source, kIterations);
        qInfo("%s: start %.5f, fp32 %.5f, bf16 %.5f", qPrintable(photo), start, exact, rough);
        QVERIFY2(exact < 0.97 * start, "else it tells nothing");
        QVERIFY2(start - rough > 0.8 * (start - exact), "bf16 must come nearly as far");
    }
};

QTEST_APPLESS_MAIN(Bf16SketchTest)
#include "bf16_sketch_test.moc"
