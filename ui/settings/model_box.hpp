// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QStringList>

#include <string>

namespace croquis::ui {

/// Networks to choose from: the catalogue's, weights files of one's own, and a way to another file.
class ModelBox final : public QComboBox {
    Q_OBJECT

  public:
    /// Whom to choose from.
    enum class Role {
        judge,   ///< any network
        observer ///< those with attention: CLIP's
    };
    /// @param standard  what it is called when none is chosen.
    /// @param files     of one's own, chosen before; those that are gone are left out.
    ModelBox(Role role, const QString& standard, const QStringList& files);

    /// @param model  of the catalogue, or a file; empty: none.
    void choose(const std::string& model);
    std::string model() const;

  private:
    /// @return its index.
    int addFile(const QString& file);
    void askForFile();

    int m_chosen = 0; ///< what the box goes back to when no file is named
};

} // namespace croquis::ui
