// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"

#include <QWidget>

#include <memory>
#include <optional>

namespace croquis::ui {

/// The loss of every iteration: total and terms of the sketch at hand, the totals of the others dashed. It is the
/// timeline as well: click, drag or , and . choose an iteration.
class LossPlot final : public QWidget {
    Q_OBJECT

  public:
    explicit LossPlot(QWidget* parent = nullptr);
    ~LossPlot() override;

    void clear();
    void append(const std::vector<RunFrame>& frames);
    /// Whose terms are shown. Replots everything.
    void setSketch(std::size_t sketch);
    void setLogarithmic(bool logarithmic);
    /// The chosen iteration; none: the newest.
    void setChosen(std::optional<int> iteration);
    std::optional<int> chosen() const;
    int iterationCount() const;
    QSize sizeHint() const override { return {600, 110}; }

  Q_SIGNALS:
    void iterationChosen(int iteration);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void choose(int iteration);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace croquis::ui
