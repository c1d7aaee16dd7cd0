// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace croquis::test {

bool Outcome::saysOneSentence() const {
    const QString line = err.trimmed().split('\n').back(); // what was noticed before it is said before it
    return line.startsWith("croquis-cli: ") && line.endsWith('.') && err.count("croquis-cli: ") == 1 &&
           !err.contains("std::") && !err.contains("c10");
}

namespace {

Outcome finish(QProcess& process, const QStringList& arguments, const QString& folder,
               const QString& program = CROQUIS_CLI) {
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    constexpr int kLongest = 300000; // milliseconds
    Outcome outcome;
    if (process.waitForFinished(kLongest) && process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.out = QString::fromUtf8(process.readAllStandardOutput());
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    return outcome;
}

} // namespace

Outcome runCli(const QStringList& arguments, const QString& folder, const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    return finish(process, arguments, folder);
}

Outcome runCopy(const QString& program, const QStringList& arguments, const QString& folder,
                const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    return finish(process, arguments, folder, program);
}

Outcome runCliInto(const QString& standardOutput, const QStringList& arguments, const QString& folder) {
    QProcess process;
    process.setStandardOutputFile(standardOutput);
    return finish(process, arguments, folder);
}

Outcome runInShell(const QString& script, const QString& folder) {
    QProcess process;
    return finish(process, {"-o", "pipefail", "-c", script, CROQUIS_CLI, sample("cat.jpg")}, folder, "bash");
}

QString sample(const char* name) {
    return QString(CROQUIS_SAMPLES "/") + name;
}

QByteArray fileContent(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool putFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QStringList entries(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace croquis::test
