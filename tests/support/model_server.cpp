// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/model_server.hpp"

#include "base/file_digest.hpp"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace croquis::test {
namespace {

constexpr int kStartMs = 20000;

bool makeCertificate(const QString& file) {
    QProcess openssl;
    openssl.start("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                              "-keyout", file + ".key", "-out", file + ".crt"});
    if (!openssl.waitForFinished(kStartMs) || openssl.exitCode() != 0)
        return false;
    QFile both(file), key(file + ".key"), certificate(file + ".crt");
    return both.open(QIODevice::WriteOnly) && key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly) &&
           both.write(key.readAll() + certificate.readAll()) > 0;
}

} // namespace

QByteArray modelContent(int size) {
    QRandomGenerator generator(7);
    QByteArray content(size, '\0');
    for (auto& byte : content)
        byte = static_cast<char>(generator.bounded(256));
    return content;
}

ModelServer::ModelServer(const QByteArray& content, bool secure) : m_secure(secure) {
    QFile file(m_folder.filePath("model"));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return;
    file.close();
    QStringList arguments{CROQUIS_TEST_SUPPORT "/model_server.py", file.fileName(), m_folder.filePath("log")};
    if (secure) {
        arguments << m_folder.filePath("certificate.pem");
        if (!makeCertificate(arguments.back()))
            return;
    }
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start("python3", arguments);
    if (m_process.waitForStarted(kStartMs) && m_process.waitForReadyRead(kStartMs))
        m_port = m_process.readLine().trimmed().toInt();
}

ModelServer::~ModelServer() {
    stop();
}

void ModelServer::stop() {
    m_process.kill();
    m_process.waitForFinished(kStartMs);
}

QString ModelServer::address(const QString& fault) const {
    return QString("%1://127.0.0.1:%2/%3/tiny.pt").arg(m_secure ? "https" : "http").arg(m_port).arg(fault);
}

QStringList ModelServer::requests() const {
    QFile log(m_folder.filePath("log"));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(log.readAll()).split('\n', Qt::SkipEmptyParts);
}

models::ModelEntry tinyModel(const QByteArray& content, const QString& address, bool exactSize) {
    models::ModelEntry entry;
    entry.name = "Tiny";
    entry.file = "tiny.pt";
    (exactSize ? entry.bytes : entry.approximateBytes) = static_cast<std::uint64_t>(content.size());
    entry.sha256 =
        base::sha256(std::as_bytes(std::span(content.constData(), static_cast<std::size_t>(content.size()))));
    entry.licence = "MIT";
    entry.address = address.toStdString();
    return entry;
}

QByteArray manifestFor(const models::ModelEntry& entry) {
    QJsonObject model{{"name", QString::fromStdString(entry.name)},
                      {"role", "perceptual"},
                      {"file", QString::fromStdString(entry.file)},
                      {"sha256", QString::fromStdString(entry.sha256)},
                      {"licence", QString::fromStdString(entry.licence)},
                      {"caution", QString::fromStdString(entry.caution)},
                      {"source", QJsonObject{{"address", QString::fromStdString(entry.address)}}}};
    if (entry.bytes > 0)
        model["bytes"] = static_cast<qint64>(entry.bytes);
    if (entry.approximateBytes > 0)
        model["approximateBytes"] = static_cast<qint64>(entry.approximateBytes);
    return QJsonDocument(QJsonObject{{"schema", models::ModelCatalogue::kSchema}, {"models", QJsonArray{model}}})
        .toJson();
}

} // namespace croquis::test
