// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "weights/mapped_file.hpp"
#include "weights/mapping_guard.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace croquis;
using weights::MappedFile;

namespace {

constexpr std::size_t kSize = 1 << 20, kLeft = 1 << 14;

std::ptrdiff_t ones(std::span<const std::byte> bytes) {
    return std::count(bytes.begin(), bytes.end(), std::byte{1});
}

} // namespace

/// Files that somebody shortens while they are mapped.
class MappedFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    std::filesystem::path saved() {
        const auto path = m_folder.filePath(QString::number(m_files++)).toStdString();
        std::ofstream(path, std::ios::binary) << std::string(kSize, '\1');
        return path;
    }

  private Q_SLOTS:
    /// Qt Test has handlers of its own that stop at a fault; the guard is to find what a program has.
    void initTestCase() { std::signal(SIGBUS, SIG_DFL); }

    void whatIsThereIsRead() {
        const MappedFile file(saved());
        QCOMPARE(ones(file.bytes()), std::ptrdiff_t{kSize});
        file.requireWhole();
        QCOMPARE(file.sha256().size(), std::size_t{64});
    }

    void whatIsGoneIsSaid() {
        const auto path = saved();
        const MappedFile file(path), copy = file;
        QCOMPARE(ones(file.bytes().first(100)), std::ptrdiff_t{100});
        std::filesystem::resize_file(path, kLeft);
        file.requireWhole(); // nobody has read what isn't there
        QCOMPARE(ones(file.bytes()), std::ptrdiff_t{kLeft});
        QVERIFY_THROWS_EXCEPTION(ModelFileError, file.requireWhole());
        QVERIFY_THROWS_EXCEPTION(ModelFileError, copy.requireWhole());
        QVERIFY_THROWS_EXCEPTION(ModelFileError, copy.sha256());
    }

    /// What is wrong with one is not with another, nor with the next that takes its place.
    void onlyTheShortenedOneIsBroken() {
        const auto path = saved(), other = saved();
        const MappedFile whole(other);
        {
            const MappedFile file(path);
            std::filesystem::resize_file(path, 1);
            QCOMPARE(ones(file.bytes()), std::ptrdiff_t{1});
            QVERIFY_THROWS_EXCEPTION(ModelFileError, file.requireWhole());
        }
        QCOMPARE(ones(whole.bytes()), std::ptrdiff_t{kSize});
        whole.requireWhole();
        const MappedFile next(path);
        QCOMPARE(next.bytes().size(), std::size_t{1});
        next.requireWhole();
    }

    void severalThreadsMayReadIt() {
        const auto path = saved();
        const MappedFile file(path);
        std::filesystem::resize_file(path, 0);
        std::vector<std::thread> threads;
        std::vector<std::ptrdiff_t> counts(8, -1);
        for (std::size_t k = 0; k < counts.size(); ++k)
            threads.emplace_back([&, k] { counts[k] = ones(file.bytes().subspan(k * kSize / counts.size())); });
        for (auto& thread : threads)
            thread.join();
        QVERIFY(std::all_of(counts.begin(), counts.end(), [](std::ptrdiff_t count) { return count == 0; }));
        QVERIFY_THROWS_EXCEPTION(ModelFileError, file.requireWhole());
    }

    /// More files than there are guards can be read as well.
    void manyFiles() {
        const auto path = saved();
        std::vector<MappedFile> files;
        for (int k = 0; k < weights::MappingGuard::kMost + 3; ++k)
            files.emplace_back(path);
        for (const MappedFile& file : files)
            file.requireWhole();
        files.clear();
        const MappedFile file(path);
        std::filesystem::resize_file(path, kLeft);
        QCOMPARE(ones(file.bytes()), std::ptrdiff_t{kLeft});
        QVERIFY_THROWS_EXCEPTION(ModelFileError, file.requireWhole());
    }

    /// What isn't a model file's ends the program as it did before.
    void othersFaultsAreOthers() {
        const auto path = saved();
        const MappedFile guarded(saved());
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        auto* const bytes =
            static_cast<const volatile char*>(::mmap(nullptr, kSize, PROT_READ, MAP_PRIVATE, descriptor, 0));
        ::close(descriptor);
        std::filesystem::resize_file(path, 0);
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(bytes[100] == 0 ? 0 : 1); // never: there is nothing to read
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(!WIFEXITED(status) || WEXITSTATUS(status) > 1);
    }
};

QTEST_APPLESS_MAIN(MappedFileTest)
#include "mapped_file_test.moc"
