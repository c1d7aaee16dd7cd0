// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/paint_pace.hpp"

#include <QWidget>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

namespace croquis::ui {
namespace {

constexpr double kLongestRest = 2; // s

} // namespace

double threadSeconds() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

PaintPace::PaintPace(QWidget& widget, double share) : m_widget(widget), m_share(share) {
    m_rest.setSingleShot(true);
    QObject::connect(&m_rest, &QTimer::timeout, &m_widget,
                     [this] { m_widget.update(std::exchange(m_waiting, QRegion())); });
    m_sinceCharged.start();
}

void PaintPace::update(const QRegion& region) {
    m_waiting += region;
    if (m_rest.isActive())
        return;
    const double rest = m_debt - static_cast<double>(m_sinceCharged.elapsed()) / 1000;
    if (rest > 0)
        m_rest.start(static_cast<int>(std::ceil(1000 * rest)));
    else
        m_widget.update(std::exchange(m_waiting, QRegion()));
}

void PaintPace::flush() {
    m_rest.stop();
    if (!m_waiting.isEmpty())
        m_widget.update(std::exchange(m_waiting, QRegion()));
}

PaintPace::Painting::Painting(PaintPace& pace) : m_pace(pace), m_begun(threadSeconds()) {}

PaintPace::Painting::~Painting() {
    m_pace.m_debt = std::min((threadSeconds() - m_begun) / m_pace.m_share, kLongestRest);
    m_pace.m_sinceCharged.restart();
}

} // namespace croquis::ui
