// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/gif_writer.hpp"

#include "animation/colour_table.hpp"
#include "animation/moving_marks.hpp"
#include "base/error.hpp"
#include "vector/gif_text.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <gif_lib.h>

namespace croquis::animation {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 30;
constexpr int kHundredths = 100; // a GIF's unit of time, a second's

/// What changes from one frame to the next.
struct Window {
    int left = 0, top = 0, width = 0, height = 0;
};

std::optional<Window> changedPart(std::span<const std::uint8_t> before, std::span<const std::uint8_t> after,
                                  vector::PixelSize size) {
    int left = size.width, right = -1, top = size.height, bottom = -1;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const auto at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x);
            if (before[at] == after[at])
                continue;
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = y;
        }
    return right < 0 ? std::nullopt : std::optional(Window{left, top, right - left + 1, bottom - top + 1});
}

int append(GifFileType* file, const GifByteType* bytes, int count) {
    auto& content = *static_cast<std::vector<std::byte>*>(file->UserData);
    if (content.size() + static_cast<std::size_t>(count) > kLargestFile)
        return 0;
    const auto* first = reinterpret_cast<const std::byte*>(bytes);
    content.insert(content.end(), first, first + count);
    return count;
}

/// The file as giflib writes it.
class GifFile {
  public:
    GifFile(vector::PixelSize size, std::span<const geometry::Colour> colours, bool loops) {
        int error = E_GIF_SUCCEEDED;
        m_file = EGifOpen(&m_content, &append, &error);
        if (m_file == nullptr)
            throw ExportError(fmt::format("Couldn't write a GIF: {}.", GifErrorString(error)));
        EGifSetGifVersion(m_file, true);
        int entries = 2;
        while (entries < static_cast<int>(colours.size()))
            entries *= 2;
        m_map = GifMakeMapObject(entries, nullptr);
        if (m_map == nullptr)
            throw std::bad_alloc();
        for (std::size_t k = 0; k < colours.size(); ++k)
            m_map->Colors[k] = {colours[k].red, colours[k].green, colours[k].blue};
        require(EGifPutScreenDesc(m_file, size.width, size.height, 8, 0, m_map));
        if (!loops)
            return; // a viewer shows it once where nothing is said
        const unsigned char application[] = {'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0'};
        const unsigned char loop[] = {1, 0, 0}; // for ever
        require(EGifPutExtensionLeader(m_file, APPLICATION_EXT_FUNC_CODE));
        require(EGifPutExtensionBlock(m_file, sizeof application, application));
        require(EGifPutExtensionBlock(m_file, sizeof loop, loop));
        require(EGifPutExtensionTrailer(m_file));
    }
    GifFile(const GifFile&) = delete;
    GifFile& operator=(const GifFile&) = delete;
    ~GifFile() {
        if (m_file != nullptr)
            EGifCloseFile(m_file, nullptr);
        GifFreeMapObject(m_map);
    }

    void comment(const std::string& text) {
        constexpr std::size_t kBlock = 255;
        require(EGifPutExtensionLeader(m_file, COMMENT_EXT_FUNC_CODE));
        for (std::size_t at = 0; at < text.size(); at += kBlock)
            require(EGifPutExtensionBlock(m_file, static_cast<int>(std::min(kBlock, text.size() - at)), &text[at]));
        require(EGifPutExtensionTrailer(m_file));
    }
    /// @param places  of the whole picture.
    void frame(const std::vector<std::uint8_t>& places, int pictureWidth, const Window& window, int hundredths) {
        GraphicsControlBlock control{};
        control.DisposalMode = DISPOSE_DO_NOT;
        control.DelayTime = hundredths;
        control.TransparentColor = NO_TRANSPARENT_COLOR;
        GifByteType block[4];
        EGifGCBToExtension(&control, block);
        require(EGifPutExtension(m_file, GRAPHICS_EXT_FUNC_CODE, sizeof block, block));
        require(EGifPutImageDesc(m_file, window.left, window.top, window.width, window.height, false, nullptr));
        std::vector<GifPixelType> row(static_cast<std::size_t>(window.width));
        for (int y = window.top; y < window.top + window.height; ++y) {
            const auto* first = &places[static_cast<std::size_t>(y) * static_cast<std::size_t>(pictureWidth) +
                                        static_cast<std::size_t>(window.left)];
            std::copy_n(first, window.width, row.begin());
            require(EGifPutLine(m_file, row.data(), window.width));
        }
    }
    std::vector<std::byte> finished() {
        int error = E_GIF_SUCCEEDED;
        GifFileType* const file = std::exchange(m_file, nullptr);
        if (EGifCloseFile(file, &error) != GIF_OK)
            throw ExportError(fmt::format("Couldn't write a GIF: {}.", GifErrorString(error)));
        return std::move(m_content);
    }

  private:
    void require(int result) {
        if (result != GIF_OK)
            throw ExportError(m_content.size() + kHundredths > kLargestFile
                                  ? std::string("The GIF would be larger than 1 GB: make it smaller or shorter.")
                                  : fmt::format("Couldn't write a GIF: {}.", GifErrorString(m_file->Error)));
    }

    std::vector<std::byte> m_content;
    GifFileType* m_file = nullptr;
    ColorMapObject* m_map = nullptr;
};

/// When each frame begins, hundredths of a second; the last one is the finished drawing.
std::vector<int> beginnings(const AnimationOptions& options, int framesPerSecond) {
    const int motion = static_cast<int>(std::lround(options.seconds * kHundredths));
    const int frames = std::max(1, static_cast<int>(std::lround(options.seconds * framesPerSecond)));
    std::vector<int> begins;
    for (int k = 0; k <= frames; ++k)
        begins.push_back(static_cast<int>(static_cast<long long>(motion) * k / frames));
    return begins;
}

} // namespace

void GifOptions::validate() const {
    if (longSide < 1 || longSide > 4000)
        throw InvalidArgument(fmt::format("A GIF's longer side must lie between 1 and 4000 pixels, not {}.", longSide));
    if (framesPerSecond < 1 || framesPerSecond > 50)
        throw InvalidArgument(
            fmt::format("A GIF's frames a second must lie between 1 and 50, not {}.", framesPerSecond));
}

std::vector<std::byte> writeGif(const Animation& animation, const GifOptions& options) {
    options.validate();
    const auto& drawing = animation.drawing();
    const vector::PixelSize size = vector::pictureSizeFor(vector::sketchOf(drawing), options.longSide);
    const auto begins = beginnings(animation.options(), options.framesPerSecond);
    const vector::PaintOptions paintOptions{size, vector::opaquePaper(drawing)};
    const MovingMarks marks(animation);
    const auto picture = [&](std::size_t frame) {
        return vector::paint(marks.at(static_cast<double>(begins[frame]) / kHundredths), paintOptions);
    };
    const auto steps = static_cast<double>(2 * begins.size());
    const auto goesOn = [&](std::size_t step) {
        return !options.goesOn || options.goesOn(static_cast<double>(step) / steps);
    };

    ColourTable table;
    for (std::size_t k = 0; k < begins.size(); ++k) {
        table.add(picture(k));
        if (!goesOn(k + 1))
            return {};
    }
    table.settle();

    GifFile file(size, table.colours(), !animation.options().once);
    if (!options.provenanceJson.empty())
        file.comment(std::string(vector::kGifRecordPrefix) + options.provenanceJson);
    std::vector<std::uint8_t> before;
    for (std::size_t k = 0; k < begins.size(); ++k) {
        const auto places = table.indices(picture(k));
        const Window whole{0, 0, size.width, size.height};
        const auto window = before.empty() ? whole : changedPart(before, places, size).value_or(Window{0, 0, 1, 1});
        const int held = std::max(static_cast<int>(std::lround(animation.options().holdSeconds * kHundredths)),
                                  begins[1]); // one frame at least: what has no time is shown for long
        const int end = k + 1 < begins.size() ? begins[k + 1] : begins[k] + held;
        file.frame(places, size.width, window, end - begins[k]);
        before = places;
        if (!goesOn(begins.size() + k + 1))
            return {};
    }
    return file.finished();
}

} // namespace croquis::animation
