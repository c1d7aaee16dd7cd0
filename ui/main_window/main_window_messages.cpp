// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says: what went wrong, what can be done about it, and what is to be known of a photo.
#include "session/cuda_cards.hpp"
#include "session/cuda_module.hpp"
#include "session/version.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/session_log.hpp"
#include "ui/models/models_door.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "ui/settings/card_lookup.hpp"

#include <QFileInfo>
#include <QLabel>

#include <string>
#include <utility>

namespace croquis::ui {
namespace {

bool isCard(const std::string& device) {
    return device.starts_with("cuda");
}

QString nameOfCard(const std::string& device) {
    const std::string name = session::nameOfCard(device);
    return QString::fromStdString(name.empty() ? device : name);
}

} // namespace

QString MainWindow::details(const QString& message) const {
    const auto& engine = m_desk.currentEngine();
    return QStringLiteral("Croquis %1, Qt %2\n%3, %4 threads, %5\n%6\n\n%7\n")
        .arg(QLatin1String(session::kVersion), QLatin1String(qVersion()), QString::fromStdString(engine.device))
        .arg(engine.threads)
        .arg(QString::fromStdString(engine.modelName), message, m_log->tail());
}

void MainWindow::warn(const QString& sentence, const QString& action, std::function<void()> act) {
    m_message->show(MessageBar::Kind::warning, sentence, action, std::move(act), details(sentence));
}

void MainWindow::hint(QStringList sentences, const QString& action, std::function<void()> act) {
    const QString lost = sentenceOnSettings();
    const bool isSaid = m_message->kind() == MessageBar::Kind::hint && m_message->text().contains(lost);
    if (m_carriesLost && isSaid && !sentences.join(QLatin1Char(' ')).contains(lost)) // it is said once only
        sentences.prepend(lost);
    m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')), action, std::move(act));
}

void MainWindow::tellNews(const QString& sentence, const QString& action, std::function<void()> act) {
    m_message->show(MessageBar::Kind::hint, sentence, action, std::move(act));
    m_message->markAsNews();
}

void MainWindow::dropNews() {
    const bool was = !m_message->text().isEmpty();
    m_message->dropNews();
    if (was && m_message->text().isEmpty() && !m_queue.isEmpty())
        sayQueue({}); // that they wait is no news
}

void MainWindow::sayWhile(std::function<bool()> holds) {
    m_passing.emplace(m_message->text(), std::move(holds));
}

void MainWindow::dropStaleMessage() {
    if (!m_passing)
        return;
    const bool isSaid = m_message->text() == m_passing->first;
    if (isSaid && m_passing->second())
        return;
    m_passing.reset();
    if (isSaid)
        m_message->clear();
}

void MainWindow::showEnd(const optimise::RunSummary& run) {
    showBatch();
    markSketch();
    const auto isOfIt = [this, number = m_desk.record().number()] { return m_desk.record().number() == number; };
    if (!run.message.empty()) {
        warn(localised(run.message), tr("Another seed"), [this] { m_desk.newSeed(); });
        sayWhile(isOfIt);
    } else if (!document().hasStrokes()) {
        warn(tr("The sketch holds no strokes."), tr("Draw again"), [this] { m_desk.drawSketch(); });
        sayWhile([this, isOfIt] { return isOfIt() && !document().hasStrokes(); });
    } else
        m_models->offerClip(); // once more, where a photo's message took its place
}

void MainWindow::showFailure(const Failure& failure, const QString& photo) {
    m_log->add(failure.message);
    if (failure.kind == Failure::Kind::model) {
        m_modelCard->refresh(localised(failure.message.toStdString()), m_opened.model, m_opened.saliencyModel);
        m_engineStatus->setText(m_modelCard->title());
    } else if (!controller().isEngineTold() && !failure.isOfPhoto())
        m_engineStatus->setText(tr("The engine isn't open"));
    offerWayOut(failure, photo);
    if (failure.isOfPhoto()) {
        if (!photo.isEmpty())
            m_app.recent.removeAll(QFileInfo(photo).absoluteFilePath());
        offerNextPhoto();
    }
    updateActions();
}

void MainWindow::offerWayOut(const Failure& failure, const QString& photo) {
    QString sentence =
        namedAsShown(localised(failure.message.toStdString()), photo.isEmpty() ? m_desk.photoPath() : photo);
    const auto say = [&](const QString& action, std::function<void()> act) {
        m_message->show(MessageBar::Kind::warning, sentence, action, std::move(act), details(failure.message));
        if (const auto state = m_desk.state(); state == RunState::failed || state == RunState::noModel)
            sayWhile([this, state] { return m_desk.state() == state; });
        else
            m_message->markAsNews();
    };
    const auto openOther = [this] { openDialog(); };
    const auto tryAgain = [this] { openEngine(SketchDesk::Then::draw); };
    const bool alone = document().hasStrokes() && !document().photo(); // a sketch without its photo
    if (alone && failure.isOfPhoto()) {
        sentence += QLatin1Char(' ') + tr("The sketch is shown without its photo.");
        return say(tr("Choose the photo..."), [this] { choosePhoto(); });
    }
    if (failure.isOfPhoto() && !photo.isEmpty() && photo != m_desk.photoPath() && document().hasStrokes())
        sentence += QLatin1Char(' ') + (m_desk.state() == RunState::running ? tr("%1 is still being drawn.")
                                        : m_desk.record().wasBrokenOff()
                                            ? tr("The sketch of %1 is still shown, as far as it was drawn.")
                                            : tr("The sketch of %1 is still shown."))
                                           .arg(shownPhoto(m_desk.photoPath()));
    switch (failure.kind) {
    case Failure::Kind::damagedPhoto:
        if (!photo.isEmpty()) {
            say(tr("Try anyway"), [this, photo] { m_desk.readPhoto(photo, true); });
            if (m_queue.isEmpty())
                m_message->offer(tr("Open another"), openOther);
            return;
        }
        [[fallthrough]];
    case Failure::Kind::photo: {
        const QString file = photo.isEmpty() ? m_desk.photoPath() : photo;
        if (QFileInfo(file).isFile() && QFileInfo(file).isReadable()) // as it will be the next time
            return m_queue.isEmpty() ? say(tr("Open another"), openOther) : say({}, {});
        if (photo.isEmpty()) { // it was moved, taken away, or the disk isn't there
            say(tr("Try again"), [this] { m_desk.draw(); });
            return m_message->offer(tr("Find it..."), [this] { findPhoto(); });
        }
        say(tr("Try again"), [this, photo] { m_desk.readPhoto(photo); });
        return m_queue.isEmpty() ? m_message->offer(tr("Open another"), openOther) : void();
    }
    case Failure::Kind::model:
        return alone ? say(tr("Models..."), [this] { m_models->open(); }) : void(); // else the card says it
    case Failure::Kind::device:
        if (m_opened.device == "cpu" || !(isCard(m_opened.device) || isCard(m_desk.currentEngine().device)))
            return say(tr("Try again"), tryAgain);
        say(tr("Use the processor"), [this] { useProcessor(); });
        return m_message->offer(tr("Try again"), tryAgain);
    case Failure::Kind::drawing:
        break;
    }
    const auto model = optimise::recipeFor(document().settings().recipe, document().settings().quality).model;
    if (!model.empty() && engineOptions().model != model)
        say(tr("Models..."), [this] { m_models->open(); });
    else
        say(tr("Try again"), tryAgain);
}

void MainWindow::useProcessor() {
    m_onProcessor = true;
    openEngine(SketchDesk::Then::draw);
}

void MainWindow::sayOfPhoto(const LoadedPhoto& photo) {
    m_process->clear();
    QString aside = std::exchange(m_asideFile, {}); // the sketch before
    if (m_message->text().isEmpty())                // its message was closed, or made room for the photo
        aside.clear();
    if (photo.summary.notices.empty())
        return;
    QStringList sentences;
    if (!aside.isEmpty())
        sentences += m_message->text();
    for (const auto& notice : photo.summary.notices)
        sentences += localised(notice);
    hint(sentences);
    sayWhile([this, only = document().settings().onlySubject] { return document().settings().onlySubject == only; });
    if (photo.isTiny() && m_desk.state() == RunState::loaded)
        m_message->offer(tr("Sketch anyway"), [this] { m_desk.draw(); });
    if (!aside.isEmpty())
        m_message->offer(tr("Bring it back"), [this, aside] { openFiles({aside}); });
    offerNextPhoto();
}

void MainWindow::showEngine(const session::EngineDescription& engine) {
    const bool processor = engine.device == "cpu";
    const QString device =
        processor ? tr("Processor, %n thread(s)", nullptr, engine.threads) : nameOfCard(engine.device);
    m_engineStatus->setText(QStringLiteral("%1 · %2").arg(device, QString::fromStdString(engine.modelName)));
    const bool unasked = processor && m_opened.device == "auto", driver = session::hasCudaDriver();
    setCardNote(unasked && !driver ? tr("No CUDA graphics card found.") : QString(), {});
    if (unasked && driver)
        lookForCards(this, [this](const Cards& cards) {
            if (m_desk.currentEngine().device == "cpu" && m_opened.device == "auto") // still
                setCardNote(noteOnCards(cards), explanationOfCards(cards));
        });
    const QString precision = QString::fromStdString(engine.precision),
                  wanted = QString::fromStdString(m_opened.precision);
    if (wanted != QLatin1String("auto") && wanted != precision) {
        const QString sentence = tr("%1 doesn't compute in %2 here: %3 is used instead.")
                                     .arg(QString::fromStdString(engine.modelName), wanted, precision);
        m_engineStatus->setToolTip(sentence);
        const bool chosen = std::exchange(m_precisionChosen, false); // just now
        if (m_message->text().isEmpty() || (chosen && m_models->isOffering()))
            hint({sentence});
        else if (chosen)
            m_message->add(sentence);
        else // what it says and offers is nearer
            return;
        return m_message->offer(tr("Use automatic precision"), [this] {
            m_app.engine.precision = session::SessionOptions().precision;
            m_opened.precision = m_app.engine.precision; // what is open is what that gives
            saveSettings();
        });
    }
    m_precisionChosen = false;
    m_models->offerClip();
}

/// @param more  for whoever asks; empty: there is no more.
void MainWindow::setCardNote(const QString& note, const QString& more) {
    m_cardNote = note;
    m_engineStatus->setToolTip(more.isEmpty() ? note : more);
    showProgress();
}

} // namespace croquis::ui
