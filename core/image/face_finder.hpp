// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/photo.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace croquis::image {

/// A human face seen from the front, in photo pixels: from the brows to the chin, about as wide as the cheeks.
struct Face {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};

/// Viola and Jones' cascades (2001) as OpenCV trained them. One alone also fires on petals and muzzles; two of
/// different training that agree on a place hardly do.
class FaceFinder {
  public:
    /// @param folder  holds haarcascade_frontalface_default.xml and haarcascade_frontalface_alt2.xml.
    /// @throws ModelFileError when one is missing or damaged.
    explicit FaceFinder(const std::filesystem::path& folder);
    ~FaceFinder();

    /// Upright frontal faces of at least a twelfth of the photo's longer side, largest first; most photos have none.
    /// Cost: about 50 ms of processor time, whatever the photo's size. Not reentrant.
    std::vector<Face> find(const Photo& photo, int threads = 0);

    /// Of both files' SHA-256: other cascades find other faces.
    const std::string& sha256() const { return m_sha256; }
    static constexpr const char* kName = "haarcascade_frontalface";

    /// Where the system keeps OpenCV's cascades; empty when it has none.
    static std::filesystem::path systemFolder();

  private:
    struct Cascades;
    std::unique_ptr<Cascades> m_cascades;
    std::string m_sha256;
};

} // namespace croquis::image
