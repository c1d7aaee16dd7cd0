// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/pickle_program.hpp"

#include <algorithm>
#include <unordered_map>

namespace croquis::weights {

/// What a pickle's instructions work on: its bytes, a stack of values with marks, and a memo. Every reach is checked.
class PickleMachine {
  protected:
    using Index = PickledValues::Index;
    using Kind = PickledValues::Kind;
    using Value = PickledValues::Value;

    /// More values, marks or remembered ones than ten of the largest checkpoints have: a bound on memory, not on honest
    /// files.
    static constexpr std::size_t kMostValues = 1 << 20;

    PickleMachine(const MappedFile& file, std::span<const std::byte> pickle) : m_file(file), m_pickle(pickle) {}

    [[noreturn]] void tooLong() const { m_file.fail("its list of tensors is longer than any network's"); }
    [[noreturn]] void damaged() const { m_file.fail("its list of tensors (a pickle) is damaged"); }

    template <class Number>
    Number take() {
        if (m_pickle.size() - m_next < sizeof(Number))
            damaged();
        const auto number = numberAt<Number>(m_pickle, m_next);
        m_next += sizeof(Number);
        return number;
    }
    std::string_view takeText(std::uint64_t bytes) {
        if (bytes > m_pickle.size() - m_next)
            damaged();
        const std::string_view text(reinterpret_cast<const char*>(m_pickle.data() + m_next), bytes);
        m_next += bytes;
        return text;
    }
    std::string_view takeLine() {
        const std::string_view rest(reinterpret_cast<const char*>(m_pickle.data() + m_next), m_pickle.size() - m_next);
        const std::size_t bytes = rest.find('\n');
        if (bytes == std::string_view::npos)
            damaged();
        m_next += bytes + 1;
        return rest.substr(0, bytes);
    }

    Value& at(Index index) { return m_result.m_values[index]; }
    Index make(Value value) {
        if (m_result.m_values.size() >= kMostValues)
            tooLong();
        m_result.m_values.push_back(std::move(value));
        return static_cast<Index>(m_result.m_values.size() - 1);
    }
    void finish(Index root) { m_result.m_root = root; }
    void push(Index index) { m_stack.push_back(index); }
    void pushMark() {
        if (m_marks.size() >= kMostValues)
            tooLong();
        m_marks.push_back(m_stack.size());
    }
    void remember(std::uint32_t key) {
        if (m_memo.size() >= kMostValues)
            tooLong();
        m_memo[key] = top();
    }
    std::uint32_t nextKey() const { return static_cast<std::uint32_t>(m_memo.size()); }
    void pushValue(Value value) { push(make(std::move(value))); }
    void pushInteger(std::int64_t integer) {
        Value value;
        value.kind = Kind::integer;
        value.integer = integer;
        pushValue(std::move(value));
    }
    void pushKind(Kind kind, std::string_view text = {}) {
        Value value;
        value.kind = kind;
        value.text = text;
        pushValue(std::move(value));
    }
    /// No instruction may reach below the last mark.
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    Index pop() {
        if (m_stack.size() <= floor())
            damaged();
        const Index index = m_stack.back();
        m_stack.pop_back();
        return index;
    }
    Index& top() {
        if (m_stack.size() <= floor())
            damaged();
        return m_stack.back();
    }
    std::vector<Index> popToMark() {
        if (m_marks.empty())
            damaged();
        const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        std::vector<Index> items(begin, m_stack.end());
        m_stack.erase(begin, m_stack.end());
        m_marks.pop_back();
        return items;
    }
    void pushSequence(std::vector<Index> items) {
        pushKind(Kind::sequence);
        at(m_stack.back()).items = std::move(items);
    }
    void pushTuple(int size) {
        std::vector<Index> items(static_cast<std::size_t>(size));
        std::generate(items.rbegin(), items.rend(), [&] { return pop(); });
        pushSequence(std::move(items));
    }

    const MappedFile& m_file;
    std::span<const std::byte> m_pickle;
    std::size_t m_next = 0;
    PickledValues m_result;
    std::vector<Index> m_stack;
    std::vector<std::size_t> m_marks; ///< heights of the stack
    std::unordered_map<std::uint32_t, Index> m_memo;
};

} // namespace croquis::weights
