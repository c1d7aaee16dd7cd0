// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/manifest_texts.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace croquis::ui {
namespace {

/// What models/manifest.json says of its models, for the translators.
constexpr std::array kTexts{
    QT_TRANSLATE_NOOP("Manifest", "EfficientNet-Lite0 trained on ImageNet, batch norms folded, classifier dropped, "
                                  "fp16: the network that judges sketches where no other is installed."),
    QT_TRANSLATE_NOOP("Manifest", "U2-Net p, small salient-object segmentation: the first of its seven outputs, "
                                  "stretched from minimum to maximum onto 0..1. The package around it is MIT."),
    QT_TRANSLATE_NOOP("Manifest", "CLIP's ResNet-50: the smallest of CLIP's networks."),
    QT_TRANSLATE_NOOP("Manifest",
                      "OpenAI's model card: meant for research. Any deployed use is out of scope, and untested use can "
                      "do harm; surveillance and facial recognition are out of scope always."),
    QT_TRANSLATE_NOOP("Manifest", "CLIP's ResNet-101: the network of the CLIPasso paper, judges sketches."),
    QT_TRANSLATE_NOOP("Manifest", "CLIP's ResNet-50, scaled up four times."),
    QT_TRANSLATE_NOOP("Manifest", "CLIP's ResNet-50, scaled up sixteen times: slow on a processor."),
    QT_TRANSLATE_NOOP(
        "Manifest",
        "CLIP's vision transformer with patches of 32 pixels: the CLIPasso paper places strokes by its attention."),
    QT_TRANSLATE_NOOP("Manifest", "CLIP's vision transformer with patches of 16 pixels."),
};

} // namespace

QString manifestText(const std::string& text) {
    const auto known =
        std::find_if(kTexts.begin(), kTexts.end(), [&](const char* one) { return std::string_view(one) == text; });
    return known == kTexts.end() ? QString::fromStdString(text) : QCoreApplication::translate("Manifest", *known);
}

} // namespace croquis::ui
