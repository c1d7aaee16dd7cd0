// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "optimise/recipe.hpp"

#include <QTest>

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

    void unknownNamesAndValuesAreNamed() {
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimise::recipeFor("nouvelle", Quality::normal));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimise::qualityFromName("best"));
        optimise::Recipe recipe;
        recipe.learningRate = -1;
        try {
            recipe.validate();
            QFAIL("a negative learning rate is out of range");
        } catch (const InvalidArgument& error) {
            QVERIFY(QString(error.what()).contains("learningRate"));
        }
        recipe.learningRate = std::nan("");
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, recipe.validate());
    }
};

QTEST_APPLESS_MAIN(RecipeTest)
#include "recipe_test.moc"
