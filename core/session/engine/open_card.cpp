// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/open_card.hpp"

#include "base/error.hpp"
#include "cuda/module/module_table.hpp"
#include "session/cuda_module.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace croquis::session {

std::unique_ptr<card::CardEngine> openCard(const std::string& device, const OpenedModel& model,
                                           const std::string& precision) {
    int index = 0;
    const std::size_t begin = device.find(':') + 1;
    std::from_chars(device.data() + begin, device.data() + device.size(), index);
    const CudaModule& module = CudaModule::get();
    if (module.table == nullptr)
        throw DeviceError(fmt::format("{} can't be opened ({}). Choose --device cpu or auto.", cuda::kModuleFile,
                                      module.found ? module.error : "it isn't there"));
    try {
        auto card = module.table->openCard(index);
        const auto chosen = card::precisionFor(*card, model.encoder->family(), precision);
        return std::make_unique<card::CardEngine>(std::move(card), model.file, chosen);
    } catch (const DeviceError& error) {
        throw DeviceError(fmt::format("{}: {} The processor can draw instead (--device cpu).", device, error.what()));
    }
}

} // namespace croquis::session
