// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"
#include "session/sketch_session.hpp"
#include "vector/brush/brush.hpp"
#include "vector/paper_texture.hpp"
#include "vector/stroke_variation.hpp"

#include <memory>
#include <string>
#include <vector>

namespace croquis::cli {

/// "200mm", "20 cm", "8in", "12pt"; a bare number is millimetres. @throws InvalidArgument naming the option.
double millimetresFrom(const std::string& option, const std::string& text);

/// "#rrggbb" or "#rgb". @throws InvalidArgument naming the option.
geometry::Colour colourFrom(const std::string& option, const std::string& text);

/// "4,8,16,32": 2 to 8 different numbers of strokes. @throws InvalidArgument
std::vector<int> levelsFrom(const std::string& text);

/// By what strokes differ, and how much: "none", "length", "importance:0.4". @throws InvalidArgument naming the option.
vector::Variation variationFrom(const std::string& option, const std::string& text);

/// A brush as --brush takes it: a brush file (its name ends in .json or has a slash), the name of one of the person's
/// own (vector::BrushLibrary), or what records hold (vector::brushFromText). @throws InvalidArgument for a name that is
/// none, BadInput for what can't be read.
vector::Brush brushFrom(const std::string& text);

/// How a recipe's photo is read. @param mask  "auto" (as the recipe has it), "subject", "none", or a file.
session::PhotoOptions photoOptionsFrom(const std::string& mask, const optimise::Recipe& recipe, bool keepPart);

/// Opens the engine for as long as the program lives: auto is the processor, and no card is chosen later, so nothing of
/// CUDA is opened for it. @throws as SketchSession::open().
std::unique_ptr<session::SketchSession> openEngine(session::SessionOptions options);

/// That it isn't to be seen. @param texture  not none.
std::string textureWithoutPaper(vector::PaperTexture texture);

} // namespace croquis::cli
