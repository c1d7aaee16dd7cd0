// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_test.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTimer>

#include <functional>

namespace croquis::test {

/// The window, and what is done in its export dialog.
class ExportDriver : public WindowTest {
  protected:
    QDialog* dialog() { return m_window->findChild<QDialog*>(QStringLiteral("exportDialog")); }
    QLineEdit* field() { return dialog()->findChild<QLineEdit*>(QStringLiteral("exportFile")); }
    QComboBox* format() { return dialog()->findChild<QComboBox*>(QStringLiteral("exportFormat")); }
    QString problem() {
        const auto* label = dialog()->findChild<QLabel*>(QStringLiteral("exportProblem"));
        return label->isVisible() ? label->text() : QString();
    }
    void type(const QString& name) {
        field()->selectAll();
        QTest::keyClicks(field(), name);
    }
    void press(const char* button) {
        QTest::mouseClick(dialog()->findChild<QAbstractButton*>(QLatin1String(button)), Qt::LeftButton);
    }
    /// Ctrl+Shift+E, and what is done there; left open, it is cancelled.
    void inTheDialog(const std::function<void()>& act) {
        bool done = false;
        m_window->activateWindow();                           // after a dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // else it takes no keys
        QTimer::singleShot(0, this, [&] {
            act();
            done = true;
            if (dialog() != nullptr && dialog()->isVisible())
                dialog()->reject();
        });
        key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(done);
    }
    /// Presses Export; @return what was asked, after it was answered.
    QString exportAnd(const char* answer) {
        QString asked;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr)
                return;
            asked = box->text();
            QTest::mouseClick(box->findChild<QAbstractButton*>(QLatin1String(answer)), Qt::LeftButton);
        });
        press("primary");
        [&] { QTRY_VERIFY(qobject_cast<QMessageBox*>(QApplication::activeModalWidget()) == nullptr); }();
        return asked;
    }
    QByteArray content(const QString& name) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString& name, const QByteArray& bytes) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    void drawFox() {
        QVERIFY(QImage(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")).save(m_folder->filePath(QStringLiteral("fox.png"))));
        drop({m_folder->filePath(QStringLiteral("fox.png"))});
        QTRY_COMPARE(state(), ui::RunState::done);
    }
};

} // namespace croquis::test
