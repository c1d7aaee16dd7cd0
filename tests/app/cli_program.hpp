// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace croquis::test {

struct Outcome {
    int code = -1; ///< exit code; -1: it crashed or didn't end
    QString out;
    QString err;

    /// stderr ends in one sentence, after notices at most; no exception text.
    bool saysOneSentence() const;
};

/// Runs croquis-cli to its end. @param folder  its current folder.
Outcome runCli(const QStringList& arguments, const QString& folder,
               const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());

/// The same of a copy of it. @param program  its path.
Outcome runCopy(const QString& program, const QStringList& arguments, const QString& folder,
                const QProcessEnvironment& environment);

/// The same with stdout going to a file; outcome.out stays empty.
Outcome runCliInto(const QString& standardOutput, const QStringList& arguments, const QString& folder);

/// Runs a bash script, in which "$0" is croquis-cli and "$1" the sample cat, with pipefail.
Outcome runInShell(const QString& script, const QString& folder);

QString sample(const char* name);
QByteArray fileContent(const QString& path);
bool putFile(const QString& path, const QByteArray& content);
/// Everything in a folder, hidden files too.
QStringList entries(const QString& folder);

} // namespace croquis::test
