// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/export_driver.hpp"

#include "vector/provenance_file.hpp"

#include <QDir>
#include <QDoubleSpinBox>
#include <QSpinBox>

namespace croquis::test {

/// Exports by way of the whole dialog, in any format.
class FormatDriver : public ExportDriver {
  protected:
    enum Format { svg, png, pdf, animatedSvg, gif, mp4, plotterSvg, hpgl, gcode };

    template <typename Widget>
    Widget* part(const char* name) {
        return dialog()->findChild<Widget*>(QLatin1String(name));
    }
    QWidget* inWindow(const char* name) { return m_window->findChild<QWidget*>(QLatin1String(name)); }
    QStringList files() { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    QString path(const QString& name) { return m_folder->filePath(name); }
    vector::Provenance record(const QString& name) { return vector::readProvenance(path(name).toStdString()); }
    std::string setting(const QString& name, const char* key) {
        const auto provenance = record(name);
        const auto* value = vector::findSetting(provenance, key);
        return value == nullptr ? std::string() : *value;
    }
    /// The whole dialog: that format, that name, what else is to be set, Export; until the file is there.
    void exportAs(Format kind, const QString& name, const std::function<void()>& set = {}) {
        inTheDialog([&] {
            format()->setCurrentIndex(kind);
            type(name);
            if (set)
                set();
            QCOMPARE(exportAnd("keep"), QString());
        });
        QTRY_VERIFY2(QFile::exists(path(name)), qPrintable(message()));
        QTRY_VERIFY2(message().contains(name), qPrintable(message()));
    }
    void setFilm(double seconds, double hold, int pixels) {
        part<QDoubleSpinBox>("exportSeconds")->setValue(seconds);
        part<QDoubleSpinBox>("exportHold")->setValue(hold);
        part<QSpinBox>("exportPixels")->setValue(pixels);
    }
};

} // namespace croquis::test
