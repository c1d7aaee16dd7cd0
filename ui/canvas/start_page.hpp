// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QPushButton;
class QToolButton;

namespace croquis::ui {

/// The empty canvas: what to do, and sample photos to try.
class StartPage final : public QWidget {
    Q_OBJECT

  public:
    explicit StartPage(QWidget* parent = nullptr);
    /// Offers the sketch that was put aside last. @param name  of it; empty: there is none.
    void setAside(const QString& name);
    /// In a low window what isn't needed steps aside.
    QSize minimumSizeHint() const override { return {296, 174}; }

  Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void asideRequested();
    /// @param resource  of a sample photo.
    void sampleRequested(const QString& resource);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QLayout* makeSamples();
    void arrange();

    std::vector<QToolButton*> m_samples;
    std::vector<QWidget*> m_ornaments;
    QPushButton* m_aside = nullptr;
    QString m_asideName;
};

} // namespace croquis::ui
