// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/pickled_functions.hpp"

#include "weights/tensor_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace croquis::weights {
namespace {

using Index = PickledValues::Index;
using Kind = PickledValues::Kind;
using Value = PickledValues::Value;
using Items = std::vector<Index>;

constexpr std::string_view kScript = "__torch__";

enum class Function { none, tensor, parameter, dictionary, passed, storageType };

struct Known {
    std::string_view module, name;
    Function function;
    std::string_view type; ///< of a storage
};

constexpr std::array<Known, 24> kKnown{{
    {"torch._utils", "_rebuild_tensor_v2", Function::tensor, {}},
    {"torch._utils", "_rebuild_tensor", Function::tensor, {}},
    {"torch._utils", "_rebuild_parameter", Function::parameter, {}},
    {"collections", "OrderedDict", Function::dictionary, {}},
    {"torch.jit._pickle", "build_intlist", Function::passed, {}},
    {"torch.jit._pickle", "build_tensorlist", Function::passed, {}},
    {"torch.jit._pickle", "build_doublelist", Function::passed, {}},
    {"torch.jit._pickle", "build_boollist", Function::passed, {}},
    {"torch.jit._pickle", "restore_type_tag", Function::passed, {}},
    {"torch", "Size", Function::passed, {}},
    {"torch", "device", Function::passed, {}},
    {"torch", "FloatStorage", Function::storageType, "F32"},
    {"torch", "HalfStorage", Function::storageType, "F16"},
    {"torch", "BFloat16Storage", Function::storageType, "BF16"},
    {"torch", "DoubleStorage", Function::storageType, "F64"},
    {"torch", "LongStorage", Function::storageType, "I64"},
    {"torch", "IntStorage", Function::storageType, "I32"},
    {"torch", "ShortStorage", Function::storageType, "I16"},
    {"torch", "CharStorage", Function::storageType, "I8"},
    {"torch", "ByteStorage", Function::storageType, "U8"},
    {"torch", "BoolStorage", Function::storageType, "BOOL"},
    // How TorchScript's own pickler spells them.
    {"torch", "UInt8Storage", Function::storageType, "U8"},
    {"torch", "Int8Storage", Function::storageType, "I8"},
    {"torch", "Int64Storage", Function::storageType, "I64"},
}};

const Known* find(std::string_view module, std::string_view name) {
    const auto* found = std::find_if(kKnown.begin(), kKnown.end(),
                                     [&](const Known& known) { return known.module == module && known.name == name; });
    return found == kKnown.end() ? nullptr : found;
}

bool isScriptClass(std::string_view module) {
    return module == kScript || (module.starts_with(kScript) && module[kScript.size()] == '.');
}

[[noreturn]] void refuse(const MappedFile& file, const Value& function) {
    file.fail(fmt::format("its list of tensors uses {} in a way that no weights need",
                          shown(fmt::format("{}.{}", function.text, function.type))));
}

/// A tuple of numbers none of which is negative, and not many.
std::vector<std::int64_t> numbers(const MappedFile& file, const PickledValues& values, Index index) {
    const Value& tuple = values[index];
    std::vector<std::int64_t> result;
    const bool few = tuple.kind == Kind::sequence && tuple.items.size() <= kMostDimensions;
    if (few)
        for (const Index item : tuple.items)
            if (values[item].kind == Kind::integer && values[item].integer >= 0)
                result.push_back(values[item].integer);
    if (!few || result.size() != tuple.items.size())
        file.fail("a tensor of it has no proper shape or strides");
    return result;
}

/// torch._utils._rebuild_tensor_v2(storage, offset, size, stride, ...): requires_grad, hooks and metadata are of no
/// use.
Value tensor(const MappedFile& file, const PickledValues& values, const Value& function, const Items& arguments) {
    if (arguments.size() < 4 || values[arguments[0]].kind != Kind::storage ||
        values[arguments[1]].kind != Kind::integer || values[arguments[1]].integer < 0)
        refuse(file, function);
    Value result;
    result.kind = Kind::tensor;
    result.items = {arguments[0]};
    result.integer = values[arguments[1]].integer;
    result.shape = numbers(file, values, arguments[2]);
    result.strides = numbers(file, values, arguments[3]);
    if (result.shape.size() != result.strides.size())
        file.fail("a tensor of it has no proper shape or strides");
    return result;
}

} // namespace

bool mayBeNamed(std::string_view module, std::string_view name, bool scriptClasses) {
    return find(module, name) != nullptr || (scriptClasses && isScriptClass(module));
}

Value callPickled(const MappedFile& file, const PickledValues& values, Index functionIndex, Index argumentsIndex) {
    const Value& function = values[functionIndex];
    const Value& arguments = values[argumentsIndex];
    const Known* known = function.kind == Kind::global ? find(function.text, function.type) : nullptr;
    if (known == nullptr || arguments.kind != Kind::sequence)
        refuse(file, function);
    switch (known->function) {
    case Function::tensor:
        return tensor(file, values, function, arguments.items);
    case Function::dictionary: {
        if (!arguments.items.empty())
            refuse(file, function);
        Value result;
        result.kind = Kind::dictionary;
        return result;
    }
    case Function::parameter:
    case Function::passed: {
        if (arguments.items.empty() ||
            (known->function == Function::parameter && values[arguments.items[0]].kind != Kind::tensor))
            refuse(file, function);
        Value result;
        result.kind = Kind::reference;
        result.items = {arguments.items[0]};
        return result;
    }
    default:
        refuse(file, function);
    }
}

Value newPickled(const MappedFile& file, const PickledValues& values, Index type, Index arguments) {
    const Value& named = values[type];
    if (named.kind != Kind::global || !isScriptClass(named.text) || values[arguments].kind != Kind::sequence ||
        !values[arguments].items.empty())
        refuse(file, named);
    Value object;
    object.kind = Kind::reference;
    return object;
}

Value storagePickled(const MappedFile& file, const PickledValues& values, Index id) {
    const Items& parts = values[id].items;
    const auto kind = [&](std::size_t i) { return values[parts[i]].kind; };
    const bool proper = values[id].kind == Kind::sequence && (parts.size() == 5 || parts.size() == 6) &&
                        kind(0) == Kind::text && values[parts[0]].text == "storage" && kind(1) == Kind::global &&
                        kind(2) == Kind::text && kind(4) == Kind::integer && values[parts[4]].integer >= 0 &&
                        (parts.size() == 5 || kind(5) == Kind::nothing);
    const Known* known = proper ? find(values[parts[1]].text, values[parts[1]].type) : nullptr;
    if (known == nullptr || known->function != Function::storageType)
        file.fail("its list of tensors names something outside that is no storage of numbers");
    Value storage;
    storage.kind = Kind::storage;
    storage.type = known->type;
    storage.text = values[parts[2]].text;
    storage.integer = values[parts[4]].integer;
    return storage;
}

} // namespace croquis::weights
