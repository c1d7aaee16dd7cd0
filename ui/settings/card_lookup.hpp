// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/cuda_cards.hpp"

#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace croquis::ui {

using Cards = std::vector<session::CudaNote>;

/// NVIDIA's cards, as session::listCuda() finds them.
Cards listedCards();

/// Looks for cards away from the window's thread, as starting their driver takes its time, and tells of them on it;
/// of none where looking failed, of nothing once the listener is gone.
void lookForCards(QObject* listener, std::function<void(const Cards&)> tell, std::function<Cards()> look = listedCards);

/// What there is to know of them where the processor draws because nothing was chosen, in a sentence for the status
/// bar.
QString noteOnCards(const Cards& cards);
/// The same with the reasons why cards can't be used.
QString explanationOfCards(const Cards& cards);

} // namespace croquis::ui
