// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"
#include "base/error.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using base::AtomicFile;
using base::IfExists;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

QStringList namesIn(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

class AtomicFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingIsSeenBeforeItIsPlaced() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("out.svg");
        {
            AtomicFile file(path.toStdString());
            file.write("half");
            QVERIFY(!QFile::exists(path));
        }
        QVERIFY2(namesIn(folder).isEmpty(), "an abandoned file leaves nothing behind");
    }

    void replacesOrKeepsAsAsked() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("out \"quoted\" \xF0\x9F\x90\xB1.svg");
        for (const char* text : {"first", "second"}) {
            AtomicFile file(path.toStdString());
            file.write(text);
            QVERIFY(file.place(IfExists::replace));
        }
        QCOMPARE(contentOf(path), QByteArray("second"));
        {
            AtomicFile file(path.toStdString());
            file.write("third");
            QVERIFY(!file.place(IfExists::fail));
            QVERIFY(file.placeAs(folder.filePath("other").toStdString(), IfExists::fail));
        }
        QCOMPARE(contentOf(path), QByteArray("second"));
        QCOMPARE(contentOf(folder.filePath("other")), QByteArray("third"));
        QCOMPARE(namesIn(folder).size(), 2);
    }

    void failuresNameFileAndCause() {
        const QTemporaryDir folder;
        try {
            AtomicFile file(folder.filePath("gone/out.svg").toStdString());
            QFAIL("a folder that isn't there can't be written to");
        } catch (const ExportError& error) {
            QVERIFY2(QString(error.what()).contains("out.svg") && QString(error.what()).contains("no folder"),
                     error.what());
        }
    }

    void aFolderThatTakesNoFilesIsNotCalledMissing() {
        try {
            AtomicFile file("/proc/out.svg");
            QFAIL("/proc takes no files");
        } catch (const ExportError& error) {
            QVERIFY2(QString(error.what()).contains("/proc can't be written to"), error.what());
        }
    }

    void ontoAFolderIsRefused() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("taken"));
        AtomicFile file(folder.filePath("taken").toStdString());
        file.write("x");
        QVERIFY_THROWS_EXCEPTION(ExportError, file.place(IfExists::replace));
    }
};

QTEST_APPLESS_MAIN(AtomicFileTest)
#include "atomic_file_test.moc"
