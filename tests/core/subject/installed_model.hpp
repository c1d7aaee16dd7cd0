// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>

#include <optional>

namespace croquis::tests {

/// Where the set-up put U2-Net p.
inline std::optional<QString> installedSubjectModel() {
    const QStringList folders = {qEnvironmentVariable("CROQUIS_MODELS"),
                                 qEnvironmentVariable("XDG_DATA_HOME", QDir::homePath() + "/.local/share") +
                                     "/croquis/models"};
    for (const QString& folder : folders)
        if (QFile::exists(folder + "/u2netp.onnx"))
            return folder + "/u2netp.onnx";
    return std::nullopt;
}

} // namespace croquis::tests
