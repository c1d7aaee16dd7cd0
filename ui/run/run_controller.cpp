// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.hpp"

#include "base/damaged_image_error.hpp"
#include "ui/run/run_observer.hpp"

#include <QMetaObject>

#include <algorithm>
#include <new>
#include <utility>
#include <variant>

namespace croquis::ui {
namespace {

Failure failureOf(const std::exception& error) {
    const QString message = QString::fromUtf8(error.what());
    if (dynamic_cast<const DamagedImageError*>(&error) != nullptr)
        return {Failure::Kind::damagedPhoto, message};
    if (dynamic_cast<const ImageFileError*>(&error) != nullptr)
        return {Failure::Kind::photo, message};
    if (dynamic_cast<const ModelFileError*>(&error) != nullptr)
        return {Failure::Kind::model, message};
    if (dynamic_cast<const DeviceError*>(&error) != nullptr)
        return {Failure::Kind::device, message};
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
        return {Failure::Kind::device, RunController::tr("There is not enough memory. Your sketch is kept.")};
    return {Failure::Kind::drawing, message};
}

/// Whether they set the number of strokes, by itself or by naming all of them.
bool setsCount(const std::vector<optimise::SketchEdit>& edits) {
    return std::any_of(edits.begin(), edits.end(), [](const optimise::SketchEdit& edit) {
        return std::holds_alternative<optimise::SetStrokeCount>(edit.change) ||
               std::holds_alternative<optimise::RestoreStrokes>(edit.change);
    });
}

/// Strokes that came back when the run was through already are a part of what it leaves all the same.
void putBack(const std::vector<optimise::SketchEdit>& edits, optimise::RunSummary& run) {
    for (const auto& edit : edits) {
        const auto* stroke = std::get_if<optimise::AddStroke>(&edit.change);
        if (stroke == nullptr || edit.sketch >= run.sketches.size())
            continue;
        auto& ids = run.sketches[edit.sketch].ids;
        auto& strokes = run.sketches[edit.sketch].strokes;
        if (ids.size() != strokes.size() || std::find(ids.begin(), ids.end(), stroke->id) != ids.end())
            continue;
        const auto place = static_cast<std::ptrdiff_t>(std::min(stroke->position, ids.size()));
        ids.insert(ids.begin() + place, stroke->id);
        strokes.insert(strokes.begin() + place, stroke->curve);
    }
}

} // namespace

RunController::RunController(OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent)
    : QObject(parent), m_worker(std::make_shared<HeldSession>(std::move(open))), m_runner(std::move(runner)) {}

RunController::~RunController() {
    m_stop.request_stop();
    m_runner.reset();
}

void RunController::setState(RunState state) {
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

std::uint64_t RunController::begin() {
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_observer.reset();
    return ++m_job;
}

void RunController::post(std::uint64_t job, std::function<void(HeldSession&, std::stop_token)> work) {
    m_runner->post([this, job, worker = m_worker, stop = m_stop.get_token(), work = std::move(work)] {
        if (stop.stop_requested())
            return;
        try {
            work(*worker, stop);
        } catch (const std::exception& error) {
            deliver(job, [this, failure = failureOf(error)] { fail(failure); });
        }
    });
}

void RunController::deliver(std::uint64_t job, std::function<void()> message) {
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.emplace_back(job, std::move(message));
    }
    QMetaObject::invokeMethod(this, "takeMessage", Qt::QueuedConnection);
}

void RunController::takeMessage() {
    std::pair<std::uint64_t, std::function<void()>> message;
    {
        const std::lock_guard lock(m_inboxMutex);
        message = std::move(m_inbox.front());
        m_inbox.pop_front();
    }
    if (message.first == m_job)
        message.second();
}

void RunController::openEngine(const session::SessionOptions& options, RunState after) {
    const auto job = begin();
    setState(after);
    // Not a part of the job, which may be replaced.
    m_runner->post([worker = m_worker, options] { worker->close(options); });
    m_engineTold = false;
    postOpening(job);
}

void RunController::postOpening(std::uint64_t job) {
    post(job, [this, job](HeldSession& worker, const std::stop_token&) { engineFor(worker, job); });
}

session::SketchSession& RunController::engineFor(HeldSession& worker, std::uint64_t job) {
    auto& engine = worker.session();
    deliver(job, [this, description = engine.engine()] {
        if (!m_engineTold)
            tellEngine(description);
    });
    return engine;
}

void RunController::tellEngine(const session::EngineDescription& engine) {
    m_engineTold = true;
    Q_EMIT engineOpened(engine);
}

void RunController::loadPhoto(const PhotoRequest& request) {
    const auto job = begin();
    setState(RunState::preparing);
    Q_EMIT stepBegan(m_engineTold ? QStringLiteral("reading photo") : QStringLiteral("loading model"));
    post(job, [this, job, request](HeldSession& worker, const std::stop_token& stop) {
        engineFor(worker, job);
        if (stop.stop_requested())
            return;
        deliver(job, [this] { Q_EMIT stepBegan(QStringLiteral("reading photo")); });
        worker.load(request, [&](const SharedPhoto& photo) {
            deliver(job, [this, photo] {
                Q_EMIT photoRead(photo);
                Q_EMIT stepBegan(QStringLiteral("finding subject"));
            });
        });
        deliver(job, [this, photo = worker.photo()] {
            setState(RunState::loaded);
            Q_EMIT photoLoaded(photo);
        });
    });
}

void RunController::checkPhoto(const PhotoRequest& photo) {
    if (!m_observer)
        return;
    m_observer->ask([this, job = m_job, worker = m_worker, photo] {
        std::optional<Failure> failure;
        try {
            worker->session().checkPhoto(photo.file, photo.options);
        } catch (const std::exception& error) {
            failure = failureOf(error);
        }
        deliver(job, [this, photo, failure] { Q_EMIT photoChecked(photo, failure); });
    });
}

void RunController::start(const PhotoRequest& photo, const session::DrawOptions& options) {
    const auto job = begin();
    const auto worker = m_worker;
    // The observer is reached through a weak pointer by its own wake, which would keep it alive for ever.
    const auto self = std::make_shared<std::weak_ptr<RunObserver>>();
    m_observer = std::make_shared<RunObserver>(
        m_stop.get_token(),
        [this, job, self] {
            deliver(job, [this, self] {
                if (const auto observer = self->lock())
                    readNews(observer);
            });
        },
        [worker](const auto& strokes) { return worker->session().networkView(strokes); });
    *self = m_observer;
    m_observer->setNetworkWanted(m_networkWanted);
    m_observer->setSketchSeen(m_sketchSeen);
    setState(RunState::preparing);
    Q_EMIT stepBegan(m_engineTold ? QStringLiteral("placing strokes") : QStringLiteral("loading model"));
    post(job, [this, job, photo, options, observer = m_observer](HeldSession& w, const std::stop_token& stop) {
        auto& session = engineFor(w, job);
        if (!w.holds(photo)) {
            deliver(job, [this] { Q_EMIT stepBegan(QStringLiteral("reading photo")); });
            w.load(photo, *observer); // which hears its steps
            deliver(job, [this, read = w.photo()] { Q_EMIT photoLoaded(read); });
        }
        if (stop.stop_requested())
            return;
        observer->setPhoto(w.photo());
        const auto run = std::make_shared<optimise::RunSummary>(session.draw(options, *observer, stop));
        run->seconds -= observer->heldSeconds();
        const auto engine = session.engine();
        deliver(job, [this, run, engine, observer] { endRun(*run, engine, observer); });
    });
}

void RunController::readNews(const std::shared_ptr<RunObserver>& observer) {
    const auto job = m_job;
    const RunNews news = observer->take();
    if (news.photo)
        Q_EMIT runHasPhoto(news.photo);
    for (const auto& step : news.steps) {
        if (step == "refining" && m_state == RunState::preparing)
            setState(RunState::running);
        Q_EMIT stepBegan(QString::fromStdString(step));
    }
    for (const auto& sentence : news.notices)
        if (job == m_job)
            Q_EMIT noticed(QString::fromStdString(sentence));
    if (job == m_job && !news.placed.empty())
        Q_EMIT strokesPlaced(news.placed);
    if (job == m_job && !news.frames.empty())
        Q_EMIT framesArrived(news.frames);
    if (job == m_job && news.preview && news.preview->network)
        Q_EMIT networkSeen(*news.preview->network);
}

void RunController::endRun(const optimise::RunSummary& run, const session::EngineDescription& engine,
                           const std::shared_ptr<RunObserver>& observer) {
    const auto job = m_job;
    readNews(observer);
    if (job != m_job)
        return;
    const auto edits = observer->waitingEdits();
    optimise::RunSummary whole = run;
    putBack(edits, whole);
    m_observer.reset();
    m_stop = std::stop_source(); // a stopped run must not stop what is asked for next
    setState(run.sketches.empty() ? RunState::loaded : RunState::done);
    Q_EMIT runEnded(whole, engine, run.editsMissed || setsCount(edits));
}

void RunController::fail(const Failure& failure) {
    m_observer.reset();
    setState(failure.kind == Failure::Kind::model ? RunState::noModel : RunState::failed);
    Q_EMIT failed(failure);
}

void RunController::pause() {
    if (m_state != RunState::running)
        return;
    m_observer->setPaused(true);
    setState(RunState::paused);
}

bool RunController::isHeld() const {
    return m_observer && m_observer->isHeld();
}

int RunController::editsGiven() const {
    return m_observer ? m_observer->editsAdded() : 0;
}

bool RunController::isCountWaiting() const {
    return m_observer && setsCount(m_observer->waitingEdits());
}

void RunController::resume() {
    if (m_state != RunState::paused)
        return;
    m_observer->setPaused(false);
    setState(RunState::running);
}

void RunController::stop() {
    if (m_state != RunState::running && m_state != RunState::paused)
        return;
    m_stop.request_stop();
    setState(RunState::stopping);
}

void RunController::rest(RunState state) {
    if (isBusy()) {
        const auto job = begin();
        if (!m_engineTold) // its opening was a part of what ended
            postOpening(job);
    }
    setState(state);
}

bool RunController::edit(optimise::SketchEdit edit) {
    if (!m_observer || (m_state != RunState::running && m_state != RunState::paused))
        return false;
    m_observer->addEdit(std::move(edit));
    return true;
}

void RunController::markOutdated(bool outdated) {
    if (m_state == RunState::done && outdated)
        setState(RunState::outdated);
    else if (m_state == RunState::outdated && !outdated)
        setState(RunState::done);
}

void RunController::setNetworkWanted(bool wanted) {
    m_networkWanted = wanted;
    if (m_observer)
        m_observer->setNetworkWanted(wanted);
}

void RunController::setSketchSeen(std::size_t sketch) {
    m_sketchSeen = sketch;
    if (m_observer)
        m_observer->setSketchSeen(sketch);
}

void RunController::requestNetworkView(const PhotoRequest& photo, const std::vector<geometry::CubicBezier>& strokes) {
    if (strokes.empty())
        return;
    if (m_state == RunState::running || m_state == RunState::paused)
        return m_observer->askForView(strokes);
    if (isBusy())
        return;
    if (m_viewJob == m_job) {
        m_nextView = {photo, strokes};
        return;
    }
    m_viewJob = m_job;
    m_nextView.reset();
    post(m_job, [this, job = m_job, photo, strokes](HeldSession& worker, const std::stop_token&) {
        std::optional<session::NetworkView> view;
        if (worker.holds(photo))
            view = worker.session().networkView(strokes);
        deliver(job, [this, view] {
            m_viewJob.reset();
            if (view)
                Q_EMIT networkSeen(*view);
            if (const auto next = std::exchange(m_nextView, std::nullopt))
                requestNetworkView(next->photo, next->strokes);
        });
    });
}

} // namespace croquis::ui
