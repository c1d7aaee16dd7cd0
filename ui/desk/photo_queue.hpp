// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace croquis::ui {

/// Photos that were dropped together and wait for their turn.
class PhotoQueue {
  public:
    /// These after those that wait already.
    void add(const QStringList& files) { m_files += files; }
    /// Takes the next one out.
    std::optional<QString> next() { return m_files.isEmpty() ? std::nullopt : std::optional(m_files.takeFirst()); }
    bool isEmpty() const { return m_files.isEmpty(); }
    int size() const { return static_cast<int>(m_files.size()); }

  private:
    QStringList m_files;
};

} // namespace croquis::ui
