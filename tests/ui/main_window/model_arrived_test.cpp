// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "models/model_catalogue.hpp"
#include "ui/models/models_door.hpp"
#include "ui/window_test.hpp"

#include <QPushButton>
#include <QSettings>

using namespace croquis;
using ui::RunState;

/// What the window makes of a model that was fetched or imported.
class ModelArrivedTest : public test::WindowTest {
    Q_OBJECT

  private:
    /// A window that finds no models, after its first start.
    void begin() {
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QSettings().setValue(QStringLiteral("clipOffered"), true);
        makeWindow();
        QTRY_COMPARE(state(), RunState::empty);
        QTRY_VERIFY(!m_window->desk().currentEngine().device.empty());
    }
    /// The file is there, as far as its size tells, and the window hears of it.
    void arrive(const char* model) {
        const auto& entry = models::ModelCatalogue::builtIn().find(model);
        QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
        Q_EMIT m_window->findChild<ui::ModelsDoor*>()->arrived(QString::fromStdString(entry.name));
    }
    /// What the message offers to do; empty: nothing.
    QString offered() {
        const auto* button = m_window->findChild<QPushButton*>(QStringLiteral("messageAction"));
        return button->isVisible() ? button->text() : QString();
    }

  private Q_SLOTS:
    void theRecipeThatWaitedForItDraws() {
        begin();
        setAutoStart(false);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::loaded);
        document().setSettings(ui::withRecipe(document().settings(), "clipasso"));
        m_script->onDraw = [] {
            throw InvalidArgument("The recipe clipasso needs one of CLIP's networks, RN101 for one; scripted is none.");
        };
        action("primary")->trigger();
        QTRY_COMPARE(state(), RunState::failed);
        m_script->onDraw = nullptr;
        const int draws = m_script->draws;
        arrive("RN101");
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        QCOMPARE(message(), QStringLiteral("RN101 is there; the chosen recipe draws with it now."));
        QCOMPARE(offered(), QString());
        QTRY_COMPARE(state(), RunState::loaded);
        QCOMPARE(m_script->draws.load(), draws); // an hour's work begins when it is asked for
        action("primary")->trigger();
        QTRY_COMPARE(state(), RunState::done);
    }

    void itDrawsAtOneClick() {
        begin();
        drawToTheEnd();
        const int opens = m_script->opens, draws = m_script->draws;
        arrive("RN101");
        QCOMPARE(message(), QStringLiteral("RN101 is there."));
        QCOMPARE(offered(), QStringLiteral("Draw with RN101"));
        QCOMPARE(m_script->opens.load(), opens); // not unasked
        click("messageAction");
        QTRY_VERIFY(m_script->draws == draws + 1 && state() == RunState::done);
        QCOMPARE(m_script->opened.get().model, std::string("RN101"));
        QCOMPARE(document().settings().recipe, std::string("default"));
        QCOMPARE(ui::AppSettings::load().engine.model, std::string("RN101"));
        arrive("RN101"); // once more: it draws already
        QCOMPARE(message(), QStringLiteral("RN101 is there."));
        QCOMPARE(offered(), QString());
    }

    /// The network that says where strokes begin isn't the one to judge them.
    void theObserverIsNoJudge() {
        begin();
        const QString sentence =
            QStringLiteral("ViT-B/32 is there and now says where strokes begin, when one of CLIP's networks draws.");
        arrive("ViT-B/32");
        QCOMPARE(message(), sentence);
        QCOMPARE(offered(), QString());
        arrive("RN101");
        arrive("ViT-B/32"); // the second of the two that are fetched together
        QCOMPARE(message(), sentence);
        QCOMPARE(offered(), QStringLiteral("Draw with RN101"));
        click("messageAction");
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        arrive("ViT-B/32");
        QCOMPARE(offered(), QString());
        QVERIFY(m_script->opened.get().saliencyModel.empty());
    }

    /// With the paper's recipe and another network chosen one click would begin an hour's work.
    void thePapersRecipeIsNotStarted() {
        begin();
        m_window->desk().setAutoStart(false);
        arrive("RN101");
        click("messageAction");
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        document().setSettings(ui::withRecipe(document().settings(), "clipasso"));
        const int opens = m_script->opens;
        arrive("RN50");
        QCOMPARE(offered(), QStringLiteral("Settings"));
        QCOMPARE(m_script->opens.load(), opens);
    }

    void aPhotoThatIsBeingReadIsNotLost() {
        begin();
        drawToTheEnd();
        m_script->read.close();
        drop({photo("other.jpg")});
        arrive("RN101");
        click("messageAction");
        m_script->read.open();
        QTRY_COMPARE(m_window->desk().photoPath(), m_folder->filePath(QStringLiteral("other.jpg")));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(QString::fromStdString(document().photo()->summary.fileName), QStringLiteral("other.jpg"));
        QCOMPARE(m_script->opened.get().model, std::string("RN101"));
    }

    void theDefaultsNeedNoWord() {
        begin();
        arrive("efficientnet-lite0");
        QCOMPARE(message(), QString());
        m_script->onOpen = [] { throw ModelFileError("The model efficientnet-lite0 is missing: x is not in y."); };
        makeWindow();
        QTRY_COMPARE(state(), RunState::noModel);
        m_script->onOpen = nullptr;
        arrive("efficientnet-lite0");
        QTRY_COMPARE(state(), RunState::empty);
        QTRY_VERIFY(!m_window->desk().currentEngine().device.empty());
    }
};

QTEST_MAIN(ModelArrivedTest)
#include "model_arrived_test.moc"
