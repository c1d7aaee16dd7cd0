// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_catalogue.hpp"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace croquis::test {

/// Bytes that look like weights: the same for every run.
QByteArray modelContent(int size = 300000);

/// tests/support/model_server.py, serving one file on 127.0.0.1 with the fault that the address asks for.
class ModelServer {
  public:
    /// @param secure  TLS with a certificate that nobody signed.
    explicit ModelServer(const QByteArray& content, bool secure = false);
    ~ModelServer();

    bool isRunning() const { return m_port > 0; }
    int port() const { return m_port; }
    /// http://127.0.0.1:PORT/FAULT/tiny.pt
    QString address(const QString& fault) const;
    /// The requests so far, each as "PATH RANGE IF-RANGE" with "-" for a header that wasn't sent.
    QStringList requests() const;
    void stop();

  private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    bool m_secure;
};

/// The entry of a file tiny.pt with that content at that address. @param exactSize  whether the entry knows its size.
models::ModelEntry tinyModel(const QByteArray& content, const QString& address, bool exactSize = true);

/// A manifest with nothing but that entry.
QByteArray manifestFor(const models::ModelEntry& entry);

} // namespace croquis::test
