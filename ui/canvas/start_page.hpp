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
    /// Offers the sketch that was put aside last. @param photo  that it is of; empty: there is none.
    /// @param rest  what tells it from others of that photo; left out where there is no room.
    void setAside(const QString& photo, const QString& rest);
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
    QString asideText(int room) const;

    std::vector<QToolButton*> m_samples;
    std::vector<QWidget*> m_ornaments;
    QPushButton* m_aside = nullptr;
    QString m_asidePhoto, m_asideRest;
};

} // namespace croquis::ui
