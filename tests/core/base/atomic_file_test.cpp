// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "base/hidden_name.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace croquis;
using base::AtomicFile;
using base::IfExists;

namespace {

/// What the file system of the moment lacks.
bool noNamelessFiles = false, noLinks = false;

} // namespace

// In place of the system's, which are called in turn.
extern "C" int open(const char* path, int flags, ...) {
    std::va_list rest;
    va_start(rest, flags);
    const auto mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (noNamelessFiles && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}
extern "C" int linkat(int from, const char* path, int to, const char* name, int flags) noexcept {
    if (noLinks) {
        errno = EPERM;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_linkat, from, path, to, name, flags));
}
extern "C" int link(const char* path, const char* name) noexcept {
    return linkat(AT_FDCWD, path, AT_FDCWD, name, 0);
}

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

QStringList namesIn(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
}

} // namespace

class AtomicFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { noNamelessFiles = noLinks = false; }

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

    void replacesOrKeepsAsAsked_data() {
        QTest::addColumn<bool>("nameless");
        QTest::addColumn<bool>("links");
        QTest::newRow("ext4") << true << true;
        QTest::newRow("NFS") << false << true;
        QTest::newRow("FAT") << false << false;
        QTest::newRow("links forbidden") << true << false;
    }
    void replacesOrKeepsAsAsked() {
        QFETCH(bool, nameless);
        QFETCH(bool, links);
        noNamelessFiles = !nameless;
        noLinks = !links;
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

    void aFileInAFoldersPlaceIsToldFromAMissingOne() {
        const QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath("a.svg")).open(QIODevice::WriteOnly));
        try {
            AtomicFile file(folder.filePath("a.svg/b.svg").toStdString());
            QFAIL("a.svg is a file");
        } catch (const ExportError& error) {
            QVERIFY2(QString(error.what()).contains("a.svg is no folder"), error.what());
        }
        const std::string longName = folder.filePath(QString(300, 'x')).toStdString();
        QVERIFY_THROWS_EXCEPTION(ExportError, AtomicFile(longName + ".svg"));
    }

    void onlyAFileIsReplaced() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("folder"));
        QVERIFY(::mkfifo(folder.filePath("pipe").toUtf8().constData(), 0600) == 0);
        QVERIFY(::symlink("elsewhere", folder.filePath("link").toUtf8().constData()) == 0);
        for (const char* name : {"folder", "pipe", "link"}) {
            AtomicFile file(folder.filePath(name).toStdString());
            file.write("x");
            QVERIFY_THROWS_EXCEPTION(ExportError, file.place(IfExists::replace));
            QVERIFY(!file.place(IfExists::fail));
        }
        QCOMPARE(namesIn(folder), (QStringList{"link", "pipe"}));
        QVERIFY(QFileInfo(folder.filePath("link")).isSymbolicLink());
    }

    void aTakenHiddenNameIsNoHindrance() {
        const QTemporaryDir folder;
        std::set<std::string> offered;
        const auto name = base::makeHidden(folder.path().toStdString(), [&](const std::string& free) {
            offered.insert(free);
            return offered.size() < 3 ? EEXIST : 0;
        });
        QVERIFY(!name.empty() && offered.size() == 3 && offered.contains(name));
        base::forgetHidden(name);
        errno = 0;
        QVERIFY(base::makeHidden("", [](const std::string&) { return ENOSPC; }).empty());
        QCOMPARE(errno, ENOSPC);
    }

    void whoEndsAtOnceLeavesNothing() {
        noNamelessFiles = true;
        const QTemporaryDir folder;
        const std::string path = folder.filePath("out.svg").toStdString();
        const pid_t child = ::fork();
        if (child == 0) {
            AtomicFile first(path), second(path);
            first.write("half");
            AtomicFile::abandonAll();
            ::_exit(0);
        }
        QVERIFY(child > 0 && ::waitpid(child, nullptr, 0) == child);
        QVERIFY2(namesIn(folder).isEmpty(), qPrintable(namesIn(folder).join(' ')));
    }
};

QTEST_APPLESS_MAIN(AtomicFileTest)
#include "atomic_file_test.moc"
