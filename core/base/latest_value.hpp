// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace croquis::base {

/// A mailbox with one slot: the reader gets the newest value, older ones are lost. Any thread may call any function.
template <typename Value>
class LatestValue {
  public:
    /// @return whether the slot was empty: only then the reader needs to be woken.
    bool publish(Value value) {
        const std::scoped_lock lock(m_mutex);
        const bool wasEmpty = !m_value.has_value();
        m_value = std::move(value);
        return wasEmpty;
    }
    std::optional<Value> take() {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_value, std::nullopt);
    }
    bool empty() const {
        const std::scoped_lock lock(m_mutex);
        return !m_value.has_value();
    }

  private:
    mutable std::mutex m_mutex;
    std::optional<Value> m_value;
};

} // namespace croquis::base
