// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

namespace croquis::cli {

/// Opens what the caller closed of stdin, stdout and stderr, so that no file of ours takes its place; writing there
/// fails. Called before anything else is opened.
void occupyStandardStreams();

/// Makes of what would end the program while it writes, a reader of its output that has gone (SIGPIPE) and a file past
/// the size allowed (SIGXFSZ), an error of that write alone.
void writePastSignals();

/// Writes to stdout or stderr. Never throws for a stream that can't be written to (a full disk, a closed descriptor):
/// a drawing isn't given up because its progress can't be shown.
template <typename... Values>
void write(std::FILE* stream, fmt::format_string<Values...> format, Values&&... values) {
    const std::string text = fmt::format(format, std::forward<Values>(values)...);
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stream));
}

/// Flushes stdout. @return false when something written there since the start was lost, and somebody still wants it:
/// `croquis-cli models list | head -1` loses nothing.
bool finishStdout();

} // namespace croquis::cli
