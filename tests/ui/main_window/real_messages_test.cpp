// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"
#include "models/model_store.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/drop.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using ui::MainWindow;
using ui::RunState;

/// The rows of interface.md's table of messages that the engine itself has a say in: damaged and unsuitable photos, a
/// model that is missing or isn't the one expected.
class RealMessagesTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    RunState state() { return m_window->controller().state(); }
    QString message() { return m_window->findChild<ui::MessageBar*>()->text(); }
    QWidget* widget(const char* name) { return m_window->findChild<QWidget*>(QLatin1String(name)); }
    QString put(const QString& name, const QByteArray& content) {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }
    static QByteArray sample(const char* name) {
        QFile file(QStringLiteral(CROQUIS_SAMPLES "/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void drop(const QString& file) { QVERIFY(test::dropOn(*m_window, {file})); }
    void makeWindow() {
        m_window = std::make_unique<MainWindow>(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
        m_window->show();
        ui::RunSettings settings;
        settings.quality = optimise::Quality::draft;
        settings.strokes = 4;
        m_window->document().setSettings(settings);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("real-messages"));
    }
    void init() {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("clipOffered"), true); // it would be the first message
        m_folder = std::make_unique<QTemporaryDir>();
        makeWindow();
    }
    void cleanup() { m_window.reset(); }

    /// Chosen in the settings, where nobody knows which network will draw.
    void aPrecisionThatTheNetworkHasNot() {
        m_window.reset();
        QSettings().setValue(QStringLiteral("precision"), QStringLiteral("bf16"));
        makeWindow();
        drop(put(QStringLiteral("cat.jpg"), sample("cat.jpg")));
        QTRY_VERIFY_WITH_TIMEOUT(
            message().startsWith(QStringLiteral("efficientnet-lite0 doesn't compute in bf16 here: fp32 is used")),
            60000);
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 200000);
        QVERIFY(!m_window->document().moment().strokes.empty());
    }

    void aDamagedPhotoIsTriedAnyway_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const QByteArray jpeg = sample("cat.jpg");
        QTest::newRow("half a JPEG") << "half.jpg" << jpeg.left(jpeg.size() * 6 / 10);
        const QByteArray png = sample("camel.png");
        QTest::newRow("half a PNG") << "half.png" << png.left(png.size() * 6 / 10);
    }
    void aDamagedPhotoIsTriedAnyway() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        drop(put(name, content));
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::failed, 240000);
        QVERIFY2(message().startsWith(name) && message().endsWith(QStringLiteral("Only part of it could be read.")),
                 qPrintable(message()));
        QTest::mouseClick(widget("messageAction"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 240000);
        QVERIFY2(message().contains(QStringLiteral("that is what is drawn")), qPrintable(message()));
        QCOMPARE(m_window->document().moment().strokes.size(), std::size_t{4});
    }

    void whatCannotBeDrawnIsSaid_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("text named as a photo") << "notes.jpg" << QByteArray("hello there") << "isn't a picture";
        QTest::newRow("empty") << "empty.jpg" << QByteArray() << "is empty";
        QTest::newRow("too little of it") << "start.jpg" << sample("cat.jpg").left(700) << "is damaged or incomplete";
        QTest::newRow("heic") << "photo.jpg"
                              << QByteArray("\0\0\0\x18"
                                            "ftypheic\0\0\0\0heicmif1",
                                            24)
                              << "HEIC";
    }
    void whatCannotBeDrawnIsSaid() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        drop(put(name, content));
        QTRY_VERIFY_WITH_TIMEOUT(!message().isEmpty(), 240000);
        QVERIFY2(message().contains(says), qPrintable(message()));
        QVERIFY(!message().contains(QStringLiteral("Only part")));
        QVERIFY(!m_window->document().hasStrokes());
    }

    void aUniformPhotoHoldsNothingToDraw_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(300, 200);
        QTest::newRow("square") << QSize(200, 200);
        QTest::newRow("small") << QSize(70, 90);
        QTest::newRow("tiny") << QSize(40, 32);
        QTest::newRow("a pixel") << QSize(1, 1);
    }
    void aUniformPhotoHoldsNothingToDraw() {
        QFETCH(QSize, size);
        QImage image(size, QImage::Format_RGB32);
        image.fill(QColor(120, 130, 140));
        const QString file = m_folder->filePath(QStringLiteral("wall.png"));
        QVERIFY(image.save(file));
        drop(file);
        QTRY_VERIFY2_WITH_TIMEOUT(state() == RunState::failed || state() == RunState::done, qPrintable(message()),
                                  240000);
        QCOMPARE(state(), RunState::failed);
        QVERIFY2(message().contains(QStringLiteral("almost uniform")), qPrintable(message()));
        QVERIFY(message().count(QStringLiteral("wall.png")) == 1 && !message().contains(QStringLiteral("pixels")));
    }

    void aTinyPhotoIsDrawnWhenAskedFor() {
        const QImage cat(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"));
        const QString file = m_folder->filePath(QStringLiteral("tiny.png"));
        QVERIFY(cat.scaled(40, 32).save(file));
        drop(file);
        QTRY_VERIFY_WITH_TIMEOUT(state() == RunState::loaded && !message().isEmpty(), 240000);
        QVERIFY2(message().contains(QStringLiteral("40 x 32")), qPrintable(message()));
        QTest::mouseClick(widget("messageAction"), Qt::LeftButton); // Sketch anyway
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 240000);
    }

    void aModelThatIsNotThereOrNotTheRightOneShowsItsCard_data() {
        QTest::addColumn<bool>("damaged");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("status");
        QTest::newRow("missing") << false << "is missing"
                                 << "A model is missing";
        QTest::newRow("wrong hash") << true << "differs from the expected one"
                                    << "A model can't be used";
    }
    void aModelThatIsNotThereOrNotTheRightOneShowsItsCard() {
        QFETCH(bool, damaged);
        QFETCH(QString, says);
        QFETCH(QString, status);
        const auto& entry = models::ModelCatalogue::builtIn().defaultFor(models::ModelRole::perceptual);
        const auto good = models::ModelStore::standard().require(entry);
        const auto& mask = models::ModelCatalogue::builtIn().defaultFor(models::ModelRole::mask);
        const QString maskFile = QString::fromStdString(models::ModelStore::standard().require(mask).string());
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        const QString name = QString::fromStdString(entry.file);
        QVERIFY(QFile::copy(maskFile, m_folder->filePath(QString::fromStdString(mask.file))));
        if (damaged)
            put(name, "half of it");
        makeWindow();
        m_window->openEngine();
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::noModel, 240000);
        QVERIFY(widget("modelCard")->isVisible());
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("engineStatus"))->text(), status);
        QStringList said;
        for (const auto* label : widget("modelCard")->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.join(QLatin1Char(' ')).contains(says) && said.join(QLatin1Char(' ')).contains(name),
                 qPrintable(said.join(QLatin1Char('\n'))));
        // Put in its place, it is found.
        QFile::remove(m_folder->filePath(name));
        QVERIFY(QFile::copy(QString::fromStdString(good.string()), m_folder->filePath(name)));
        m_window->findChild<ui::ModelCard*>()->unfold();
        QTest::mouseClick(widget("retryModel"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(state() == RunState::empty && widget("startPage")->isVisible(), 240000);
        wasSet ? qputenv("CROQUIS_MODELS", before) : qunsetenv("CROQUIS_MODELS");
    }
};

QTEST_MAIN(RealMessagesTest)
#include "real_messages_test.moc"
