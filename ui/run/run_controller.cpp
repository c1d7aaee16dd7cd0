// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.hpp"

#include "base/damaged_image_error.hpp"
#include "ui/run/run_observer.hpp"

#include <QMetaObject>

#include <algorithm>
#include <new>
#include <utility>

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

constexpr double kCanvasSide = 224, kCanvasMargin = 10; // canvas pixels, as image::placeOnCanvas without a mask

/// As the photo lies on the canvas until its subject is known.
LoadedPhoto wholePhoto(const std::filesystem::path& file, session::PhotoPictures pictures) {
    LoadedPhoto photo;
    const auto& picture = pictures.photo;
    const double scale = (kCanvasSide - 2 * kCanvasMargin) / std::max(picture.width, picture.height);
    photo.summary.fileName = file.filename().string();
    photo.summary.width = picture.width;
    photo.summary.height = picture.height;
    photo.summary.canvasFromPhoto = geometry::Affine::scaleThenTranslate(
        scale, {(kCanvasSide - scale * picture.width) / 2, (kCanvasSide - scale * picture.height) / 2});
    photo.pictures = std::move(pictures);
    return photo;
}

/// Hears when the photo is read, which is long before its subject is found.
struct PhotoListener final : optimise::IterationObserver {
    std::function<void()> read;
    void stepBegan(const std::string& name) override {
        if (name == "finding subject")
            read();
    }
};

} // namespace

struct RunController::Worker {
    OpenSession open;
    session::SessionOptions options;
    std::unique_ptr<session::SketchSession> session;

    session::SketchSession& engine() {
        if (!session)
            session = open(options);
        return *session;
    }
};

RunController::RunController(OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent)
    : QObject(parent), m_worker(std::make_shared<Worker>()), m_runner(std::move(runner)) {
    m_worker->open = std::move(open);
}

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

void RunController::post(std::uint64_t job, std::function<void(Worker&, std::stop_token)> work) {
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

void RunController::openEngine(const session::SessionOptions& options) {
    const auto job = begin();
    m_hasPhoto = false;
    setState(RunState::empty);
    m_runner->post([worker = m_worker, options] { // not a part of the job, which may be replaced
        worker->session.reset();
        worker->options = options;
    });
    m_engineTold = false;
    postOpening(job);
}

void RunController::postOpening(std::uint64_t job) {
    post(job, [this, job](Worker& worker, const std::stop_token&) {
        const auto engine = worker.engine().engine();
        deliver(job, [this, engine] { tellEngine(engine); });
    });
}

void RunController::tellEngine(const session::EngineDescription& engine) {
    m_engineTold = true;
    Q_EMIT engineOpened(engine);
}

void RunController::loadPhoto(const std::filesystem::path& file, const session::PhotoOptions& options) {
    const auto job = begin();
    m_loading = true;
    setState(RunState::preparing);
    Q_EMIT stepBegan(QStringLiteral("loading model"));
    post(job, [this, job, file, options](Worker& worker, const std::stop_token& stop) {
        auto& engine = worker.engine();
        deliver(job, [this, description = engine.engine()] { tellEngine(description); });
        if (stop.stop_requested())
            return;
        PhotoListener listener;
        listener.read = [&] {
            const auto photo = std::make_shared<LoadedPhoto>(wholePhoto(file, engine.pictures()));
            deliver(job, [this, photo] {
                Q_EMIT photoRead(*photo);
                Q_EMIT stepBegan(QStringLiteral("finding subject"));
            });
        };
        auto summary = engine.loadPhoto(file, options, listener);
        const auto photo = std::make_shared<LoadedPhoto>(LoadedPhoto{std::move(summary), engine.pictures()});
        deliver(job, [this, photo] {
            m_hasPhoto = true;
            m_loading = false;
            setState(RunState::loaded);
            Q_EMIT photoLoaded(*photo);
        });
    });
}

void RunController::closePhoto() {
    const auto job = begin();
    m_hasPhoto = m_loading = false;
    setState(RunState::empty);
    if (!m_engineTold) // its opening was a part of what ended
        postOpening(job);
}

void RunController::start(const session::DrawOptions& options) {
    if (!m_hasPhoto)
        return;
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
        [worker](const auto& strokes) { return worker->session->networkView(strokes); });
    *self = m_observer;
    m_observer->setNetworkWanted(m_networkWanted);
    setState(RunState::preparing);
    post(job, [this, job, options, observer = m_observer](Worker& w, const std::stop_token& stop) {
        const auto run = std::make_shared<optimise::RunSummary>(w.engine().draw(options, *observer, stop));
        const auto engine = w.engine().engine();
        deliver(job, [this, run, engine, observer] { endRun(*run, engine, observer); });
    });
}

void RunController::readNews(const std::shared_ptr<RunObserver>& observer) {
    const auto job = m_job;
    const RunNews news = observer->take();
    for (const auto& step : news.steps) {
        if (step == "refining" && m_state == RunState::preparing)
            setState(RunState::running);
        Q_EMIT stepBegan(QString::fromStdString(step));
    }
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
    const bool missed = observer->hasEdits() || run.editsMissed;
    m_observer.reset();
    m_stop = std::stop_source(); // a stopped run must not stop what is asked for next
    setState(run.sketches.empty() ? RunState::loaded : RunState::done);
    Q_EMIT runEnded(run, engine, missed);
}

void RunController::fail(const Failure& failure) {
    m_observer.reset();
    if (std::exchange(m_loading, false) && !failure.isOfPhoto())
        m_hasPhoto = false; // a photo that can't be read leaves the one before
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

void RunController::resume() {
    if (m_state != RunState::paused)
        return;
    m_observer->setPaused(false);
    setState(RunState::running);
}

void RunController::stop() {
    if (m_state == RunState::preparing)
        return cancel();
    if (m_state != RunState::running && m_state != RunState::paused)
        return;
    m_stop.request_stop();
    setState(RunState::stopping);
}

void RunController::cancel(std::optional<RunState> after) {
    if (m_state != RunState::preparing)
        return;
    begin();
    if (std::exchange(m_loading, false))
        m_hasPhoto = false; // the engine may hold either photo
    setState(after.value_or(m_hasPhoto ? RunState::loaded : RunState::empty));
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

void RunController::adoptSketch(RunState state) {
    if (!m_hasPhoto || m_loading)
        return;
    if (isBusy())
        begin();
    setState(state);
}

void RunController::setNetworkWanted(bool wanted) {
    m_networkWanted = wanted;
    if (m_observer)
        m_observer->setNetworkWanted(wanted);
}

void RunController::requestNetworkView(const std::vector<geometry::CubicBezier>& strokes) {
    if (isBusy() || !m_hasPhoto || strokes.empty())
        return;
    post(m_job, [this, job = m_job, strokes](Worker& worker, const std::stop_token&) {
        const auto view = worker.engine().networkView(strokes);
        deliver(job, [this, view] { Q_EMIT networkSeen(view); });
    });
}

} // namespace croquis::ui
