// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/workspace.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

namespace croquis::perceptual {

float* Workspace::grow(at::Tensor& buffer, std::size_t count) {
    const auto needed = static_cast<std::int64_t>(count);
    if (!buffer.defined() || buffer.numel() < needed) {
        buffer.reset();
        buffer = at::empty({needed}, at::kFloat);
    }
    return buffer.mutable_data_ptr<float>();
}

float* Workspace::floats(Slot slot, std::size_t count) {
    return grow(m_slots[slot], count);
}

float* Workspace::perThread(std::size_t each) {
    return grow(m_perThread, each * static_cast<std::size_t>(at::get_num_threads()));
}

std::unique_ptr<Workspace> WorkspacePool::take() {
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty())
        return std::make_unique<Workspace>();
    std::unique_ptr<Workspace> workspace = std::move(m_idle.back());
    m_idle.pop_back();
    return workspace;
}

void WorkspacePool::put(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(workspace));
}

} // namespace croquis::perceptual
