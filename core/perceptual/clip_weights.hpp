// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/tensor_file.hpp"

#include <optional>

namespace croquis::perceptual {

/// The image side of a CLIP file under OpenAI's names without `visual.` (conv1.weight, layer3.22.bn3.running_var,
/// transformer.resblocks.0.attn.in_proj_weight, ...), however the file names it: OpenAI's and open_clip's names after
/// any prefix (`visual.`, `module.visual.`, `state_dict.`, none), or Hugging Face's (vision_model..., with separate
/// query, key and value and a transposed projection).
class ClipWeights {
  public:
    enum class Family { resnet, vit };

    /// Nothing if the file holds no such network. The file is kept by reference.
    static std::optional<ClipWeights> in(const TensorFile& file);

    const TensorFile& file() const { return m_file; }
    /// @throws ModelFileError, always: the tensor by the file's name for it, and what is wrong with it.
    [[noreturn]] void fail(const std::string& name, const std::string& what) const;
    Family family() const { return m_family; }
    /// @throws ModelFileError if the tensor is missing or has not as many dimensions.
    std::vector<std::int64_t> shape(const std::string& name, std::size_t dimensions) const;
    /// How many numbered blocks there are whose names begin so ("layer3.", "transformer.resblocks."): one more than the
    /// highest number there is, so that what is missing of them is missed.
    /// @throws ModelFileError if there are none or more than `most`.
    int countIn(const std::string& blocks, int most) const;
    /// As TensorFile::read().
    at::Tensor read(const std::string& name, const std::vector<std::int64_t>& shape) const;

  private:
    ClipWeights(const TensorFile& file, Family family, std::string prefix, bool huggingFace)
        : m_file(file), m_family(family), m_prefix(std::move(prefix)), m_huggingFace(huggingFace) {}
    /// The file's name for it; of a packed query, key, value the query's.
    std::string inFile(const std::string& name) const;

    const TensorFile& m_file;
    Family m_family;
    std::string m_prefix;
    bool m_huggingFace;
};

} // namespace croquis::perceptual
