// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>

namespace croquis::test {

/// The operators with which a PDF of ours draws its page, by Qt's inflater; empty where they aren't compressed.
inline std::string contentOfPdf(const std::string& pdf) {
    const QByteArray file = QByteArray::fromStdString(pdf);
    const auto begin = file.indexOf("stream\n") + 7;
    const QByteArray head = file.left(begin);
    if (!head.contains("/Filter /FlateDecode"))
        return {};
    const auto length = head.mid(head.indexOf("/Length ") + 8);
    const QByteArray stream = file.mid(begin, length.left(length.indexOf(' ')).toInt());
    return qUncompress(QByteArray("\0\0\4\0", 4) + stream).toStdString(); // whose size, or less, comes first
}

} // namespace croquis::test
