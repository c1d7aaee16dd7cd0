// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/sketch_session.hpp"
#include "support/picture_bytes.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace croquis;
using session::DrawOptions;
using session::PhotoOptions;

namespace {

const std::string kCat = CROQUIS_SAMPLES "/cat.jpg";
const PhotoOptions kUnmasked{PhotoOptions::Mask::none, {}};

/// Notes what it is told, and may do something at a step or an iteration.
class Listener final : public optimise::IterationObserver {
  public:
    std::vector<std::string> steps;
    std::size_t placed = 0;
    std::vector<int> iterations;
    std::function<void(const std::string&)> atStep;
    std::function<void(int)> atIteration;

    void stepBegan(const std::string& name) override {
        steps.push_back(name);
        if (atStep)
            atStep(name);
    }
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override {
        placed += sketches.size();
    }
    void iterationFinished(const optimise::IterationSummary& summary) override {
        iterations.push_back(summary.iteration);
        if (atIteration)
            atIteration(summary.iteration);
    }
};

DrawOptions fewStrokes(int iterations = 3) {
    DrawOptions options;
    options.plans.front().strokeCount = 5;
    options.quality = optimise::Quality::draft;
    options.iterations = iterations;
    return options;
}

/// A grey PNG of one value where `light` says so and another elsewhere.
std::string greyPicture(const QTemporaryDir& folder, const char* name, int width, int height,
                        const std::function<bool(int, int)>& light) {
    QByteArray lines;
    for (int y = 0; y < height; ++y) {
        lines.append('\0');
        for (int x = 0; x < width; ++x)
            lines.append(light(x, y) ? '\xf0' : '\x10');
    }
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(test::pngFile({width, height, 8, 0}, lines)) < 0)
        qFatal("the test's picture can't be written");
    return file.fileName().toStdString();
}

std::unique_ptr<session::SketchSession> openSession(int threads) {
    session::SessionOptions options;
    options.threads = threads;
    return session::SketchSession::open(options);
}

/// The photo's upper left and lower right corner, canvas pixels.
std::pair<geometry::Point, geometry::Point> cornersOf(const session::PhotoSummary& photo) {
    const geometry::Point end{static_cast<double>(photo.width), static_cast<double>(photo.height)};
    return {photo.canvasFromPhoto(geometry::Point{0, 0}), photo.canvasFromPhoto(end)};
}

bool sameStrokes(const optimise::RunSummary& a, const optimise::RunSummary& b) {
    if (a.sketches.size() != b.sketches.size())
        return false;
    for (std::size_t k = 0; k < a.sketches.size(); ++k) {
        const auto &first = a.sketches[k], &second = b.sketches[k];
        if (first.strokes.size() != second.strokes.size() || !(first.loss == second.loss))
            return false;
        for (std::size_t stroke = 0; stroke < first.strokes.size(); ++stroke)
            for (std::size_t point = 0; point < 4; ++point)
                if (first.strokes[stroke].points[point].x != second.strokes[stroke].points[point].x ||
                    first.strokes[stroke].points[point].y != second.strokes[stroke].points[point].y)
                    return false;
    }
    return true;
}

} // namespace

class SketchSessionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<session::SketchSession> m_session;

  private Q_SLOTS:
    /// A session a test: nothing is left over from the one before.
    void init() { m_session = openSession(2); }

    void theEngineSaysWhatItIs() {
        const auto engine = m_session->engine();
        QCOMPARE(engine.device, std::string("cpu"));
        QCOMPARE(engine.threads, 2);
        QCOMPARE(engine.precision, std::string("fp32"));
        QCOMPARE(engine.modelName, std::string("efficientnet-lite0"));
        QCOMPARE(engine.modelSha256.size(), std::size_t{64});
        QVERIFY(engine.maskModelName.empty());
    }

    void modelsThatWillNotDoAreNamed() {
        const auto refusal = [](const std::string& model) -> QString {
            try {
                session::SessionOptions options;
                options.model = model;
                session::SketchSession::open(options);
                return "opened";
            } catch (const ModelFileError& error) {
                return error.what();
            }
        };
        QVERIFY(refusal("nosuchmodel").contains("nosuchmodel"));
        QVERIFY(refusal("u2netp").contains("can't judge sketches"));
        QVERIFY(refusal(kCat).contains("cat.jpg"));
    }

    void withoutAPhotoThereIsNothingToDrawOrScore() {
        Listener listener;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->draw(fewStrokes(), listener, {}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->score({geometry::CubicBezier{}}, {}));
        QVERIFY(listener.placed == 0 && listener.iterations.empty());
    }

    void aPhotoIsLoadedAndDescribed() {
        Listener listener;
        const auto photo = m_session->loadPhoto(kCat, kUnmasked, listener);
        QCOMPARE(photo.fileName, std::string("cat.jpg"));
        QCOMPARE(photo.sha256.size(), std::size_t{64});
        QVERIFY(photo.width > 100 && photo.height > 100 && !photo.masked && photo.notices.empty());
        QVERIFY(listener.steps == std::vector<std::string>{"finding subject"});
        // All of the photo lies on the canvas, 10 pixels from its border on the longer side.
        const auto [first, last] = cornersOf(photo);
        QVERIFY(std::abs(std::max(last.x - first.x, last.y - first.y) - 204) < 1);
        QVERIFY(first.x > 9 && first.y > 9 && last.x < 215 && last.y < 215);
    }

    void aLargePhotoIsReducedAndKnowsItsSize() {
        const QTemporaryDir folder;
        Listener listener;
        const auto large =
            greyPicture(folder, "large.png", 1500, 2500, [](int x, int y) { return (x / 100 + y / 90) % 2 == 0; });
        const auto photo = m_session->loadPhoto(large, kUnmasked, listener);
        QCOMPARE(photo.height, 2048);
        QCOMPARE(photo.originalWidth, 1500);
        QCOMPARE(photo.originalHeight, 2500);
    }

    void aMaskFileDecidesWhatIsTheSubject() {
        const QTemporaryDir folder;
        Listener listener;
        const auto mask =
            greyPicture(folder, "mask.png", 60, 60, [](int x, int y) { return x > 20 && x < 40 && y > 20 && y < 40; });
        const auto photo = m_session->loadPhoto(kCat, {PhotoOptions::Mask::file, mask}, listener);
        QVERIFY(photo.masked && m_session->engine().maskModelName.empty());
        const auto [first, last] = cornersOf(photo);
        QVERIFY(std::max(last.x - first.x, last.y - first.y) > 400); // the middle third fills the canvas
        QVERIFY_THROWS_EXCEPTION(ImageFileError,
                                 m_session->loadPhoto(kCat, {PhotoOptions::Mask::file, mask + ".not"}, listener));
        const auto black = greyPicture(folder, "black.png", 60, 60, [](int, int) { return false; });
        const auto whole = m_session->loadPhoto(kCat, {PhotoOptions::Mask::file, black}, listener);
        QVERIFY(!whole.masked);
        QCOMPARE(whole.notices.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(whole.notices.front()).contains("black.png"));
    }

    void aBadPhotoIsRefusedAndTheOneBeforeStays() {
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        QVERIFY_THROWS_EXCEPTION(ImageFileError, m_session->loadPhoto("gone.jpg", kUnmasked, listener));
        QVERIFY_THROWS_EXCEPTION(ImageFileError, m_session->loadPhoto(__FILE__, kUnmasked, listener));
        QCOMPARE(m_session->draw(fewStrokes(), listener, {}).sketches.size(), std::size_t{1});
    }

    void smallAndUniformPhotosAreSaidToBe() {
        const QTemporaryDir folder;
        Listener listener;
        const auto plain = greyPicture(folder, "plain.png", 40, 30, [](int, int) { return true; });
        const auto photo = m_session->loadPhoto(plain, kUnmasked, listener);
        QCOMPARE(photo.notices.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(photo.notices.front()).contains("40 x 30"));
        QVERIFY_THROWS_EXCEPTION(ImageFileError, m_session->draw(fewStrokes(), listener, {}));
    }

    void optionsOutOfRangeAreRefused() {
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        auto options = fewStrokes(-1);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->draw(options, listener, {}));
        options = fewStrokes();
        options.recipe = "soup";
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->draw(options, listener, {}));
        options = fewStrokes();
        options.plans.clear();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->draw(options, listener, {}));
        options = fewStrokes();
        options.plans.front().strokeCount = 0;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_session->draw(options, listener, {}));
        QVERIFY_THROWS_EXCEPTION(Error, m_session->score({}, {}));
    }

    void drawingTellsItsStepsAndScoresAsItWasDrawn_data() {
        QTest::addColumn<int>("quality");
        QTest::newRow("draft") << static_cast<int>(optimise::Quality::draft);
        QTest::newRow("normal") << static_cast<int>(optimise::Quality::normal);
    }

    void drawingTellsItsStepsAndScoresAsItWasDrawn() {
        QFETCH(int, quality);
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        auto options = fewStrokes();
        options.quality = static_cast<optimise::Quality>(quality);
        const auto run = m_session->draw(options, listener, {});
        QVERIFY(run.termination == optimise::Termination::completed);
        QCOMPARE(run.iterations, 3);
        QCOMPARE(run.sketches.size(), std::size_t{1});
        QCOMPARE(run.sketches[0].strokes.size(), std::size_t{5});
        QCOMPARE(listener.placed, std::size_t{1});
        QVERIFY((listener.iterations == std::vector<int>{0, 1, 2, 3}));
        QVERIFY(std::find(listener.steps.begin(), listener.steps.end(), "placing strokes") != listener.steps.end());

        const auto score = m_session->score(run.sketches[0].strokes, options);
        QVERIFY(std::abs(score.loss.total - run.sketches[0].loss.total) < 1e-5 * run.sketches[0].loss.total);
        QCOMPARE(score.loss.terms.size(), run.sketches[0].loss.terms.size());
        QCOMPARE(score.gradient.size(), std::size_t{5 * 8});
        double length = 0;
        for (const float value : score.gradient)
            length += double(value) * value;
        QVERIFY(std::isfinite(length) && length > 0);
    }

    void theSameDrawGivesTheSameStrokesInAnySession() {
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        const auto first = m_session->draw(fewStrokes(), listener, {});
        QVERIFY(sameStrokes(first, m_session->draw(fewStrokes(), listener, {})));
        auto seeded = fewStrokes();
        seeded.plans.front().seed = 1000;
        QVERIFY(!sameStrokes(first, m_session->draw(seeded, listener, {})));
        m_session = openSession(1);
        m_session->loadPhoto(CROQUIS_SAMPLES "/coffee.jpg", kUnmasked, listener);
        QVERIFY(!sameStrokes(first, m_session->draw(fewStrokes(), listener, {})));
        m_session->loadPhoto(kCat, kUnmasked, listener);
        QVERIFY(sameStrokes(first, m_session->draw(fewStrokes(), listener, {})));
    }

    void stoppedWhilePlacingItHasNoStrokesAndCanDrawAgain() {
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        std::stop_source stop;
        listener.atStep = [&](const std::string& name) {
            if (name == "placing strokes")
                stop.request_stop();
        };
        const auto stopped = m_session->draw(fewStrokes(), listener, stop.get_token());
        QVERIFY(stopped.termination == optimise::Termination::stopped && stopped.sketches.empty());
        QVERIFY(listener.placed == 0 && listener.iterations.empty());
        listener.atStep = nullptr;
        QCOMPARE(m_session->draw(fewStrokes(), listener, {}).sketches.size(), std::size_t{1});
    }

    void stoppedWhileRefiningItKeepsTheBestSoFar() {
        Listener listener;
        m_session->loadPhoto(kCat, kUnmasked, listener);
        std::stop_source stop;
        listener.atIteration = [&](int iteration) {
            if (iteration == 2)
                stop.request_stop();
        };
        const auto run = m_session->draw(fewStrokes(1000), listener, stop.get_token());
        QVERIFY(run.termination == optimise::Termination::stopped);
        QVERIFY(run.iterations <= 3 && run.sketches.size() == 1 && run.sketches[0].strokes.size() == 5);
    }
};

QTEST_APPLESS_MAIN(SketchSessionTest)
#include "sketch_session_test.moc"
