// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/file_digest.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <string>
#include <string_view>

using namespace croquis;

class FileDigestTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// FIPS 180-2, appendix B.
    void agreesWithTheStandard() {
        const auto digest = [](std::string_view text) { return base::sha256(std::as_bytes(std::span(text))); };
        QCOMPARE(digest("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(digest(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(digest(std::string(1000000, 'a')),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void filesAreReadWhole() {
        const QTemporaryDir folder;
        const auto file = folder.filePath("a").toStdString();
        const std::string content(3 * (1 << 20) + 17, 'x');
        std::ofstream(file) << content;
        QCOMPARE(base::sha256OfFile(file), base::sha256(std::as_bytes(std::span(content))));
        QVERIFY_THROWS_EXCEPTION(Error, base::sha256OfFile(folder.filePath("gone").toStdString()));
    }
};

QTEST_APPLESS_MAIN(FileDigestTest)
#include "file_digest_test.moc"
