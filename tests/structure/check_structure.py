#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may know whom, checked on the sources' includes (the design's folders, lowest first). Exit 1 and a line for each breach."""
import pathlib
import re
import sys

# What a folder of core/ may include besides itself and the standard library.
MAY_KNOW = {
    "base": set(),
    "geometry": {"base"},
    "image": {"base", "geometry"},
    "raster": {"base", "geometry"},
    "weights": {"base"},
    "perceptual": {"base", "weights"},
    "saliency": {"base", "geometry", "image", "perceptual"},
    "subject": {"base", "geometry", "image", "weights", "perceptual"},
    "loss": {"base", "geometry", "image", "perceptual"},
    "optimise/recipe": {"base", "geometry"},
    "optimise": {"base", "geometry", "image", "raster", "perceptual", "saliency", "loss", "optimise/recipe"},
    "cuda": {"base", "raster", "loss", "optimise"},
    "card": {"base", "geometry", "image", "raster", "perceptual", "loss", "optimise", "optimise/recipe", "cuda"},
    "vector": {"base", "geometry"},
    "plot": {"base", "geometry", "vector"},
    "animation": {"base", "geometry", "vector"},
    "sheet": {"base", "geometry", "vector", "plot", "animation"},
    "models": {"base"},
    "session": {"base", "geometry", "cuda", "vector", "models", "optimise/recipe"},
    "session/engine": {"base", "geometry", "image", "raster", "perceptual", "saliency", "subject", "loss", "optimise", "optimise/recipe", "cuda", "card",
                       "vector", "models", "session"},
}
PROGRAMS_MAY_KNOW = {"base", "geometry", "vector", "plot", "animation", "sheet", "models", "session", "optimise/recipe"}  # ui/ and app/
TORCH = re.compile(r"^(torch|ATen|c10)/")
OPENCV = re.compile(r"^opencv")
QT = re.compile(r"^(Q[A-Z]\w*|Qt\w*/.*|qcustomplot\.h)$")
TORCH_FREE = {"base", "geometry", "image", "weights", "optimise/recipe", "cuda", "vector", "plot", "animation", "sheet", "models", "session"}
OPENCV_USERS = {"image", "saliency"}
# The fuzzers are built by Clang 14, which can't read libstdc++ 12's views and subranges.
FUZZED = {"base", "geometry", "image", "weights", "vector"}
SUBRANGE = re.compile(r"\bviews::\w+|\branges::(?:equal_range|find_end|partition|remove|remove_if|rotate|search|search_n|shift_left|shift_right"
                      r"|stable_partition|subrange|unique)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def module_of(path):
    """Whose a file of core/ is: "optimise/recipe" of optimise/recipe/recipe.hpp, "optimise" of optimise/adam.hpp."""
    parts = path.split("/")[:-1]
    return "/".join(parts[:2]) if "/".join(parts[:2]) in MAY_KNOW else parts[0]


def breaches(root):
    for file in sorted(p for top in ("core", "ui", "app") for p in (root / top).rglob("*") if p.suffix in {".hpp", ".cpp", ".cu", ".cuh"}):
        path = file.relative_to(root).as_posix()
        parts = path.split("/")
        text = file.read_text(encoding="utf-8")
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in text[:300]:
            yield f"{path}: no SPDX header"
        module = None
        if parts[0] == "core":
            module = module_of("/".join(parts[1:]))
            if module not in MAY_KNOW:
                yield f"{path}: unknown module {module}"
                continue
        if module in FUZZED:
            for name in SUBRANGE.findall(text):
                yield f"{path}: Clang 14, which builds the fuzzers, can't read {name}"
        for name in INCLUDE.findall(text):
            if parts[0] == "core" and QT.match(name):
                yield f"{path}: core/ includes Qt ({name})"
            if parts[0] in {"ui", "app"} and (TORCH.match(name) or OPENCV.match(name)):
                yield f"{path}: {parts[0]}/ includes {name}"
            # croquis_cuda's own sources, which nothing includes, are where LibTorch's CUDA libraries are known.
            if module in TORCH_FREE and TORCH.match(name) and not (parts[1:3] == ["cuda", "module"] and file.suffix == ".cpp"):
                yield f"{path}: {module} includes Torch ({name})"
            if OPENCV.match(name) and (module not in OPENCV_USERS or file.suffix == ".hpp"):
                yield f"{path}: OpenCV belongs in .cpp files of image and saliency ({name})"
            if "/" not in name or module_of(name) not in MAY_KNOW:
                continue
            other = module_of(name)
            if parts[0] in {"ui", "app"} and other not in PROGRAMS_MAY_KNOW:
                yield f"{path}: {parts[0]}/ may not know {name}"
            if module and other != module and other not in MAY_KNOW[module]:
                yield f"{path}: {module} may not know {other} ({name})"


def main():
    found = list(breaches(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "the structure holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
