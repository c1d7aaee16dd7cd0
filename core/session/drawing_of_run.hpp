// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "vector/drawing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace croquis::session {

/// What a sketch looks like on paper; nothing here needs computing again.
struct PageOptions {
    enum class Frame {
        subject, ///< the square the optimiser worked on: the sketch fills the page
        photo    ///< the photo's own frame and aspect ratio, strokes where they lie in it
    };
    Frame frame = Frame::subject;
    double longSideMm = 200;
    std::optional<double> strokeWidthMm; ///< none: the optimiser's own width, 3 of 224 px (2.68 mm on 200)
    double canvasStrokeWidth = 3;        ///< canvas pixels, that width: the recipe's
    geometry::Colour colour;
    std::optional<geometry::Colour> paper;
    vector::PaperTexture texture = vector::PaperTexture::none; ///< of a paper with a colour
    vector::Brush brush;
    bool captions = true;              ///< of a strip of levels: how many strokes each has
    vector::StrokeVariation variation; ///< by importance: as the sketch was placed, the first the most important

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// The page's size in millimetres, and page millimetres from canvas pixels.
struct Page {
    double widthMm = 0;
    double heightMm = 0;
    geometry::Affine pageFromCanvas;
};
Page pageFor(const PhotoSummary& photo, const PageOptions& options);
/// The strokes' width on that page: the one asked for, else the optimiser's own.
double strokeWidthMm(const PageOptions& options, const geometry::Affine& pageFromCanvas);

/// The sketch of a run with the lowest loss among those with the most strokes (seeds), as a page ready to be written,
/// with everything needed to repeat it.
/// @param settings  the options of the draw command, as typed.
vector::Drawing drawingOfRun(const optimise::RunSummary& run, const PhotoSummary& photo,
                             const EngineDescription& engine, const PageOptions& page, const std::string& recipe,
                             std::vector<vector::Setting> settings);

/// Several sketches of one photo side by side, fewest strokes first, each on its own layer ("1 - 4 strokes"); the page
/// options are those of each.
vector::Drawing levelsOfRun(const optimise::RunSummary& run, const PhotoSummary& photo, const EngineDescription& engine,
                            const PageOptions& page, const std::string& recipe, std::vector<vector::Setting> settings);

/// Title and description of a drawing by its record, which is whole.
void describe(vector::Drawing& drawing, const vector::Provenance& record);

/// "8 strokes", at the lower edge of a level's picture on its strip.
/// @param corner  of the picture, upper left; page millimetres. @param size  of it.
vector::Caption levelCaption(std::size_t strokes, geometry::Point corner, geometry::Point size);

/// The index of that sketch. @throws InvalidArgument when the run has none.
std::size_t bestSketch(const optimise::RunSummary& run);

/// Strokes of an exported or foreign page in canvas pixels: through the provenance's own map where there is one, else
/// the page's longer side is taken for the canvas' side, centred.
std::vector<geometry::CubicBezier> canvasStrokes(const geometry::Sketch& page,
                                                 const std::optional<vector::Provenance>& provenance);

/// The width that all strokes of such a page have, in canvas pixels through the same map; none where they differ or it
/// can't be drawn (optimise::Recipe's limits).
/// @param recipes  canvas pixels; given back where the page's is that, rounded to what an exported file holds.
std::optional<double> canvasStrokeWidth(const geometry::Sketch& page,
                                        const std::optional<vector::Provenance>& provenance, double recipes);

} // namespace croquis::session
