// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/download_error.hpp"
#include "models/model_store.hpp"
#include "support/model_server.hpp"

#include <QDir>
#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace croquis::test {

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

inline QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

/// Gives up and goes on after little time.
inline models::DownloadOptions quick() {
    models::DownloadOptions options;
    options.retrySeconds = 0;
    options.stallSeconds = 1;
    return options;
}

inline models::ModelStore storeIn(const QString& folder) {
    return models::ModelStore({folder.toStdString()});
}

/// What is in the folder after a download, and after one that broke off.
inline const QStringList kWhole{"tiny.pt"}, kPart{"tiny.pt.part", "tiny.pt.part.json"};
using End = models::ModelStore::Fetched::End;

/// A real server with a small model behind it, and no proxy in between.
class ModelFetchFixture : public QObject {
  protected:
    const QByteArray m_content = modelContent();
    std::unique_ptr<ModelServer> m_server;

    void startServer() {
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
            qunsetenv(name);
        m_server = std::make_unique<ModelServer>(m_content);
        QVERIFY(m_server->isRunning());
    }
    models::ModelEntry at(const char* path) const { return tinyModel(m_content, m_server->address(path)); }

    /// The sentence of the error; empty when there was none.
    static QString failure(const models::ModelStore& store, const models::ModelEntry& entry,
                           models::DownloadOptions options = quick()) {
        try {
            store.fetch(entry, options, {}, {});
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }
    static QString failure(const QString& folder, const models::ModelEntry& entry,
                           models::DownloadOptions options = quick()) {
        return failure(storeIn(folder), entry, options);
    }
};

} // namespace croquis::test
