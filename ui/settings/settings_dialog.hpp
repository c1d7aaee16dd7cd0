// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/cuda_cards.hpp"
#include "ui/settings/app_settings.hpp"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace croquis::ui {

class ModelBox;

class SettingsDialog final : public QDialog {
    Q_OBJECT

  public:
    SettingsDialog(const AppSettings& settings, QWidget* parent);
    /// As chosen; the rest is as it was given.
    AppSettings settings() const;

  private:
    /// NVIDIA's driver may take a second to start: it is asked elsewhere.
    void lookForCards();
    void listCards(const std::vector<session::CudaNote>& cards);

    AppSettings m_settings;
    QComboBox* m_device;
    ModelBox* m_model;
    ModelBox* m_observer;
    QComboBox* m_precision;
    QSpinBox* m_threads;
    QComboBox* m_theme;
    QComboBox* m_language;
    QCheckBox* m_autoStart;
};

} // namespace croquis::ui
