// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_test.hpp"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QTimer>

#include <functional>

namespace croquis::test {

/// The window's dialogs as its user drives them.
class SettingsDriver : public WindowTest {

  protected:
    /// The dialog that the action opens, and what is done there.
    void inThe(const char* dialogName, const char* actionName, const std::function<void(QDialog&)>& act) {
        bool done = false;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = m_window->findChild<QDialog*>(QLatin1String(dialogName));
            QVERIFY(dialog != nullptr);
            act(*dialog);
            done = true;
            dialog->close();
        });
        action(actionName)->trigger();
        QVERIFY(done);
    }
    void choose(const char* box, const QString& value) {
        inThe("settingsDialog", "settings", [&](QDialog& dialog) {
            auto* combo = dialog.findChild<QComboBox*>(QLatin1String(box));
            QVERIFY(combo->findData(value) >= 0);
            combo->setCurrentIndex(combo->findData(value));
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
    }
};

} // namespace croquis::test
