// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "optimise/recipe/recipe_options.hpp"

#include <QTest>

#include <set>

using namespace croquis;
using optimise::Quality;

class RecipeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// models.md, recipe "default", step 4.
    void defaultHasTheDesignsConstants() {
        const auto recipe = optimise::recipeFor("default", Quality::normal);
        QCOMPARE(recipe.iterations, 120);
        QCOMPARE(recipe.augmentedViews, 1);
        QCOMPARE(recipe.warpBank, 40);
        QCOMPARE(recipe.learningRate, 0.5);
        QCOMPARE(recipe.finalLearningRate, 0.05);
        QCOMPARE(recipe.edgeWeight, 0.6);
        QCOMPARE(recipe.strokeWidth, 3.0);
        QCOMPARE(optimise::recipeFor("default", Quality::draft).iterations, 40);
        for (const auto quality : {Quality::draft, Quality::normal, Quality::fine}) {
            optimise::recipeFor("default", quality).validate();
            QCOMPARE(optimise::qualityFromName(optimise::nameOf(quality)), quality);
        }
    }

    /// method.md, sections 0 and 1.
    void clipassoIsThePaper() {
        const auto recipe = optimise::recipeFor("clipasso", Quality::normal);
        QCOMPARE(recipe.model, std::string("RN101"));
        QCOMPARE(recipe.placement, geometry::Placement::squash);
        QCOMPARE(recipe.seeding, optimise::Seeding::attention);
        QVERIFY(recipe.edgesOnly && recipe.normalisedEdges && !recipe.findSubject);
        QVERIFY(recipe.xdogSharing == 0.98 && recipe.xdogSteepness == 200 && recipe.xdogThreshold == -0.1);
        QVERIFY(recipe.xdogSigma == 0.8 && recipe.xdogRatio == 10);
        QCOMPARE(recipe.seedTemperature, 0.3);
        QCOMPARE(recipe.walkStep, 0.05);
        QCOMPARE(recipe.iterations, 2001);
        QCOMPARE(recipe.seeds, 3);
        QCOMPARE(recipe.augmentedViews, 4);
        QVERIFY(recipe.freshWarps);
        QCOMPARE(recipe.viewDistortion, 0.5);
        QCOMPARE(recipe.viewCropArea, 0.8);
        QCOMPARE(recipe.viewFill, 0.0);
        QCOMPARE(recipe.stageWeights, (std::vector<std::pair<int, double>>{{2, 1.0}, {3, 1.0}}));
        QCOMPARE(recipe.embeddingWeight, 0.1);
        QVERIFY(!recipe.relativeLoss && recipe.edgeWeight == 0 && recipe.keeperWeight == 0);
        QVERIFY(recipe.learningRate == 1 && recipe.finalLearningRate == 1);
        QCOMPARE(recipe.strokeWidth, 3.0);
        QCOMPARE(recipe.evaluationInterval, 10);
        QVERIFY(!recipe.finalEvaluation && recipe.savesNextStep && recipe.reseedingShare == 0);
        QCOMPARE(recipe.stopRule, optimise::StopRule::ties);
        QCOMPARE(recipe.stopTolerance, 1e-5);
        QCOMPARE(optimise::recipeFor("clipasso", Quality::fine).iterations, 2001);
        QCOMPARE(optimise::recipeFor("clipasso", Quality::draft).iterations, 500);
        for (const auto quality : {Quality::draft, Quality::normal, Quality::fine})
            for (const char* name : {"default", "clipasso"})
                optimise::recipeFor(name, quality, optimise::Network::clip).validate();
    }

    void withClipTheDefaultKeepsThePapersLoss() {
        const auto recipe = optimise::recipeFor("default", Quality::normal, optimise::Network::clip),
                   paper = optimise::recipeFor("clipasso", Quality::normal);
        QCOMPARE(recipe.stageWeights, paper.stageWeights);
        QCOMPARE(recipe.embeddingWeight, paper.embeddingWeight);
        QCOMPARE(recipe.relativeLoss, paper.relativeLoss);
        QVERIFY(recipe.reseedingShare > 0 && !recipe.savesNextStep && recipe.stopRule == optimise::StopRule::still);
    }

    /// Every option can be typed as it is shown, and changes what it names.
    void optionsComeBackAsTheyAreShown() {
        const auto paper = optimise::recipeFor("clipasso", Quality::normal);
        optimise::Recipe recipe = optimise::recipeFor("default", Quality::normal);
        std::set<std::string_view> names;
        for (const auto& option : optimise::recipeOptions()) {
            QVERIFY(names.insert(option.name).second && !option.meaning.empty() && !option.values().empty());
            optimise::setOption(recipe, std::string(option.name) + "=" + option.valueIn(paper));
            QCOMPARE(option.valueIn(recipe), option.valueIn(paper));
        }
        QVERIFY(recipe.savesNextStep && recipe.placement == geometry::Placement::squash && recipe.learningRate == 1);
        const std::vector<std::string> settings{"view-fill=1", "stop-rule=still"};
        const auto adjusted =
            optimise::adjustedRecipe("clipasso", Quality::normal, optimise::Network::clip, settings, 7);
        QVERIFY(adjusted.viewFill == 1 && adjusted.stopRule == optimise::StopRule::still && adjusted.iterations == 7);
    }

    void whatCantBeSetIsNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown") << "soup=1"
                                 << "soup=1";
        QTest::newRow("no value") << "view-fill"
                                  << "view-fill";
        QTest::newRow("no number") << "view-fill=much"
                                   << "takes a number, not \"much\"";
        QTest::newRow("half a number") << "augmented-views=1.5"
                                       << "augmented-views";
        QTest::newRow("no word") << "placement=crop"
                                 << "choose fit or squash or letterbox";
        QTest::newRow("no boolean") << "edges-only=1"
                                    << "choose no or yes";
        QTest::newRow("out of range") << "view-fill=2"
                                      << "view-fill must lie between 0 and 1, not 2";
        QTest::newRow("a stage's weight") << "stage-weights=2"
                                          << "STAGE:WEIGHT";
        QTest::newRow("no stage") << "stage-weights=two:1"
                                  << "stage-weights takes a number";
        QTest::newRow("a stage twice") << "stage-weights=2:1,2:3"
                                       << "name stage 2 twice";
        QTest::newRow("a negative weight") << "stage-weights=2:-1"
                                           << "stage-weights must lie between";
        QTest::newRow("above another") << "final-learning-rate=2"
                                       << "final-learning-rate must lie between 0 and 0.5, not 2";
        QTest::newRow("a Gaussian too wide") << "xdog-ratio=200"
                                             << "xdog-ratio must lie between 1.001 and 125, not 200";
        QTest::newRow("not a number") << "seed-temperature=nan"
                                      << "seed-temperature";
    }
    void stageWeightsAreSet() {
        const auto set = [](const std::vector<std::string>& settings) {
            return optimise::adjustedRecipe("clipasso", Quality::normal, optimise::Network::clip, settings);
        };
        using Weights = optimise::StageWeights;
        QCOMPARE(set({"stage-weights=3:0.5,1:2,0:0"}).stageWeights, (Weights{{1, 2.0}, {3, 0.5}}));
        const auto apart = set({"stage-weights=3:0.5", "4:1", "view-fill=1"}); // as --set splits them
        QCOMPARE(apart.stageWeights, (Weights{{3, 0.5}, {4, 1.0}}));
        QCOMPARE(apart.viewFill, 1.0);
        QVERIFY(set({"stage-weights=0:0"}).stageWeights.empty());
        for (const auto& option : optimise::recipeOptions())
            if (option.name == "stage-weights") {
                QCOMPARE(option.valueIn(apart), std::string("3:0.5,4:1"));
                QCOMPARE(set({"stage-weights=" + option.valueIn(set({"stage-weights=0:0"}))}).stageWeights, Weights{});
            }
    }

    void whatCantBeSetIsNamed() {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const std::vector<std::string> settings{text.toStdString()};
        try {
            optimise::adjustedRecipe("default", Quality::normal, optimise::Network::embedded, settings);
            QFAIL("it was taken");
        } catch (const InvalidArgument& error) {
            QVERIFY2(QString(error.what()).contains(said), error.what());
        }
    }

    void unknownNamesAndValuesAreNamed() {
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimise::recipeFor("nouvelle", Quality::normal));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimise::qualityFromName("best"));
        optimise::Recipe recipe;
        recipe.learningRate = -1;
        try {
            recipe.validate();
            QFAIL("a negative learning rate is out of range");
        } catch (const InvalidArgument& error) {
            QVERIFY(QString(error.what()).contains("learning-rate"));
        }
        recipe.learningRate = std::nan("");
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, recipe.validate());
    }
};

QTEST_APPLESS_MAIN(RecipeTest)
#include "recipe_test.moc"
