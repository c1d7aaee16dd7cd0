// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sketch_export.hpp"

#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "vector/png_writer.hpp"
#include "vector/svg_writer.hpp"

#include <filesystem>
#include <system_error>

namespace croquis::ui {

QByteArray svgOf(const vector::Drawing& drawing) {
    return QByteArray::fromStdString(vector::writeSvg(drawing));
}

QByteArray pngOf(const vector::Drawing& drawing, double dpi) {
    vector::PngOptions options;
    options.size = vector::pictureSize(drawing.widthMm, drawing.heightMm, dpi);
    options.dpi = dpi;
    if (drawing.provenance)
        options.provenanceJson = vector::toJson(*drawing.provenance);
    const auto bytes = vector::encodePng(vector::markedPage(drawing), drawing.paper, options);
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

namespace {

constexpr int kMostNames = 10000;

/// The first is the name itself.
std::filesystem::path numbered(const std::filesystem::path& file, int number) {
    if (number == 1)
        return file;
    auto name = file;
    name.replace_filename(file.stem().string() + "-" + std::to_string(number) + file.extension().string());
    return name;
}

} // namespace

QString freeName(const QString& file, const std::function<bool(const QString&)>& isKept) {
    for (int number = 1; number <= kMostNames; ++number) {
        const auto name = numbered(file.toStdString(), number);
        std::error_code error;
        const auto status = std::filesystem::symlink_status(name, error);
        const QString path = QString::fromStdString(name.string());
        if (!std::filesystem::exists(status) &&
            !(isKept && isKept(path))) // also where it can't be told: saving says why
            return path;
    }
    return file; // saving says it
}

QString saveBytes(std::span<const std::byte> content, const QString& file, bool replace) {
    namespace fs = std::filesystem;
    const fs::path target(file.toStdString());
    base::AtomicFile written(target);
    written.write(content);
    if (replace) {
        written.place(base::IfExists::replace);
        return file;
    }
    for (int number = 1; number <= kMostNames; ++number) {
        const fs::path name = numbered(target, number);
        if (written.placeAs(name, base::IfExists::fail))
            return QString::fromStdString(name.string());
    }
    throw ExportError("Couldn't save " + target.string() + ": all names up to number 10000 are taken.");
}

} // namespace croquis::ui
