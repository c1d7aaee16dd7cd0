// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_engine.hpp"
#include "session/engine/opened_model.hpp"

#include <memory>
#include <string>

namespace croquis::session {

/// Takes the network onto a card, through croquis_cuda.
/// @param device     cuda:N, as requireDevice() has it. @param precision  auto, fp32 or bf16.
/// @throws DeviceError where card or module can't be used or the network is made for the processor only.
std::unique_ptr<card::CardEngine> openCard(const std::string& device, const OpenedModel& model,
                                           const std::string& precision);

} // namespace croquis::session
