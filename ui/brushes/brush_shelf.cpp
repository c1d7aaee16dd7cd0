// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/brushes/brush_shelf.hpp"

#include "vector/brush/brush_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace croquis::ui {

BrushShelf::BrushShelf(vector::BrushLibrary library, QObject* parent) : QObject(parent), m_library(std::move(library)) {
    refresh();
}

void BrushShelf::refresh() {
    const auto before = std::exchange(m_brushes, vector::builtInBrushes());
    m_complaints.clear();
    const auto own = m_library.list();
    m_brushes.insert(m_brushes.end(), own.brushes.begin(), own.brushes.end());
    for (const auto& complaint : own.complaints)
        m_complaints += QString::fromStdString(complaint);
    for (const auto& brush : before)
        if (brush.name == m_met && named(m_met) == nullptr) { // gone from here, and still the sketch's
            m_guest = brush;
            m_deleted = m_met;
        }
    Q_EMIT changed();
}

const vector::Brush* BrushShelf::named(const std::string& name) const {
    const auto found =
        std::find_if(m_brushes.begin(), m_brushes.end(), [&name](const auto& brush) { return brush.name == name; });
    return found == m_brushes.end() ? nullptr : &*found;
}

bool BrushShelf::isOwn(const vector::Brush& brush) const {
    const auto* known = named(brush.name);
    return known != nullptr && known - m_brushes.data() >= static_cast<std::ptrdiff_t>(vector::builtInBrushes().size());
}

bool BrushShelf::isNameOfBuiltIn(const QString& name) {
    const auto& all = vector::builtInBrushes();
    return std::any_of(all.begin(), all.end(), [&name](const auto& brush) {
        return name.compare(nameOf(brush), Qt::CaseInsensitive) == 0 ||
               name.compare(QString::fromStdString(brush.name), Qt::CaseInsensitive) == 0;
    });
}

void BrushShelf::meet(const vector::Brush& brush) {
    m_met = brush.name;
    if (named(brush.name) != nullptr || (m_guest && m_guest->name == brush.name))
        return;
    m_guest = brush;
    m_deleted.clear();
}

bool BrushShelf::isDeleted(const vector::Brush& brush) const {
    return !m_deleted.empty() && brush.name == m_deleted && named(brush.name) == nullptr;
}

vector::Brush BrushShelf::originOf(const vector::Brush& brush) const {
    if (const auto* known = named(brush.name))
        return *known;
    return m_guest && m_guest->name == brush.name ? *m_guest : brush;
}

bool BrushShelf::isAdjusted(const vector::Brush& brush) const {
    return !isSameBrush(brush, originOf(brush));
}

bool isSameBrush(const vector::Brush& a, vector::Brush b) {
    b.description = a.description;
    return a == b;
}

QString nameOf(const vector::Brush& brush) {
    const std::array<std::pair<const char*, QString>, 7> names{{{"pen", BrushShelf::tr("Pen")},
                                                                {"ink", BrushShelf::tr("Ink")},
                                                                {"pencil", BrushShelf::tr("Pencil")},
                                                                {"charcoal", BrushShelf::tr("Charcoal")},
                                                                {"calligraphy", BrushShelf::tr("Calligraphy")},
                                                                {"marker", BrushShelf::tr("Marker")},
                                                                {"watercolour", BrushShelf::tr("Watercolour")}}};
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& name) { return brush.name == name.first; });
    return found == names.end() ? QString::fromStdString(brush.name) : found->second;
}

} // namespace croquis::ui
