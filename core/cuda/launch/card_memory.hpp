// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"
#include "cuda/launch/card.hpp"

#include <span>
#include <type_traits>
#include <utility>

namespace croquis::cuda {

/// Elements in a card's memory; what they are is undefined at first.
template <class T>
class CardMemory {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    CardMemory() = default;
    /// @throws CardMemoryError. The card is kept by reference and outlives this.
    CardMemory(Card& card, std::int64_t size) : m_card(&card), m_size(size) {
        if (size > 0)
            m_elements = static_cast<T*>(card.allocate(static_cast<std::size_t>(size) * sizeof(T)));
    }
    CardMemory(CardMemory&& other) noexcept { swap(other); }
    CardMemory& operator=(CardMemory&& other) noexcept {
        CardMemory(std::move(other)).swap(*this);
        return *this;
    }
    ~CardMemory() {
        if (m_elements != nullptr)
            m_card->release(m_elements);
    }

    T* data() const { return m_elements; }
    std::int64_t size() const { return m_size; }
    std::size_t bytes() const { return static_cast<std::size_t>(m_size) * sizeof(T); }
    Input<T> in() const { return {m_elements, m_size, nullptr}; }
    Output<T> out() const { return {m_elements, m_size, nullptr}; }
    /// `count` elements from `first` on; of none, none.
    Input<T> in(std::int64_t first, std::int64_t count) const {
        return m_size > 0 ? Input<T>{m_elements + first, count, nullptr} : Input<T>{};
    }
    Output<T> out(std::int64_t first, std::int64_t count) const {
        return m_size > 0 ? Output<T>{m_elements + first, count, nullptr} : Output<T>{};
    }

  private:
    void swap(CardMemory& other) noexcept {
        std::swap(m_card, other.m_card);
        std::swap(m_elements, other.m_elements);
        std::swap(m_size, other.m_size);
    }

    Card* m_card = nullptr;
    T* m_elements = nullptr;
    std::int64_t m_size = 0;
};

/// Elements in pinned memory of the host.
template <class T>
class PinnedMemory {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    PinnedMemory() = default;
    /// @throws CardMemoryError. The card is kept by reference and outlives this.
    PinnedMemory(Card& card, std::int64_t size) : m_card(&card), m_size(size) {
        if (size > 0)
            m_elements = static_cast<T*>(card.allocatePinned(static_cast<std::size_t>(size) * sizeof(T)));
    }
    PinnedMemory(PinnedMemory&& other) noexcept { swap(other); }
    PinnedMemory& operator=(PinnedMemory&& other) noexcept {
        PinnedMemory(std::move(other)).swap(*this);
        return *this;
    }
    ~PinnedMemory() {
        if (m_elements != nullptr)
            m_card->releasePinned(m_elements);
    }

    /// For the host, at once: all copies that know the memory must be known to be over.
    std::span<T> open() const {
        if (m_elements != nullptr)
            m_card->touchPinned(m_elements);
        return {m_elements, static_cast<std::size_t>(m_size)};
    }
    T* data() const { return m_elements; } ///< for copies
    std::int64_t size() const { return m_size; }
    std::size_t bytes() const { return static_cast<std::size_t>(m_size) * sizeof(T); }

  private:
    void swap(PinnedMemory& other) noexcept {
        std::swap(m_card, other.m_card);
        std::swap(m_elements, other.m_elements);
        std::swap(m_size, other.m_size);
    }

    Card* m_card = nullptr;
    T* m_elements = nullptr;
    std::int64_t m_size = 0;
};

} // namespace croquis::cuda
