// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/loss_term.hpp"
#include "geometry/affine.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// The schema this program writes, and the newest it knows.
inline constexpr int kProvenanceSchema = 1;

/// What becomes of a record of a newer schema.
enum class NewerRecord {
    refused,
    readAsKnown ///< what is known of it is taken, where that is a sketch; Provenance::schema tells
};

/// A file by name (without its folder) and content.
struct FileIdentity {
    std::string name;
    std::string sha256; ///< 64 lower-case hexadecimal digits, or empty when unknown

    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// One option of the draw command: the name without dashes and the value as one would type it.
struct Setting {
    std::string name;
    std::string value;

    friend bool operator==(const Setting&, const Setting&) = default;
};

/// x0 y0 x1 y1 x2 y2 x3 y3, canvas pixels, exactly as the optimiser held them.
using CanvasCurve = std::array<float, 8>;

/// One sketch of an export: the level or the picked seed, its scored strokes and where they lie on the page.
struct SketchRecord {
    std::string layer; ///< the label of the layer that shows it
    std::uint64_t seed = 0;
    std::int64_t iteration = 0; ///< the one whose control points these are
    double loss = 0;
    std::vector<base::LossTerm> terms;
    geometry::Affine pageFromCanvas; ///< page millimetres from canvas pixels
    std::vector<CanvasCurve> curves; ///< in drawing order
    /// The curves' places from the most important on, where that isn't the drawing order; else empty.
    std::vector<int> importance = {};
    std::vector<int> ids = {}; ///< the run's, each once, from 1, where they don't just count the curves; else empty

    friend bool operator==(const SketchRecord&, const SketchRecord&) = default;
};

/// How an export was made: enough to repeat it, and to restore its strokes exactly though the SVG rounds them.
struct Provenance {
    std::string programVersion;
    std::string recipe;
    FileIdentity model;
    std::optional<FileIdentity> maskModel;
    std::optional<FileIdentity> saliencyModel; ///< that told by its attention where strokes begin
    std::optional<FileIdentity> faceModel;     ///< that looked for faces
    std::optional<FileIdentity> maskFile;      ///< the picture that told the subject, where one was given
    FileIdentity source;
    std::string device; ///< the one that was used, where the setting may say "auto"
    int threads = 0;
    std::string precision{};       ///< likewise; empty in older records
    int sketchesAtOnce = 0;        ///< of several drawn on a card, that went through the network together; 0: not told
    std::vector<Setting> settings; ///< every option of the draw command, in a fixed order, each name once
    std::vector<SketchRecord> sketches;
    std::optional<geometry::Point> page{}; ///< its width and height, millimetres; older records don't tell
    int schema = kProvenanceSchema;        ///< that was read; what is written is of this program's own

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// The value of a setting, or null when it isn't there.
const std::string* findSetting(const Provenance& provenance, std::string_view name);

/// A setting of records of contact sheets only: the names of the sketches on it. Their sketches are those of several
/// photos, which nothing draws again at one go.
inline constexpr const char* kSheetSetting = "sheet";

/// JSON in ASCII, one line; every number comes back exactly. Bytes that aren't UTF-8 become U+FFFD.
/// @throws InvalidArgument for a number that isn't finite or a setting given twice.
std::string toJson(const Provenance& provenance);

/// Keys it doesn't know are ignored; a missing key, a wrong type or a value out of range is refused.
/// @throws ExportError with the cause; the caller adds the file's name. A newer record that can't be read is never
/// called damaged.
Provenance provenanceFromJson(std::string_view json, NewerRecord newer = NewerRecord::refused);

} // namespace croquis::vector
