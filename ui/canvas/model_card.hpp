// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace croquis::ui {

/// Shown in place of the canvas while a model is missing: what each is for, its size, licence and source, and a way to
/// bring it in.
class ModelCard final : public QWidget {
    Q_OBJECT

  public:
    explicit ModelCard(QWidget* parent = nullptr);
    /// Lists what is missing or damaged now.
    void refresh(const QString& problem);

  Q_SIGNALS:
    void fetchRequested();
    void importRequested();
    void retryRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* makeCard();

    QLabel* m_problem;
    QVBoxLayout* m_models; ///< one row each
};

} // namespace croquis::ui
