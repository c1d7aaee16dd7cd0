// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/torch_reader.hpp"

#include "weights/pickle_program.hpp"
#include "weights/zip_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace croquis::weights {
namespace {

using Bytes = std::span<const std::byte>;
using Index = PickledValues::Index;
using Kind = PickledValues::Kind;
using Value = PickledValues::Value;

constexpr std::size_t kLongestPickle = 16 << 20; // a thousand times CLIP's
constexpr int kDeepestNesting = 32;
constexpr std::size_t kLongestName = 512;
constexpr int kMostVisits = 1 << 17;

/// The first pickle of a legacy file: PROTO 2, LONG1 of ten bytes, 0x1950a86a20f9469cfc6c, STOP.
constexpr std::string_view kLegacyMagic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
constexpr std::int64_t kLegacyProtocol = 1001;

Bytes front(const MappedFile& file, std::size_t count) {
    return file.bytes().first(std::min(count, file.bytes().size()));
}

bool beginsWith(const MappedFile& file, std::string_view text) {
    const Bytes bytes = front(file, text.size());
    return std::equal(bytes.begin(), bytes.end(), text.begin(), text.end(),
                      [](std::byte a, char b) { return a == static_cast<std::byte>(b); });
}

Bytes notTooLong(const MappedFile& file, Bytes pickle) {
    if (pickle.size() > kLongestPickle)
        file.fail(fmt::format("its list of tensors takes {} bytes", pickle.size()));
    return pickle;
}

/// A storage's raw numbers.
struct Storage {
    Bytes bytes;
    std::shared_ptr<const CheckedPart> part; ///< may be null
};

/// Collects the tensors that can be reached from a pickle's root, with the path to each.
class Collector {
  public:
    /// @param storage  by its key; nothing where there is none.
    Collector(const MappedFile& file, const PickledValues& values,
              std::function<std::optional<Storage>(std::string_view)> storage)
        : m_file(file), m_values(values), m_storage(std::move(storage)) {}

    TensorViews collect() {
        visit(m_values.root(), 0);
        return std::move(m_views);
    }

  private:
    void visit(Index index, int depth);
    void visitNamed(std::string_view name, Index index, int depth);
    TensorView view(const Value& tensor) const;
    [[noreturn]] void failHere(std::string_view what) const {
        m_file.fail(fmt::format("tensor {} {}", shown(m_name), what));
    }

    const MappedFile& m_file;
    const PickledValues& m_values;
    std::function<std::optional<Storage>(std::string_view)> m_storage;
    TensorViews m_views;
    std::string m_name; ///< the path so far
    int m_visits = 0;
};

void Collector::visitNamed(std::string_view name, Index index, int depth) {
    const std::size_t before = m_name.size();
    if (name.size() + before > kLongestName)
        m_file.fail("it has a tensor whose name is longer than any network's");
    if (before > 0)
        m_name += '.';
    m_name += name;
    visit(index, depth + 1);
    m_name.resize(before);
}

void Collector::visit(Index index, int depth) {
    if (depth > kDeepestNesting || ++m_visits > kMostVisits)
        m_file.fail("its tensors are nested more deeply than any network's");
    const Value& value = m_values[index];
    switch (value.kind) {
    case Kind::tensor:
        if (!m_views.emplace(m_name, view(value)).second)
            m_file.fail(fmt::format("it names {} twice", shown(m_name)));
        break;
    case Kind::reference:
        if (!value.items.empty())
            visit(value.items.front(), depth + 1);
        break;
    case Kind::dictionary:
        for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
            if (m_values[value.items[i]].kind == Kind::text)
                visitNamed(m_values[value.items[i]].text, value.items[i + 1], depth);
        break;
    case Kind::sequence:
        for (std::size_t i = 0; i < value.items.size(); ++i)
            visitNamed(std::to_string(i), value.items[i], depth);
        break;
    default: // numbers and texts
        break;
    }
}

TensorView Collector::view(const Value& tensor) const {
    const Value& storage = m_values[tensor.items.front()];
    const auto found = m_storage(storage.text);
    const std::uint64_t each = elementBytes(storage.type);
    std::uint64_t wanted = 0;
    if (!found)
        failHere(fmt::format("lies in a part {} that the file lacks", shown(storage.text)));
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(storage.integer), each, &wanted) ||
        wanted > found->bytes.size())
        failHere(fmt::format("lies in a part of {} bytes that is said to hold {} elements", found->bytes.size(),
                             storage.integer));
    std::uint64_t count = 1, last = static_cast<std::uint64_t>(tensor.integer);
    const auto elements = static_cast<std::uint64_t>(storage.integer);
    const bool empty = std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end();
    for (std::size_t i = 0; i < tensor.shape.size() && !empty; ++i) {
        std::uint64_t reach = 0;
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(tensor.shape[i]), &count) ||
            __builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                   static_cast<std::uint64_t>(tensor.strides[i]), &reach) ||
            __builtin_add_overflow(last, reach, &last))
            failHere("is too large");
    }
    if (!empty && (last >= elements || count > elements))
        failHere("reaches past the end of its part of the file");
    TensorView view{std::string(storage.type), tensor.shape, tensor.strides, {}, found->part};
    if (!empty)
        view.bytes = found->bytes.subspan(static_cast<std::uint64_t>(tensor.integer) * each,
                                          (last + 1 - static_cast<std::uint64_t>(tensor.integer)) * each);
    return view;
}

/// The folder that holds data.pkl, with its slash.
std::string folderOf(const MappedFile& file, const ZipMembers& members) {
    constexpr std::string_view kList = "data.pkl";
    std::string folder;
    int count = 0;
    for (const auto& [name, member] : members)
        if (name == kList || (name.ends_with(kList) && name.find('/') == name.size() - kList.size() - 1)) {
            folder = name.substr(0, name.size() - kList.size());
            ++count;
        }
    if (count != 1)
        file.fail("it is a zip archive, but not one of PyTorch's (there is no data.pkl)");
    return folder;
}

bool isScript(const ZipMembers& members, const std::string& folder) {
    return members.lower_bound(folder + "code/") != members.lower_bound(folder + "code0") ||
           members.contains(folder + "constants.pkl");
}

} // namespace

bool isTorchArchive(const MappedFile& file) {
    return beginsWith(file, std::string_view("PK\x03\x04"));
}

bool isTorchScript(const MappedFile& file) {
    if (!isTorchArchive(file))
        return false;
    const ZipMembers members = zipMembers(file);
    return isScript(members, folderOf(file, members));
}

TensorViews readTorchArchive(const MappedFile& file) {
    const ZipMembers members = zipMembers(file);
    const std::string folder = folderOf(file, members);
    if (const auto order = partOf(file, members, folder + "byteorder")) {
        order->requireIntact(file);
        if (order->bytes().empty() || order->bytes().front() != std::byte{'l'})
            file.fail("its numbers are big-endian");
    }
    const auto list = partOf(file, members, folder + "data.pkl");
    const Bytes pickle = notTooLong(file, list->bytes());
    list->requireIntact(file);
    const auto [values, length] = runPickle(file, pickle, isScript(members, folder));
    return Collector(file, values,
                     [&](std::string_view key) -> std::optional<Storage> {
                         auto part = partOf(file, members, fmt::format("{}data/{}", folder, key));
                         return part ? std::optional(Storage{part->bytes(), part}) : std::nullopt;
                     })
        .collect();
}

bool isLegacyTorchFile(const MappedFile& file) {
    return beginsWith(file, kLegacyMagic);
}

TensorViews readLegacyTorchFile(const MappedFile& file) {
    Bytes rest = file.bytes().subspan(kLegacyMagic.size());
    const auto next = [&] {
        auto [values, length] = runPickle(file, rest.first(std::min(rest.size(), kLongestPickle)), false);
        rest = rest.subspan(length);
        return std::move(values);
    };
    const PickledValues protocol = next();
    if (protocol[protocol.root()].integer != kLegacyProtocol)
        file.fail("it was written by a PyTorch that is not known");
    next(); // sizes of the writing system's numbers
    const PickledValues object = next();
    const PickledValues keys = next();

    // A storage's size in bytes depends on its type, which is told where it is used.
    std::map<std::string_view, std::uint64_t> bytesEach;
    for (Index index = 0; index < object.size(); ++index)
        if (object[index].kind == Kind::storage)
            bytesEach[object[index].text] = elementBytes(object[index].type);
    std::map<std::string, Bytes, std::less<>> storages;
    for (const Index index : keys[keys.root()].items) {
        const std::string_view key = keys[index].text;
        const auto each = bytesEach.find(key);
        if (rest.size() < sizeof(std::uint64_t) || each == bytesEach.end())
            file.fail(fmt::format("its part {} is missing; the file may be incomplete", shown(key)));
        const auto count = numberAt<std::uint64_t>(rest, 0);
        rest = rest.subspan(sizeof count);
        if (count > rest.size() / each->second)
            file.fail(fmt::format("its part {} reaches past the end of the file", shown(key)));
        storages.emplace(key, rest.first(count * each->second));
        rest = rest.subspan(count * each->second);
    }
    return Collector(file, object,
                     [&](std::string_view key) -> std::optional<Storage> {
                         const auto found = storages.find(key);
                         return found == storages.end() ? std::nullopt : std::optional(Storage{found->second, nullptr});
                     })
        .collect();
}

} // namespace croquis::weights
