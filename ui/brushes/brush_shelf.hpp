// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_library.hpp"

#include <QObject>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace croquis::ui {

/// The brushes there are to choose from: those that come with the program, then the person's own, as they were read
/// last.
class BrushShelf final : public QObject {
    Q_OBJECT

  public:
    explicit BrushShelf(vector::BrushLibrary library, QObject* parent = nullptr);

    const vector::BrushLibrary& library() const { return m_library; }
    const std::vector<vector::Brush>& brushes() const { return m_brushes; }
    /// Sentences about files among the own brushes that couldn't be read.
    const QStringList& complaints() const { return m_complaints; }
    bool isOwn(const vector::Brush& brush) const;

    /// The brush of that name; null: there is none.
    const vector::Brush* named(const std::string& name) const;
    /// Whether that is what a brush that comes with the program is called, here or in files, capitals or not.
    static bool isNameOfBuiltIn(const QString& name);
    /// Takes note of the sketch's brush: one that came with it, of no name on the shelf, is as it came until another
    /// comes.
    void meet(const vector::Brush& brush);
    /// What a brush was before anything about it was turned: the one of its name, or as it came with a sketch.
    vector::Brush originOf(const vector::Brush& brush) const;
    /// Whether it draws otherwise than that.
    bool isAdjusted(const vector::Brush& brush) const;

    /// Whether it was one of the person's own and is only the sketch's now.
    bool isDeleted(const vector::Brush& brush) const;

    /// Reads the own brushes again.
    void refresh();

  Q_SIGNALS:
    void changed();

  private:
    vector::BrushLibrary m_library;
    std::vector<vector::Brush> m_brushes;
    std::string m_met;                    ///< name of the sketch's
    std::optional<vector::Brush> m_guest; ///< of the sketch alone, as it came
    std::string m_deleted;                ///< name of the guest that was on the shelf; empty: it came with the sketch
    QStringList m_complaints;
};

/// Whether they draw the same and are called the same, whatever is said of them.
bool isSameBrush(const vector::Brush& a, vector::Brush b);

/// The name of a brush that comes with the program in the person's language; any other has its own.
QString nameOf(const vector::Brush& brush);

} // namespace croquis::ui
