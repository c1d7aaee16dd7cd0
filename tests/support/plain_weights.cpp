// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// GCC 12 takes std::regex's own functions for uninitialised when it instruments them.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include "support/plain_weights.hpp"

#include "support/half_float.hpp"
#include "support/pickle_writer.hpp"
#include "support/zip_writer.hpp"

#include <array>
#include <regex>

namespace croquis::tests {
namespace {

std::vector<std::int64_t> rowMajor(const std::vector<std::int64_t>& shape) {
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;)
        strides[i - 1] = strides[i] * shape[i];
    return strides;
}

PickleWriter::Tensor described(const PlainTensor& tensor, std::size_t key) {
    return {tensor.integer ? "LongStorage"
            : tensor.half  ? "HalfStorage"
                           : "FloatStorage",
            std::to_string(key),
            static_cast<std::int64_t>(tensor.count()),
            0,
            tensor.shape,
            rowMajor(tensor.shape)};
}

/// One module of a TorchScript archive: its parameters and the modules inside.
struct Module {
    std::map<std::string, Module> modules;
    std::map<std::string, const PlainTensor*> tensors;
};

/// Writes modules as TorchScript does: the objects into a pickle, each module's class into a file of code.
class ScriptWriter {
  public:
    /// @return the name of the module's class.
    std::string write(const Module& module) {
        const std::string file = "torch/nn/modules/container/___torch_mangle_" + std::to_string(m_code.size());
        const std::string type = "__torch__." + std::regex_replace(file, std::regex("/"), ".");
        m_code.emplace_back(file, "");
        const std::size_t index = m_code.size() - 1;
        std::string attributes, parameters, buffers;
        pickle.global(type, "Module").op(')').op('\x81').op('}').op('(');
        pickle.text("training").op('\x89');
        for (const auto& [name, tensor] : module.tensors) {
            (name.starts_with("running_") ? buffers : parameters) += '"' + name + "\", ";
            attributes += "  " + name + " : Tensor\n";
            pickle.text(name).tensor(described(*tensor, storages.size()));
            storages.push_back(tensor);
        }
        for (const auto& [name, inner] : module.modules) {
            pickle.text(name);
            const std::string innerType = write(inner);
            const bool number = name.find_first_not_of("0123456789") == std::string::npos; // no name in Python
            attributes +=
                number ? "  __annotations__[\"" + name + "\"] = " + innerType : "  " + name + " : " + innerType;
            attributes += '\n';
        }
        pickle.text("_is_full_backward_hook").op('N').op('u').op('b');
        m_code[index].second = "class Module(Module):\n  __parameters__ = [" + parameters + "]\n  __buffers__ = [" +
                               buffers + "]\n  __annotations__ = []\n  training : bool\n" + attributes +
                               "  _is_full_backward_hook : Optional[bool]\n";
        return type + ".Module";
    }

    void addCode(ZipWriter& zip) const {
        for (const auto& [file, text] : m_code)
            zip.add("archive/code/__torch__/" + file + ".py", text, true);
    }

    PickleWriter pickle;
    std::vector<const PlainTensor*> storages;

  private:
    std::vector<std::pair<std::string, std::string>> m_code; ///< file, content
};

void addStorages(ZipWriter& zip, const std::string& folder, const std::vector<const PlainTensor*>& storages) {
    for (std::size_t i = 0; i < storages.size(); ++i)
        zip.add(folder + "/data/" + std::to_string(i), storedBytes(*storages[i]));
}

/// An OrderedDict of tensors, as torch.save writes state dicts.
std::vector<const PlainTensor*> writeState(PickleWriter& pickle, const PlainWeights& weights, bool legacy) {
    std::vector<const PlainTensor*> storages;
    pickle.global("collections", "OrderedDict").op(')').op('R').memoize().op('(');
    for (const auto& [name, tensor] : weights) {
        pickle.text(name).tensor(described(tensor, storages.size()), legacy);
        storages.push_back(&tensor);
    }
    pickle.op('u').op('}').text("_metadata").global("collections", "OrderedDict").op(')').op('R').op('s').op('b');
    return storages;
}

PlainTensor part(const PlainTensor& packed, std::int64_t index) {
    PlainTensor result{packed.shape, {}, packed.half};
    result.shape[0] /= 3;
    const auto size = static_cast<std::ptrdiff_t>(packed.values.size() / 3);
    result.values.assign(packed.values.begin() + index * size, packed.values.begin() + (index + 1) * size);
    return result;
}

PlainTensor transposed(const PlainTensor& matrix) {
    PlainTensor result{{matrix.shape[1], matrix.shape[0]}, {}, matrix.half};
    for (std::int64_t column = 0; column < matrix.shape[1]; ++column)
        for (std::int64_t row = 0; row < matrix.shape[0]; ++row)
            result.values.push_back(matrix.values[static_cast<std::size_t>(row * matrix.shape[1] + column)]);
    return result;
}

void add(SafetensorsWriter& writer, const std::string& name, const PlainTensor& tensor) {
    writer.add(name, tensor.integer ? "I64" : tensor.half ? "F16" : "F32", tensor.shape, storedBytes(tensor));
}

} // namespace

std::size_t PlainTensor::count() const {
    std::size_t product = 1;
    for (const std::int64_t size : shape)
        product *= static_cast<std::size_t>(size);
    return product;
}

std::string storedBytes(const PlainTensor& tensor) {
    std::string bytes;
    for (const double value : tensor.values) {
        if (tensor.integer)
            put<std::int64_t>(bytes, static_cast<std::int64_t>(value));
        else if (tensor.half)
            put<std::uint16_t>(bytes, halfBits(static_cast<float>(value)));
        else {
            const auto single = static_cast<float>(value);
            bytes.append(reinterpret_cast<const char*>(&single), sizeof single);
        }
    }
    const std::size_t once = bytes.size(), times = tensor.values.empty() ? 0 : tensor.count() / tensor.values.size();
    bytes.reserve(once * times);
    for (std::size_t k = 1; k < times; ++k)
        bytes.append(bytes, 0, once);
    return bytes;
}

SafetensorsWriter safetensorsOf(const PlainWeights& weights, const std::string& prefix) {
    constexpr std::size_t kVisual = std::string_view("visual.").size();
    SafetensorsWriter writer;
    for (const auto& [name, tensor] : weights)
        add(writer, prefix + name.substr(kVisual), tensor);
    return writer;
}

SafetensorsWriter huggingFaceSafetensorsOf(const PlainWeights& weights) {
    static const std::vector<std::pair<std::regex, std::string>> kNames{
        {std::regex("visual\\.class_embedding"), "vision_model.embeddings.class_embedding"},
        {std::regex("visual\\.positional_embedding"), "vision_model.embeddings.position_embedding.weight"},
        {std::regex("visual\\.conv1\\."), "vision_model.embeddings.patch_embedding."},
        {std::regex("visual\\.ln_pre\\."), "vision_model.pre_layrnorm."},
        {std::regex("visual\\.ln_post\\."), "vision_model.post_layernorm."},
        {std::regex("visual\\.transformer\\.resblocks\\."), "vision_model.encoder.layers."},
        {std::regex("attn\\.out_proj"), "self_attn.out_proj"},
        {std::regex("\\.ln_([12])\\."), ".layer_norm$1."},
        {std::regex("mlp\\.c_fc"), "mlp.fc1"},
        {std::regex("mlp\\.c_proj"), "mlp.fc2"}};
    SafetensorsWriter writer;
    for (const auto& [name, tensor] : weights) {
        std::string theirs = name;
        for (const auto& [from, to] : kNames)
            theirs = std::regex_replace(theirs, from, to);
        if (name == "visual.proj") {
            add(writer, "visual_projection.weight", transposed(tensor));
        } else if (const auto packed = theirs.find("attn.in_proj_"); packed != std::string::npos) {
            const std::string kind = theirs.substr(packed + std::string_view("attn.in_proj_").size());
            for (std::int64_t i = 0; i < 3; ++i)
                add(writer, theirs.substr(0, packed) + "self_attn." + "qkv"[i] + "_proj." + kind, part(tensor, i));
        } else
            add(writer, theirs, tensor);
    }
    writer.add("vision_model.embeddings.position_ids", "I64", {1, 1}, std::string(8, '\0'));
    return writer;
}

std::string scriptArchiveOf(const PlainWeights& weights) {
    Module root;
    for (const auto& [name, tensor] : weights) {
        Module* module = &root;
        std::size_t begin = 0;
        for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', begin)) {
            module = &module->modules[name.substr(begin, dot - begin)];
            begin = dot + 1;
        }
        module->tensors[name.substr(begin)] = &tensor;
    }
    ScriptWriter script;
    script.write(root);
    ZipWriter zip;
    zip.add("archive/data.pkl", script.pickle.bytes());
    script.addCode(zip); // compressed, as nothing else is
    addStorages(zip, "archive", script.storages);
    zip.add("archive/constants.pkl", PickleWriter().op(')').bytes());
    zip.add("archive/version", "3\n");
    return zip.bytes();
}

std::string stateArchiveOf(const PlainWeights& weights, const std::string& key) {
    PickleWriter pickle;
    if (!key.empty())
        pickle.op('}').op('(').text("epoch").integer(32).text(key);
    const auto storages = writeState(pickle, weights, false);
    if (!key.empty())
        pickle.op('u');
    ZipWriter zip;
    zip.add("some weights/data.pkl", pickle.bytes());
    zip.add("some weights/byteorder", "little");
    addStorages(zip, "some weights", storages);
    zip.add("some weights/version", "3\n");
    return zip.bytes();
}

std::string legacyFileOf(const PlainWeights& weights) {
    std::string bytes("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
    bytes += PickleWriter().integer(1001).bytes();
    bytes += PickleWriter()
                 .op('}')
                 .op('(')
                 .text("protocol_version")
                 .integer(1001)
                 .text("little_endian")
                 .op('\x88')
                 .op('u')
                 .bytes();
    PickleWriter state, keys;
    const auto storages = writeState(state, weights, true);
    keys.op(']').op('(');
    for (std::size_t i = 0; i < storages.size(); ++i)
        keys.text(std::to_string(i));
    bytes += state.bytes() + keys.op('e').bytes();
    for (const PlainTensor* tensor : storages) {
        put<std::uint64_t>(bytes, tensor->count());
        bytes += storedBytes(*tensor);
    }
    return bytes;
}

} // namespace croquis::tests
