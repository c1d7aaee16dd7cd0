// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <string>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace croquis::ui {

/// Shown in place of the canvas while a model is missing: what each is for, its size, licence and source, and a way to
/// bring it in.
class ModelCard final : public QWidget {
    Q_OBJECT

  public:
    explicit ModelCard(QWidget* parent = nullptr);
    /// Lists what is missing or damaged now. @param chosen  the model of the settings; empty: the default.
    void refresh(const QString& problem, const std::string& chosen);

  Q_SIGNALS:
    void fetchRequested(const QStringList& models);
    void importRequested();
    void retryRequested();
    /// Another model may do.
    void settingsRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* makeCard();

    QLabel* m_problem;
    QVBoxLayout* m_models; ///< one row each
    QPushButton* m_fetch = nullptr;
    QStringList m_missing; ///< their names
};

} // namespace croquis::ui
