// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/model_server.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/models/manifest_texts.hpp"
#include "ui/models/model_sentences.hpp"
#include "ui/models/models_dialog.hpp"
#include "ui/models/models_door.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace croquis;
using Kind = ui::ModelOutcome::Kind;

namespace {

constexpr int kLongMs = 20000;

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

/// The models' dialog as its user has it, with a real server behind.
class ModelsDialogTest : public QObject {
    Q_OBJECT

    const QByteArray m_content = test::modelContent();
    std::unique_ptr<test::ModelServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    models::ModelCatalogue m_catalogue;
    std::unique_ptr<ui::ModelTasks> m_tasks;
    std::unique_ptr<ui::ModelsDialog> m_dialog;

    void openFor(const QString& fault) {
        m_catalogue = models::ModelCatalogue::parse(
            test::manifestFor(test::tinyModel(m_content, m_server->address(fault))).toStdString());
        m_tasks = std::make_unique<ui::ModelTasks>(models::ModelStore({m_folder->path().toStdString()}), m_catalogue,
                                                   std::make_unique<ui::ThreadRunner>());
        m_dialog = std::make_unique<ui::ModelsDialog>(*m_tasks);
        m_dialog->show();
    }
    QPushButton* button(const char* name) { return m_dialog->findChild<QPushButton*>(QLatin1String(name)); }
    void click(const char* name) {
        QVERIFY2(button(name)->isEnabled(), name);
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    QString news() { return m_dialog->findChild<QLabel*>(QStringLiteral("modelNews"))->text(); }
    QString details() { return m_dialog->findChild<QLabel*>(QStringLiteral("modelDetails"))->text(); }
    QString state() { return m_dialog->findChild<QTreeWidget*>(QStringLiteral("modelList"))->topLevelItem(0)->text(1); }
    QString file() { return m_folder->filePath(QStringLiteral("tiny.pt")); }
    void waitForPart(qint64 bytes) {
        QTRY_COMPARE_WITH_TIMEOUT(QFileInfo(file() + QStringLiteral(".part")).size(), bytes, kLongMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("models"));
        m_server = std::make_unique<test::ModelServer>(m_content);
        QVERIFY(m_server->isRunning());
    }
    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup() {
        m_dialog.reset();
        m_tasks.reset();
    }

    void aModelIsFetchedVerifiedAndRemoved() {
        openFor(QStringLiteral("good"));
        QCOMPARE(state(), QStringLiteral("not installed"));
        QVERIFY(details().contains(file()));
        QVERIFY(!button("verifyModel")->isEnabled() && !button("removeModel")->isEnabled());
        QVERIFY(!button("cancelModel")->isEnabled() && !m_dialog->isModal());
        click("fetchModel");
        QVERIFY(button("cancelModel")->isEnabled() && !button("fetchModel")->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Tiny was fetched and verified."), kLongMs);
        QVERIFY(contentOf(file()) == m_content);
        QCOMPARE(state(), QStringLiteral("installed"));
        QVERIFY(!m_dialog->findChild<QProgressBar*>()->isVisible() && !button("fetchModel")->isEnabled());
        click("verifyModel");
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Tiny is good: its SHA-256 is the right one."), kLongMs);
        click("removeModel"); // asks first
        QCOMPARE(button("removeModel")->accessibleName(), QStringLiteral("Really remove?"));
        QVERIFY(QFile::exists(file()));
        click("removeModel");
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Tiny was removed."), kLongMs);
        QVERIFY(!QFile::exists(file()));
        QCOMPARE(state(), QStringLiteral("not installed"));
        QCOMPARE(button("removeModel")->accessibleName(), QStringLiteral("Remove"));
    }

    void cancelKeepsWhatHasArrived() {
        openFor(QStringLiteral("stalls/window"));
        click("fetchModel");
        waitForPart(150000);
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("150.0 kB of 300.0 kB")), kLongMs);
        QCOMPARE(m_dialog->findChild<QProgressBar*>()->value(), 500);
        QElapsedTimer timer;
        timer.start();
        click("cancelModel");
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Stopped. What has arrived is kept."), kLongMs);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(state(), QStringLiteral("150.0 kB have arrived"));
        QVERIFY(button("fetchModel")->isEnabled() && button("removeModel")->isEnabled());
    }

    /// While a server is silent the window answers.
    void theWindowStaysQuick() {
        openFor(QStringLiteral("silent"));
        click("fetchModel");
        QElapsedTimer sinceTick;
        qint64 longest = 0;
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            if (ticks++ > 0)
                longest = std::max(longest, sinceTick.elapsed());
            sinceTick.start();
        });
        timer.start(10);
        QTRY_VERIFY_WITH_TIMEOUT(ticks > 50, kLongMs);
        QVERIFY2(longest < 2000, qPrintable(QString::number(longest)));
    }

    void closingTheProgramStopsADownload() {
        openFor(QStringLiteral("stalls/close"));
        click("fetchModel");
        waitForPart(150000);
        QElapsedTimer timer;
        timer.start();
        cleanup();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(QFileInfo(file() + QStringLiteral(".part")).size(), qint64{150000});
    }

    /// Gigabytes are read for seconds: that shows, can be stopped, and nobody waits for it.
    void readingShowsAndIsStopped_data() {
        QTest::addColumn<bool>("imports");
        QTest::addColumn<QString>("words");
        QTest::newRow("verify") << false << QStringLiteral("compared with its SHA-256");
        QTest::newRow("import") << true << QStringLiteral("Reading the file: ");
    }
    void readingShowsAndIsStopped() {
        QFETCH(const bool, imports);
        QFETCH(const QString, words);
        constexpr qint64 kLarge = qint64{1} << 33;
        auto entry = test::tinyModel(m_content, m_server->address(QStringLiteral("good")));
        entry.bytes = imports ? entry.bytes : std::uint64_t{kLarge};
        m_catalogue = models::ModelCatalogue::parse(test::manifestFor(entry).toStdString());
        const QTemporaryDir elsewhere;
        QFile large(imports ? elsewhere.filePath("large") : file());
        if (!large.open(QIODevice::WriteOnly) || !large.resize(kLarge))
            QSKIP("no such large file can be made here");
        if (imports && QStorageInfo(m_folder->path()).bytesAvailable() < kLarge + (1 << 25))
            QSKIP("there is no room to import it");
        for (const bool closes : {false, true}) {
            m_tasks = std::make_unique<ui::ModelTasks>(models::ModelStore({m_folder->path().toStdString()}),
                                                       m_catalogue, std::make_unique<ui::ThreadRunner>());
            m_dialog = std::make_unique<ui::ModelsDialog>(*m_tasks);
            m_dialog->show();
            imports ? m_tasks->import(large.fileName()) : click("verifyModel");
            QTRY_VERIFY2_WITH_TIMEOUT(news().contains(words), qPrintable(news()), kLongMs);
            QCOMPARE(m_dialog->findChild<QProgressBar*>()->maximum(), 1000);
            QElapsedTimer timer;
            timer.start();
            if (closes) {
                cleanup();
            } else {
                click("cancelModel");
                QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Stopped."), kLongMs);
            }
            QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        }
    }

    void whatBelongsToTheSystemIsNotRemoved() {
        const QTemporaryDir system;
        QVERIFY(put(system.filePath("tiny.pt"), m_content));
        m_catalogue = models::ModelCatalogue::parse(
            test::manifestFor(test::tinyModel(m_content, m_server->address(QStringLiteral("good")))).toStdString());
        m_tasks = std::make_unique<ui::ModelTasks>(
            models::ModelStore({m_folder->path().toStdString(), system.path().toStdString()}), m_catalogue,
            std::make_unique<ui::ThreadRunner>());
        m_dialog = std::make_unique<ui::ModelsDialog>(*m_tasks);
        QCOMPARE(state(), QStringLiteral("installed"));
        QVERIFY(details().contains(system.filePath("tiny.pt")) && !button("removeModel")->isEnabled());
    }

    void failuresAreSaid() {
        openFor(QStringLiteral("404"));
        click("fetchModel");
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("has no tiny.pt any more (HTTP 404)")), kLongMs);
        QVERIFY(button("fetchModel")->isEnabled());
    }

    void aDamagedFileOfTheRightSize() {
        QVERIFY(put(file(), QByteArray(m_content.size(), 'x')));
        openFor(QStringLiteral("good"));
        QCOMPARE(state(), QStringLiteral("installed")); // it was not read yet
        click("verifyModel");
        QTRY_VERIFY_WITH_TIMEOUT(news().startsWith(QStringLiteral("Tiny is damaged")), kLongMs);
        click("fetchModel");
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Tiny was fetched and verified."), kLongMs);
        QVERIFY(contentOf(file()) == m_content);
    }

    void aFileOfAnotherSizeIsDamaged() {
        const auto rn101 = models::ModelCatalogue::builtIn().find("RN101");
        m_catalogue = models::ModelCatalogue::parse(test::manifestFor(rn101).toStdString());
        QVERIFY(put(m_folder->filePath("RN101.pt"), "5 byt"));
        m_tasks = std::make_unique<ui::ModelTasks>(models::ModelStore({m_folder->path().toStdString()}), m_catalogue,
                                                   std::make_unique<ui::ThreadRunner>());
        m_dialog = std::make_unique<ui::ModelsDialog>(*m_tasks);
        QCOMPARE(state(), QStringLiteral("damaged"));
        QVERIFY(button("fetchModel")->isEnabled());
    }

    void filesAreImported() {
        openFor(QStringLiteral("good"));
        const QTemporaryDir elsewhere;
        QVERIFY(put(elsewhere.filePath("download"), m_content) && put(elsewhere.filePath("other"), "other"));
        m_tasks->import(elsewhere.filePath("other"));
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("isn't one of the models")), kLongMs);
        m_tasks->import(elsewhere.filePath("download"));
        QTRY_COMPARE_WITH_TIMEOUT(news(), QStringLiteral("Tiny was imported."), kLongMs);
        QCOMPARE(state(), QStringLiteral("installed"));
    }

    /// Another model can be asked for meanwhile, and one given up without the others.
    void modelsWaitForEachOther() {
        auto manifest =
            QJsonDocument::fromJson(
                test::manifestFor(test::tinyModel(m_content, m_server->address(QStringLiteral("stalls/first")))))
                .object();
        auto entries = manifest["models"].toArray();
        for (const char* name : {"Second", "Third"}) {
            auto entry = entries[0].toObject();
            entry["name"] = name;
            entry["file"] = QString("%1.pt").arg(name);
            entry["source"] = QJsonObject{{"address", m_server->address(QString("good/%1").arg(name))}};
            entries.append(entry);
        }
        manifest["models"] = entries;
        m_catalogue = models::ModelCatalogue::parse(QJsonDocument(manifest).toJson().toStdString());
        m_tasks = std::make_unique<ui::ModelTasks>(models::ModelStore({m_folder->path().toStdString()}), m_catalogue,
                                                   std::make_unique<ui::ThreadRunner>());
        m_dialog = std::make_unique<ui::ModelsDialog>(*m_tasks);
        m_dialog->show();
        const auto stateOf = [&](int row) {
            return m_dialog->findChild<QTreeWidget*>(QStringLiteral("modelList"))->topLevelItem(row)->text(1);
        };
        click("fetchModel");
        waitForPart(150000);
        for (const char* name : {"Second", "Third"}) {
            m_dialog->select(QLatin1String(name));
            click("fetchModel");
            QVERIFY(!button("fetchModel")->isEnabled());
        }
        QCOMPARE(stateOf(1), QStringLiteral("waits"));
        QCOMPARE(stateOf(2), QStringLiteral("waits"));
        click("cancelModel"); // the third
        QCOMPARE(stateOf(2), QStringLiteral("not installed"));
        QCOMPARE(stateOf(1), QStringLiteral("waits"));
        m_dialog->select(QStringLiteral("Tiny"));
        click("cancelModel");
        QTRY_VERIFY_WITH_TIMEOUT(!m_tasks->isBusy(), kLongMs);
        QCOMPARE(stateOf(0), QStringLiteral("150.0 kB have arrived"));
        QCOMPARE(stateOf(1), QStringLiteral("installed"));
        QCOMPARE(stateOf(2), QStringLiteral("not installed"));
    }

    /// What an import needs to know: from where the file comes and what it must be.
    void whereAFileComesFromCanBeCopied() {
        openFor(QStringLiteral("good"));
        const auto& entry = m_catalogue.entries().front();
        const auto text = [&](const char* name) {
            return m_dialog->findChild<QLineEdit*>(QLatin1String(name))->text().toStdString();
        };
        QCOMPARE(text("modelAddress"), entry.address);
        QCOMPARE(text("modelDigest"), entry.sha256);
    }

    void everyLicenceIsShown() {
        openFor(QStringLiteral("good"));
        const auto* list = m_dialog->findChild<QTreeWidget*>(QStringLiteral("modelList"));
        const auto& entries = m_catalogue.entries();
        QCOMPARE(list->topLevelItemCount(), static_cast<int>(entries.size()));
        for (int k = 0; k < list->topLevelItemCount(); ++k) {
            const std::string licence = entries[static_cast<std::size_t>(k)].licence;
            QVERIFY(!licence.empty());
            QCOMPARE(list->topLevelItem(k)->text(3).toStdString(), licence);
        }
        QCOMPARE(list->headerItem()->text(3), QStringLiteral("Licence"));
    }

    /// One message for every task, in order, also for those that never began.
    void everyTaskEndsOnce() {
        openFor(QStringLiteral("stalls/queue"));
        std::vector<Kind> kinds;
        connect(m_tasks.get(), &ui::ModelTasks::ended, this,
                [&](const auto& outcome) { kinds.push_back(outcome.kind); });
        const auto& entry = m_catalogue.entries().front();
        m_tasks->verify(entry);
        m_tasks->fetch(entry);
        m_tasks->fetch(entry);
        waitForPart(150000);
        m_tasks->cancel();
        m_tasks->verify(entry);
        QTRY_VERIFY_WITH_TIMEOUT(!m_tasks->isBusy(), kLongMs);
        QVERIFY(kinds == std::vector<Kind>({Kind::missing, Kind::stopped, Kind::stopped, Kind::missing}));
    }

    void everyControlHasAName() {
        openFor(QStringLiteral("good"));
        for (auto* widget : m_dialog->findChildren<QWidget*>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && !widget->objectName().startsWith("qt_"))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }

    /// A dialog that was opened for a download is gone with it; one that the person opened, or that has something to
    /// say, stays.
    void theDialogGoesWhenWhatItWasOpenedForIsDone() {
        openFor(QStringLiteral("good"));
        QWidget window;
        ui::MessageBar message;
        ui::ModelsDoor door(&window, message, models::ModelStore({m_folder->path().toStdString()}), m_catalogue);
        QSignalSpy arrived(&door, &ui::ModelsDoor::arrived);
        const auto isOpen = [&window] {
            const auto* dialog = window.findChild<ui::ModelsDialog*>();
            return dialog != nullptr && dialog->isVisible();
        };
        door.fetch({QStringLiteral("Tiny")});
        QVERIFY(isOpen());
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, kLongMs);
        QVERIFY(!isOpen());
        door.open();
        door.fetch({QStringLiteral("Tiny")}); // it is there already
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 2, kLongMs);
        QVERIFY(isOpen());
        window.findChild<ui::ModelsDialog*>()->close();
        door.import(file());
        QVERIFY(isOpen());
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 3, kLongMs);
        QVERIFY(!isOpen());
        QVERIFY(put(m_folder->filePath(QStringLiteral("other.pt")), "other"));
        door.import(m_folder->filePath(QStringLiteral("other.pt")));
        const auto* words = window.findChild<QLabel*>(QStringLiteral("modelNews"));
        QTRY_VERIFY_WITH_TIMEOUT(words->text().contains(QStringLiteral("other.pt")), kLongMs);
        QVERIFY(isOpen());
        QCOMPARE(arrived.size(), 3);
    }

    void clipIsOfferedUntilItIsAnswered() {
        QWidget window;
        ui::MessageBar message;
        const models::ModelStore store({m_folder->path().toStdString()});
        {
            ui::ModelsDoor door(&window, message, store);
            message.show(ui::MessageBar::Kind::warning, QStringLiteral("Something else."));
            door.offerClip(); // not in its place
            QCOMPARE(message.text(), QStringLiteral("Something else."));
            message.clear();
            door.offerClip();
            for (const char* words : {"RN101", "ViT-B/32", "646 MB", "licence MIT"})
                QVERIFY2(message.text().contains(QLatin1String(words)), qPrintable(message.text()));
            QCOMPARE(message.findChild<QPushButton*>(QStringLiteral("messageAction"))->text(), QStringLiteral("Fetch"));
            door.clearMessage(); // a photo comes: it stays
            QVERIFY(message.text().contains(QStringLiteral("RN101")));
            message.show(ui::MessageBar::Kind::hint, QStringLiteral("Something of the photo."));
            door.clearMessage();
            QVERIFY(message.text().isEmpty());
            door.offerClip(); // nobody has answered it
            QVERIFY(message.text().contains(QStringLiteral("RN101")));
            QTest::mouseClick(message.findChild<QToolButton*>(QStringLiteral("closeMessage")), Qt::LeftButton);
            door.offerClip();
            QVERIFY(message.text().isEmpty());
        }
        ui::ModelsDoor next(&window, message, store);
        next.offerClip();
        QVERIFY(message.text().isEmpty());
        QSettings().clear();
        for (const char* name : {"RN101", "ViT-B/32"}) {
            const auto& entry = models::ModelCatalogue::builtIn().find(name);
            QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
        }
        next.offerClip();
        QVERIFY(message.text().isEmpty());
        QVERIFY(put(m_folder->filePath("RN101.pt"), "5 byt")); // what is left of it is no RN101
        next.offerClip();
        QVERIFY(message.text().contains(QStringLiteral("RN101")) && !message.text().contains(QStringLiteral("ViT")));
    }

    void germanIsComplete() {
        const ui::Language german(QLocale(QStringLiteral("de")));
        for (const auto& entry : models::ModelCatalogue::builtIn().entries())
            for (const auto& text : {entry.note, entry.caution})
                if (!text.empty())
                    QVERIFY2(ui::manifestText(text) != QString::fromStdString(text), text.c_str());
        for (const char* known : ui::modelSentences())
            QVERIFY2(QCoreApplication::translate("Core", known) != QString::fromUtf8(known), known);
        openFor(QStringLiteral("dies"));
        QCOMPARE(state(), QStringLiteral("nicht installiert"));
        // What the core really says, of one sentence and of two.
        QCOMPARE(ui::localised("models.example doesn't answer. Try again later."),
                 QStringLiteral("models.example antwortet nicht. Versuchen Sie es später noch einmal."));
        QCOMPARE(
            ui::localised("The connection to models.example broke off before tiny.pt was complete. The 0.2 MB that "
                          "have arrived are kept; fetch it again to go on from there."),
            QStringLiteral("Die Verbindung zu models.example brach ab, bevor tiny.pt vollständig war. Die 0.2 MB, die "
                           "angekommen sind, bleiben; der nächste Versuch macht dort weiter."));
        cleanup();
    }
};

QTEST_MAIN(ModelsDialogTest)
#include "models_dialog_test.moc"
