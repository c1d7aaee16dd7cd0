// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/mapped_file.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace croquis::weights {

/// What a pickle describes, as far as weights go: values that refer to each other by index. A value may be reached
/// along several ways, and even from itself.
class PickledValues {
  public:
    using Index = std::uint32_t;

    enum class Kind {
        nothing,
        truth,
        integer,
        longInteger,
        real,
        text,
        sequence,
        dictionary,
        reference, ///< stands for another value: an object for its attributes, a parameter for its tensor
        global,
        storage,
        tensor
    };

    struct Value {
        Kind kind = Kind::nothing;
        std::int64_t integer = 0; ///< truth and integer; of a storage: its number of elements; of a tensor: its offset
        std::string_view text;    ///< text; of a global: its module; longInteger: its bytes; of a storage: its key
        std::string_view type;    ///< of a global: its name; of a storage: as TensorView::type
        std::vector<Index> items; ///< of a sequence; of a dictionary: key, value, key, value, ...; of a reference: what
                                  ///< it stands for, or nothing; of a tensor: its storage
        std::vector<std::int64_t> shape, strides; ///< of a tensor, as the file claims them: unchecked
    };

    const Value& operator[](Index index) const { return m_values[index]; }
    Index size() const { return static_cast<Index>(m_values.size()); }
    Index root() const { return m_root; }

  private:
    friend class PickleMachine;
    std::vector<Value> m_values;
    Index m_root = 0;
};

/// Runs a pickle (protocols 2 to 5) as PyTorch writes them. No code is reached: the instructions build plain values,
/// and the few functions that a weights file names (rebuilding a tensor, an ordered dictionary, a parameter,
/// TorchScript's typed lists) are recognised by name; everything else is refused where it is named, before anything is
/// built from it. Time and memory are bounded by the pickle's length; nothing recurses.
/// @param pickle         begins with the pickle, which ends with its STOP; texts in the result point into it.
/// @param scriptClasses  whether TorchScript's classes (`__torch__...`) may be named; their objects stand for
///                       dictionaries of their attributes.
/// @return               the values and the pickle's length in bytes.
/// @throws ModelFileError saying what is refused or damaged.
std::pair<PickledValues, std::size_t> runPickle(const MappedFile& file, std::span<const std::byte> pickle,
                                                bool scriptClasses);

} // namespace croquis::weights
