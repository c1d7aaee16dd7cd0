// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/held_session.hpp"

#include "base/error.hpp"
#include "geometry/placement.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr double kCanvasMargin = 10; // canvas pixels, as image::placeOnCanvas without a mask

/// As the photo lies on the canvas until its subject is known.
SharedPhoto wholePhoto(const std::filesystem::path& file, session::PhotoPictures pictures) {
    auto photo = std::make_shared<LoadedPhoto>();
    const auto& picture = pictures.photo;
    const double scale = (geometry::kCanvasSide - 2 * kCanvasMargin) / std::max(picture.width, picture.height);
    photo->summary.fileName = file.filename().string();
    photo->summary.width = picture.width;
    photo->summary.height = picture.height;
    photo->summary.canvasFromPhoto =
        geometry::Affine::scaleThenTranslate(scale, {(geometry::kCanvasSide - scale * picture.width) / 2,
                                                     (geometry::kCanvasSide - scale * picture.height) / 2});
    photo->pictures = std::move(pictures);
    return photo;
}

/// Hears when the photo is read.
struct PhotoListener final : optimise::IterationObserver {
    std::function<void()> read;
    void stepBegan(const std::string& name) override {
        if (name == "finding subject")
            read();
    }
};

} // namespace

void HeldSession::close(const session::SessionOptions& next) {
    m_session.reset();
    m_held.reset();
    m_photo.reset();
    m_options = next;
}

session::SketchSession& HeldSession::session() {
    if (m_session)
        return *m_session;
    try {
        m_session = m_open(m_options);
    } catch (const PrecisionError&) { // a wish: its description tells what became of it
        auto options = m_options;
        options.precision = session::SessionOptions().precision;
        m_session = m_open(options);
    }
    return *m_session;
}

void HeldSession::load(const PhotoRequest& photo, optimise::IterationObserver& observer) {
    const auto before = std::exchange(m_held, std::nullopt); // until it is known again
    try {
        auto summary = session().loadPhoto(photo.file, photo.options, observer);
        m_photo = std::make_shared<LoadedPhoto>(LoadedPhoto{std::move(summary), session().pictures()});
        m_held = photo;
    } catch (const ImageFileError&) {
        m_held = before; // the session's word
        throw;
    }
}

void HeldSession::load(const PhotoRequest& photo, const std::function<void(const SharedPhoto&)>& read) {
    PhotoListener listener;
    listener.read = [&] { read(wholePhoto(photo.file, session().pictures())); };
    load(photo, listener);
}

} // namespace croquis::ui
