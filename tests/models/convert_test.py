# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""models/convert_efficientnet_lite0.py on a small network in the published file's format, written here without its code."""
import collections
import importlib.util
import io
import json
import math
import pathlib
import pickle
import random
import struct
import sys
import types
import unittest

MODELS = pathlib.Path(__file__).resolve().parents[2] / "models"
specification = importlib.util.spec_from_file_location("convert", MODELS / "convert_efficientnet_lite0.py")
convert = importlib.util.module_from_spec(specification)
specification.loader.exec_module(convert)


def named(module, name, value):
    """A thing that pickles as module.name."""
    value.__module__, value.__qualname__, value.__name__ = module, name, name
    parent = None
    for part in module.split("."):
        path = part if parent is None else f"{parent.__name__}.{part}"
        child = sys.modules.setdefault(path, types.ModuleType(path))
        if parent is not None:
            setattr(parent, part, child)
        parent = child
    setattr(parent, name, value)
    return value


FloatStorage = named("torch", "FloatStorage", type("FloatStorage", (), {}))
LongStorage = named("torch", "LongStorage", type("LongStorage", (), {}))


def rebuild(*_):
    raise AssertionError("only its name is written")


named("torch._utils", "_rebuild_tensor_v2", rebuild)


class Storage:
    def __init__(self, key, values, kind=FloatStorage):
        self.key, self.values, self.kind = str(key), values, kind


class Tensor:
    """A view into a storage, pickled as PyTorch did."""

    def __init__(self, storage, offset, shape, strides):
        self.state = (storage, offset, shape, strides, False, collections.OrderedDict())

    def __reduce__(self):
        return rebuild, self.state


class Writer(pickle.Pickler):
    def persistent_id(self, obj):
        if isinstance(obj, Storage):
            return "storage", obj.kind, obj.key, "cpu", len(obj.values), None
        return None


def pickled(thing):
    file = io.BytesIO()
    Writer(file, protocol=2).dump(thing)
    return file.getvalue()


def legacy_file(state, storages, little=True):
    system = {"protocol_version": 1001, "little_endian": little, "type_sizes": {"short": 2, "int": 4, "long": 4}}
    data = pickled(0x1950A86A20F9469CFC6C) + pickled(1001) + pickled(system) + pickled(state)
    data += pickled([storage.key for storage in storages])
    for storage in storages:
        code = "f" if storage.kind is FloatStorage else "q"
        data += struct.pack("<q", len(storage.values)) + struct.pack(f"<{len(storage.values)}{code}", *storage.values)
    return data


class Network:
    """EfficientNet-Lite0's layers, two channels each, of random weights that lie askew in their storages."""

    SHAPE = (2, 2, 1, 3)

    def __init__(self):
        self.random = random.Random(7)
        self.state, self.storages, self.expected = collections.OrderedDict(), [], {}
        self.layer("stem", "_conv_stem", "_bn0")
        for k in range(16):
            block = f"_blocks.{k}."
            if k > 0:
                self.layer(f"blocks.{k}.expand", block + "_expand_conv", block + "_bn0")
            self.layer(f"blocks.{k}.depthwise", block + "_depthwise_conv", block + "_bn1")
            self.layer(f"blocks.{k}.project", block + "_project_conv", block + "_bn2")
        self.layer("head", "_conv_head", "_bn1")
        self.vector("_fc.weight", 3)
        self.vector("_fc.bias", 3)

    def storage(self, values, kind=FloatStorage):
        self.storages.append(Storage(len(self.storages), values, kind))
        return self.storages[-1]

    def vector(self, name, count, low=-2.0, high=2.0):
        values = [struct.unpack("<f", struct.pack("<f", self.random.uniform(low, high)))[0] for _ in range(count)]
        self.state[name] = Tensor(self.storage([9.0] + values), 1, (count,), (1,))
        return values

    def layer(self, ours, convolution, norm):
        outs, ins, rows, columns = self.SHAPE
        # Columns vary slowest, outputs fastest; three numbers of somebody else's lie before.
        strides, offset = (1, outs, 1, outs * ins), 3
        stored = [struct.unpack("<f", struct.pack("<f", self.random.uniform(-1, 1)))[0] for _ in range(3 + outs * ins * columns)]
        self.state[convolution + ".weight"] = Tensor(self.storage(stored), offset, self.SHAPE, strides)
        gamma, beta = self.vector(norm + ".weight", outs), self.vector(norm + ".bias", outs)
        mean, variance = self.vector(norm + ".running_mean", outs), self.vector(norm + ".running_var", outs, 0.1, 3.0)
        self.state[norm + ".num_batches_tracked"] = Tensor(self.storage([5], LongStorage), 0, (), ())
        self.expected[ours] = lambda out, into, column: (
            gamma[out] * stored[offset + out + outs * into + outs * ins * column] / math.sqrt(variance[out] + 1e-3),
            beta[out] - gamma[out] * mean[out] / math.sqrt(variance[out] + 1e-3),
        )

    def file(self, **options):
        return legacy_file(self.state, self.storages, **options)


class Conversion(unittest.TestCase):
    def test_convolutions_with_their_norms_folded_in_whatever_their_strides(self):
        network = Network()
        data = convert.convert(network.file())
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + length])
        self.assertEqual((8 + length) % 64, 0)
        self.assertEqual(header.pop("__metadata__")["name"], "efficientnet-lite0")
        self.assertEqual(len(header), 2 * len(network.expected))
        body = data[8 + length :]

        def numbers(name, shape):
            entry = header[name]
            self.assertEqual((entry["dtype"], tuple(entry["shape"])), ("F16", shape))
            begin, end = entry["data_offsets"]
            return struct.unpack(f"<{(end - begin) // 2}e", body[begin:end])

        for name, expected in network.expected.items():
            weights, biases = numbers(name + ".weight", Network.SHAPE), numbers(name + ".bias", (2,))
            for out in range(2):
                for into in range(2):
                    for column in range(3):
                        weight, bias = expected(out, into, column)
                        self.assertAlmostEqual(weights[(out * 2 + into) * 3 + column], weight, delta=1e-3 * (1 + abs(weight)))
                        self.assertAlmostEqual(biases[out], bias, delta=1e-3 * (1 + abs(bias)))

    def test_equal_input_gives_equal_bytes(self):
        self.assertEqual(convert.convert(Network().file()), convert.convert(Network().file()))

    def refused(self, data, words):
        with self.assertRaisesRegex(convert.ConversionError, words):
            convert.convert(data)

    def test_a_file_that_ends_early_or_goes_on(self):
        data = Network().file()
        self.refused(data[:-1], "ends early")
        self.refused(data + b"x", "goes on")

    def test_other_networks(self):
        network = Network()
        network.vector("_blocks.16.extra", 2)
        self.refused(network.file(), "_blocks.16.extra")

    def test_a_tensor_outside_its_storage(self):
        network = Network()
        network.state["_bn0.weight"] = Tensor(network.storages[1], 1, (400,), (1,))
        self.refused(network.file(), "outside its storage")

    def test_big_endian(self):
        self.refused(Network().file(little=False), "big-endian")

    def test_no_code_of_the_file_is_run(self):
        class Evil:
            def __reduce__(self):
                return eval, ("1 / 0",)

        self.refused(legacy_file(collections.OrderedDict(a=Evil()), []), "eval")


if __name__ == "__main__":
    unittest.main()
