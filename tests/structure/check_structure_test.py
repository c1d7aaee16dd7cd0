#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The structure check finds each kind of breach, planted in a tree of its own."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_structure import breaches

HEADER = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
PLANTED = {
    "core/base/a.hpp": '#include "geometry/sketch.hpp"\n',
    "core/geometry/b.cpp": "#include <QString>\n",
    "core/vector/c.cpp": "#include <ATen/ATen.h>\n",
    "core/image/d.hpp": "#include <opencv2/core.hpp>\n",
    "core/raster/e.cpp": '#include "saliency/stroke_seeder.hpp"\n',
    "core/session/f.hpp": '#include "optimise/sketch_optimiser.hpp"\n',
    "core/optimise/recipe/recipe.hpp": "#include <ATen/core/Tensor.h>\n",
    "ui/g.cpp": '#include "raster/stroke_rasteriser.hpp"\n',
    "ui/g2.cpp": '#include "optimise/sketch_optimiser.hpp"\n',
    "ui/g3.cpp": '#include "session/engine/engine_session.hpp"\n',
    "app/h.cpp": "#include <c10/core/GradMode.h>\n",
    "app/h2.cpp": '#include "raster/stroke_rasteriser.hpp"\n',
    "app/h3.cpp": '#include "session/engine/engine_session.hpp"\n',
    "app/h4.cpp": '#include "optimise/loss_stack.hpp"\n',
    "core/vector/m.cpp": "void turn() { std::ranges::rotate(all, middle); }\n",
    "core/image/m2.cpp": "auto last = std::views::reverse(all);\n",
}
ALLOWED = {
    "core/session/engine/i.cpp": '#include "saliency/stroke_seeder.hpp"\n#include <ATen/Parallel.h>\n',
    "core/image/j.cpp": "#include <opencv2/core.hpp>\n",
    "ui/k.cpp": '#include <QWidget>\n#include "session/sketch_session.hpp"\n',
    "core/vector/n.cpp": "bool any = std::ranges::any_of(all, holds), left = std::ranges::remove_copy(all, to, 1);\n",
    "core/optimise/o.cpp": "auto last = std::views::reverse(all);\n",
    "app/l.cpp": '#include "optimise/recipe/recipe_options.hpp"\n#include "sheet/sheet_file.hpp"\n',
}
with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    for path, text in {**PLANTED, **ALLOWED, "core/base/bare.hpp": None}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("" if text is None else HEADER + text, encoding="utf-8")
    found = list(breaches(root))
    missed = [path for path in [*PLANTED, "core/base/bare.hpp"] if not any(line.startswith(path + ":") for line in found)]
    wrong = [line for line in found if any(line.startswith(path + ":") for path in ALLOWED)]
if missed or wrong:
    sys.exit(f"missed: {missed}; wrongly found: {wrong}")
print("every planted breach is found")
