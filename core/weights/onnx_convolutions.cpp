// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/onnx_convolutions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <utility>

namespace croquis::weights {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kMostConvolutions = 4096;
constexpr std::int64_t kLargestSide = 1 << 16; // of a weight's dimensions
constexpr std::uint64_t kFloat = 1;            // TensorProto.DataType

/// The numbers of onnx.proto's fields.
namespace field {
constexpr std::uint64_t modelGraph = 7, graphNode = 1, graphInitializer = 5;
constexpr std::uint64_t nodeInput = 1, nodeOperator = 4, nodeAttribute = 5;
constexpr std::uint64_t attributeName = 1, attributeNumbers = 8;
constexpr std::uint64_t tensorSizes = 1, tensorType = 2, tensorName = 8, tensorContent = 9;
} // namespace field

/// The fields of one message in protobuf's wire format.
class Message {
  public:
    Message(const MappedFile& file, Bytes bytes) : m_file(file), m_left(bytes) {}

    std::uint64_t field = 0;
    std::uint64_t number = 0; ///< of a field that is one
    Bytes content;            ///< of a field that has bytes: a text, a message, packed numbers

    /// Goes to the next field; false at the end.
    bool next() {
        if (m_left.empty())
            return false;
        const std::uint64_t key = varint();
        field = key >> 3;
        number = 0;
        content = {};
        switch (key & 7) {
        case 0:
            number = varint();
            return true;
        case 1:
            take(8);
            return true;
        case 2:
            content = take(varint());
            return true;
        case 5:
            take(4);
            return true;
        default:
            m_file.fail("it is no ONNX file");
        }
    }

    std::string text() const { return {reinterpret_cast<const char*>(content.data()), content.size()}; }
    Message message() const { return {m_file, content}; }

    /// The field's numbers, packed or not.
    void append(std::vector<std::int64_t>& numbers) const {
        if (content.empty())
            return numbers.push_back(static_cast<std::int64_t>(number));
        Message packed(m_file, content);
        while (!packed.m_left.empty())
            numbers.push_back(static_cast<std::int64_t>(packed.varint()));
    }

  private:
    Bytes take(std::uint64_t count) {
        if (count > m_left.size())
            m_file.fail("it ends in the middle of something, or is no ONNX file");
        const Bytes taken = m_left.first(count);
        m_left = m_left.subspan(count);
        return taken;
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = std::to_integer<std::uint64_t>(take(1).front());
            value |= (byte & 127) << shift;
            if (byte < 128)
                return value;
        }
        m_file.fail("it is no ONNX file");
    }

    const MappedFile& m_file;
    Bytes m_left;
};

struct Initializer {
    std::vector<std::int64_t> sizes;
    std::uint64_t type = 0;
    Bytes content;
};

struct Node {
    std::vector<std::string> inputs;
    std::string operation;
    std::vector<std::int64_t> dilations;
};

std::pair<std::string, Initializer> initializerOf(Message tensor) {
    std::string name;
    Initializer result;
    while (tensor.next()) {
        if (tensor.field == field::tensorName)
            name = tensor.text();
        else if (tensor.field == field::tensorSizes)
            tensor.append(result.sizes);
        else if (tensor.field == field::tensorType)
            result.type = tensor.number;
        else if (tensor.field == field::tensorContent)
            result.content = tensor.content;
    }
    return {std::move(name), std::move(result)};
}

Node nodeOf(Message message) {
    Node node;
    while (message.next()) {
        if (message.field == field::nodeInput)
            node.inputs.push_back(message.text());
        else if (message.field == field::nodeOperator)
            node.operation = message.text();
        else if (message.field == field::nodeAttribute) {
            Message attribute = message.message();
            std::string name;
            std::vector<std::int64_t> numbers;
            while (attribute.next())
                if (attribute.field == field::attributeName)
                    name = attribute.text();
                else if (attribute.field == field::attributeNumbers)
                    attribute.append(numbers);
            if (name == "dilations")
                node.dilations = std::move(numbers);
        }
    }
    return node;
}

class Graph {
  public:
    explicit Graph(const MappedFile& file) : m_file(file) {
        Message model(file, file.bytes());
        while (model.next())
            if (model.field == field::modelGraph)
                read(model.message());
    }

    std::vector<OnnxConvolution> convolutions() const {
        std::vector<OnnxConvolution> result;
        for (const Node& node : m_convolutions) {
            if (node.inputs.size() != 3)
                m_file.fail("a convolution in it has no weights or no bias");
            OnnxConvolution convolution{read(node.inputs[1], 4), read(node.inputs[2], 1)};
            const std::vector<std::int64_t>& shape = convolution.weight.shape;
            if (convolution.bias.shape[0] != shape[0] || shape[2] != shape[3])
                m_file.fail("the weights of a convolution in it don't belong together");
            if (!node.dilations.empty()) {
                const auto [least, most] = std::minmax_element(node.dilations.begin(), node.dilations.end());
                if (*least != *most || *least < 1 || *most > kLargestSide)
                    m_file.fail("a convolution in it has an impossible dilation");
                convolution.dilation = static_cast<int>(*least);
            }
            result.push_back(std::move(convolution));
        }
        return result;
    }

  private:
    void read(Message graph) {
        while (graph.next())
            if (graph.field == field::graphInitializer)
                m_initializers.insert(initializerOf(graph.message()));
            else if (graph.field == field::graphNode) {
                if (Node node = nodeOf(graph.message()); node.operation == "Conv")
                    m_convolutions.push_back(std::move(node));
                if (m_convolutions.size() > kMostConvolutions)
                    m_file.fail("it has more convolutions than any network");
            }
    }

    OnnxConvolution::Numbers read(const std::string& name, std::size_t dimensions) const {
        const auto found = m_initializers.find(name);
        if (found == m_initializers.end())
            m_file.fail(fmt::format("its weights {} are missing", shown(name)));
        const auto& [sizes, type, content] = found->second;
        std::uint64_t count = 1;
        for (const std::int64_t size : sizes)
            if (size < 1 || size > kLargestSide || __builtin_mul_overflow(count, size, &count))
                m_file.fail(fmt::format("its weights {} have an impossible size", shown(name)));
        if (type != kFloat || sizes.size() != dimensions || count > content.size() ||
            content.size() != count * sizeof(float))
            m_file.fail(fmt::format("its weights {} are not what they are said to be", shown(name)));
        std::vector<float> values(count);
        std::memcpy(values.data(), content.data(), content.size());
        if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
            m_file.fail(fmt::format("its weights {} are not all numbers", shown(name)));
        return {sizes, std::move(values)};
    }

    const MappedFile& m_file;
    std::map<std::string, Initializer> m_initializers;
    std::vector<Node> m_convolutions;
};

} // namespace

std::vector<OnnxConvolution> readOnnxConvolutions(const MappedFile& file) {
    auto convolutions = Graph(file).convolutions();
    file.requireWhole();
    return convolutions;
}

} // namespace croquis::weights
