// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_fetch_fixture.hpp"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace croquis;
using test::End;
using test::filesIn;
using test::kPart;
using test::put;
using test::quick;
using test::storeIn;

/// Disks and folders that take no file.
class ModelFetchDisksTest : public test::ModelFetchFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { startServer(); }

    void noRoomIsSaidBeforehand() {
        const QTemporaryDir folder;
        auto entry = at("good/room");
        entry.bytes = std::uint64_t{1} << 60;
        const auto sentence = failure(folder.path(), entry);
        QVERIFY2(sentence.contains("are free. Make room there") && sentence.contains(folder.path()),
                 qPrintable(sentence));
        QVERIFY(m_server->requests().filter("good/room").isEmpty());
        QVERIFY(filesIn(folder.path()).isEmpty());
    }

    void theDiskFillsUp() {
        const QTemporaryDir folder;
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit small = before;
        small.rlim_cur = 100000;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto sentence = failure(folder.path(), at("good/limit"));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY2(sentence.contains("larger than a file may be here"), qPrintable(sentence));
        QCOMPARE(filesIn(folder.path()), kPart);
        QCOMPARE(QFileInfo(folder.filePath("tiny.pt.part")).size(), qint64{100000});
        QCOMPARE(storeIn(folder.path()).fetch(at("good/limit"), quick(), {}, {}).end, End::fetched); // and goes on
        QVERIFY(m_server->requests().contains("/good/limit/tiny.pt bytes=100000- \"old\""));
    }

    void foldersThatCantBeWritten() {
        const QTemporaryDir folder;
        put(folder.filePath("file"), "not a folder");
        auto sentence = failure(folder.filePath("file/models"), at("good"));
        QVERIFY2(sentence.contains("can't be made"), qPrintable(sentence));
        QVERIFY(QFile::link(folder.filePath("elsewhere"), folder.filePath("tiny.pt.part")));
        sentence = failure(folder.path(), at("good"));
        QVERIFY2(sentence.contains("is a link"), qPrintable(sentence));
        QVERIFY(!QFile::exists(folder.filePath("elsewhere")));
        if (::geteuid() != 0) {
            QVERIFY(::chmod(folder.path().toLocal8Bit().constData(), 0500) == 0);
        } else if (::mount("none", folder.path().toLocal8Bit().constData(), "tmpfs", MS_RDONLY, "size=64k") != 0) {
            QSKIP("this root can't mount a read-only folder");
        }
        sentence = failure(folder.path(), at("good"));
        ::geteuid() == 0 ? ::umount(folder.path().toLocal8Bit().constData())
                         : ::chmod(folder.path().toLocal8Bit().constData(), 0700);
        QVERIFY2(sentence.contains("can't be written to") && sentence.contains("CROQUIS_MODELS"), qPrintable(sentence));
    }

    void aFullDisk() {
        const QTemporaryDir folder;
        const auto path = folder.path().toLocal8Bit();
        // Larger than the reserve, so that the look beforehand finds room; filled up by others meanwhile.
        if (::geteuid() != 0 || ::mount("none", path.constData(), "tmpfs", 0, "size=17m") != 0)
            QSKIP("only root can mount a small disk");
        auto options = quick();
        options.retrySeconds = 0.3;
        QString sentence;
        try {
            QFile other(folder.filePath("other"));
            QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            storeIn(folder.path())
                .fetch(at("drops/full"), options,
                       [&](const models::DownloadProgress& news) {
                           while (news.received > 0 && other.write(QByteArray(4096, 'x')) > 0) {
                           }
                       },
                       {});
        } catch (const models::DownloadError& error) {
            sentence = error.what();
        }
        const auto left = filesIn(folder.path());
        ::umount(path.constData());
        QVERIFY2(sentence.contains("There is no space left in"), qPrintable(sentence));
        QCOMPARE(left, (QStringList{"other", "tiny.pt.part", "tiny.pt.part.json"}));
    }
};

QTEST_GUILESS_MAIN(ModelFetchDisksTest)
#include "model_fetch_disks_test.moc"
