// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/pickle_program.hpp"

#include "weights/pickle_machine.hpp"
#include "weights/pickled_functions.hpp"

#include <fmt/format.h>

namespace croquis::weights {

namespace {

class PickleProgram : PickleMachine {
  public:
    PickleProgram(const MappedFile& file, std::span<const std::byte> pickle, bool scriptClasses)
        : PickleMachine(file, pickle), m_scriptClasses(scriptClasses) {}

    std::pair<PickledValues, std::size_t> run() {
        while (step(take<std::uint8_t>())) {
        }
        finish(pop());
        return {std::move(m_result), m_next};
    }

  private:
    bool step(std::uint8_t instruction);
    bool stepText(std::uint8_t instruction);
    bool stepNumber(std::uint8_t instruction);
    bool stepCollection(std::uint8_t instruction);
    bool stepMemo(std::uint8_t instruction);
    bool stepCall(std::uint8_t instruction);

    void pushGlobal(std::string_view module, std::string_view name);
    void append(const std::vector<Index>& items, Kind kind);
    void build();

    bool m_scriptClasses;
};

void PickleProgram::pushGlobal(std::string_view module, std::string_view name) {
    if (!mayBeNamed(module, name, m_scriptClasses))
        m_file.fail(fmt::format("it asks for {}, which no weights need; nothing of it was run",
                                shown(fmt::format("{}.{}", module, name))));
    Value value;
    value.kind = Kind::global;
    value.text = module;
    value.type = name;
    pushValue(std::move(value));
}

void PickleProgram::append(const std::vector<Index>& items, Kind kind) {
    Value& collection = at(top());
    if (collection.kind != kind || (kind == Kind::dictionary && items.size() % 2 != 0))
        damaged();
    collection.items.insert(collection.items.end(), items.begin(), items.end());
}

/// Gives an object its attributes; what else an ordered dictionary carries is of no use here.
void PickleProgram::build() {
    const Index state = pop();
    Value& object = at(top());
    if (object.kind == Kind::reference && object.items.empty())
        object.items = {state};
    else if (object.kind != Kind::dictionary)
        damaged();
}

bool PickleProgram::stepText(std::uint8_t instruction) {
    switch (instruction) {
    case 'X': // BINUNICODE
        pushKind(Kind::text, takeText(take<std::uint32_t>()));
        return true;
    case 0x8c: // SHORT_BINUNICODE
    case 'U':  // SHORT_BINSTRING
    case 'C':  // SHORT_BINBYTES
        pushKind(Kind::text, takeText(take<std::uint8_t>()));
        return true;
    case 0x8d: // BINUNICODE8
        pushKind(Kind::text, takeText(take<std::uint64_t>()));
        return true;
    default:
        return stepNumber(instruction);
    }
}

bool PickleProgram::stepNumber(std::uint8_t instruction) {
    switch (instruction) {
    case 'N':
        pushKind(Kind::nothing);
        return true;
    case 0x88: // NEWTRUE
    case 0x89: // NEWFALSE
        pushKind(Kind::truth);
        at(m_stack.back()).integer = instruction == 0x88 ? 1 : 0;
        return true;
    case 'K':
        pushInteger(take<std::uint8_t>());
        return true;
    case 'M':
        pushInteger(take<std::uint16_t>());
        return true;
    case 'J':
        pushInteger(take<std::int32_t>());
        return true;
    case 0x8a: { // LONG1
        const std::string_view bytes = takeText(take<std::uint8_t>());
        if (bytes.size() > sizeof(std::int64_t)) {
            pushKind(Kind::longInteger, bytes);
            return true;
        }
        std::uint64_t value = !bytes.empty() && static_cast<signed char>(bytes.back()) < 0 ? ~std::uint64_t{0} : 0;
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte)
            value = value << 8 | static_cast<unsigned char>(*byte);
        pushInteger(static_cast<std::int64_t>(value));
        return true;
    }
    case 'G': // BINFLOAT: no weights
        takeText(sizeof(double));
        pushKind(Kind::real);
        return true;
    default:
        return stepCollection(instruction);
    }
}

bool PickleProgram::stepCollection(std::uint8_t instruction) {
    switch (instruction) {
    case '(':
        pushMark();
        return true;
    case ')': // EMPTY_TUPLE
    case ']': // EMPTY_LIST
        pushKind(Kind::sequence);
        return true;
    case '}': // EMPTY_DICT
        pushKind(Kind::dictionary);
        return true;
    case 't': // TUPLE
    case 'l': // LIST
        pushSequence(popToMark());
        return true;
    case 0x85: // TUPLE1
    case 0x86: // TUPLE2
    case 0x87: // TUPLE3
        pushTuple(instruction - 0x84);
        return true;
    case 'a': { // APPEND
        const Index item = pop();
        append({item}, Kind::sequence);
        return true;
    }
    case 'e': { // APPENDS
        const auto items = popToMark();
        append(items, Kind::sequence);
        return true;
    }
    case 's': { // SETITEM
        const Index value = pop(), key = pop();
        append({key, value}, Kind::dictionary);
        return true;
    }
    case 'u': { // SETITEMS
        const auto items = popToMark();
        append(items, Kind::dictionary);
        return true;
    }
    case '0': // POP
        pop();
        return true;
    default:
        return stepMemo(instruction);
    }
}

bool PickleProgram::stepMemo(std::uint8_t instruction) {
    const auto get = [&](std::uint32_t key) {
        const auto found = m_memo.find(key);
        if (found == m_memo.end())
            damaged();
        push(found->second);
        return true;
    };
    switch (instruction) {
    case 'q': // BINPUT
        remember(take<std::uint8_t>());
        return true;
    case 'r': // LONG_BINPUT
        remember(take<std::uint32_t>());
        return true;
    case 0x94: // MEMOIZE
        remember(nextKey());
        return true;
    case 'h': // BINGET
        return get(take<std::uint8_t>());
    case 'j': // LONG_BINGET
        return get(take<std::uint32_t>());
    default:
        return stepCall(instruction);
    }
}

bool PickleProgram::stepCall(std::uint8_t instruction) {
    const auto call = [&](auto function, Index arguments, Index object) {
        Value result = function(m_file, m_result, object, arguments);
        pushValue(std::move(result));
        return true;
    };
    switch (instruction) {
    case 'c': { // GLOBAL
        const std::string_view module = takeLine(), name = takeLine();
        pushGlobal(module, name);
        return true;
    }
    case 0x93: { // STACK_GLOBAL
        const Index name = pop(), module = pop();
        if (at(name).kind != Kind::text || at(module).kind != Kind::text)
            damaged();
        pushGlobal(at(module).text, at(name).text);
        return true;
    }
    case 'R': { // REDUCE
        const Index arguments = pop(), function = pop();
        return call(callPickled, arguments, function);
    }
    case 0x81: { // NEWOBJ
        const Index arguments = pop(), type = pop();
        return call(newPickled, arguments, type);
    }
    case 'Q': // BINPERSID
        pushValue(storagePickled(m_file, m_result, pop()));
        return true;
    case 'b':
        build();
        return true;
    default:
        m_file.fail(fmt::format("its list of tensors (a pickle) has the instruction {:#04x}, which no weights need",
                                instruction));
    }
}

bool PickleProgram::step(std::uint8_t instruction) {
    switch (instruction) {
    case '.': // STOP
        return false;
    case 0x80: // PROTO
        if (take<std::uint8_t>() > 5)
            damaged();
        return true;
    case 0x95: // FRAME
        take<std::uint64_t>();
        return true;
    default:
        return stepText(instruction);
    }
}

} // namespace

std::pair<PickledValues, std::size_t> runPickle(const MappedFile& file, std::span<const std::byte> pickle,
                                                bool scriptClasses) {
    return PickleProgram(file, pickle, scriptClasses).run();
}

} // namespace croquis::weights
