// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_run.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace croquis::cli {
namespace {

/// Reads the child's progress lines and notes when the first of each kind came.
void follow(int descriptor, std::chrono::steady_clock::time_point start, ProcessRun& run) {
    std::string pending;
    char piece[4096];
    for (ssize_t count = 0; (count = ::read(descriptor, piece, sizeof piece)) > 0;) {
        const double now = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        pending.append(piece, static_cast<std::size_t>(count));
        if (run.firstStrokes == 0 && pending.find("\"event\":\"placed\"") != std::string::npos)
            run.firstStrokes = now;
        if (run.firstIteration == 0 && pending.find("\"event\":\"iteration\"") != std::string::npos)
            run.firstIteration = now;
    }
}

} // namespace

ProcessRun runProcess(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"/proc/self/exe"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0)
        throw Error("bench: no pipe could be made.");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, "/proc/self/exe", &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (failed != 0) {
        ::close(pipe[0]);
        throw Error("bench: the program couldn't be started again.");
    }
    ProcessRun run;
    follow(pipe[0], start, run);
    ::close(pipe[0]);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.peakMegabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(fmt::format("bench: \"{}\" failed.", arguments.front()));
    return run;
}

} // namespace croquis::cli
