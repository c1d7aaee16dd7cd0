// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/zip_writer.hpp"

#include <map>
#include <string>
#include <vector>

namespace croquis::tests {

/// Pickles, instruction by instruction, in the order in which PyTorch's writers (protocol 2) give them.
class PickleWriter {
  public:
    PickleWriter() : m_bytes("\x80\x02") {}

    PickleWriter& op(char instruction) {
        m_bytes += instruction;
        return *this;
    }
    PickleWriter& text(const std::string& text) {
        m_bytes += 'X';
        put<std::uint32_t>(m_bytes, static_cast<std::uint32_t>(text.size()));
        m_bytes += text;
        return memoize();
    }
    PickleWriter& integer(std::int64_t value) {
        if (value >= 0 && value < 256) {
            m_bytes += 'K';
            put<std::uint8_t>(m_bytes, static_cast<std::uint8_t>(value));
        } else if (value >= 0 && value < 65536) {
            m_bytes += 'M';
            put<std::uint16_t>(m_bytes, static_cast<std::uint16_t>(value));
        } else if (value == static_cast<std::int32_t>(value)) {
            m_bytes += 'J';
            put<std::int32_t>(m_bytes, static_cast<std::int32_t>(value));
        } else {
            m_bytes += "\x8a\x08";
            put<std::int64_t>(m_bytes, value);
        }
        return *this;
    }
    PickleWriter& global(const std::string& module, const std::string& name) {
        const auto [known, fresh] = m_globals.emplace(module + '\n' + name, m_memo);
        if (!fresh)
            return get(known->second);
        m_bytes += 'c' + module + '\n' + name + '\n';
        return memoize();
    }
    PickleWriter& integers(const std::vector<std::int64_t>& values) {
        op('(');
        for (const std::int64_t value : values)
            integer(value);
        return op('t');
    }
    PickleWriter& memoize() {
        m_bytes += 'r';
        put<std::uint32_t>(m_bytes, m_memo++);
        return *this;
    }
    PickleWriter& get(std::uint32_t key) {
        m_bytes += 'j';
        put<std::uint32_t>(m_bytes, key);
        return *this;
    }
    /// The number that the last memoize() gave.
    std::uint32_t last() const { return m_memo - 1; }

    struct Tensor {
        std::string storageType, key;
        std::int64_t elements = 0, offset = 0;
        std::vector<std::int64_t> shape, strides;
    };
    /// torch._utils._rebuild_tensor_v2 of a storage. @param legacy  with the id's sixth part that torch.save had once.
    PickleWriter& tensor(const Tensor& tensor, bool legacy = false) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", tensor.storageType).text(tensor.key).text("cuda:0");
        integer(tensor.elements);
        if (legacy)
            op('N');
        op('t').op('Q').integer(tensor.offset).integers(tensor.shape).integers(tensor.strides);
        return op('\x89').global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    std::string bytes() const { return m_bytes + '.'; }

  private:
    std::string m_bytes;
    std::uint32_t m_memo = 0;
    std::map<std::string, std::uint32_t> m_globals;
};

} // namespace croquis::tests
