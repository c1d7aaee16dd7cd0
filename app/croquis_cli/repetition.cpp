// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "repetition.hpp"

#include "session/version.hpp"

#include <fmt/format.h>

#include <cctype>

namespace croquis::cli {
namespace {

constexpr const char* kAllTheSame = "so the result may differ";

/// Both known, and not the same.
bool differ(const std::string& recorded, const std::string& here) {
    return !recorded.empty() && !here.empty() && recorded != here;
}

/// Whether a sentence has a file's or network's name in it, by itself and not as the end of a longer one.
bool names(std::string_view sentence, const std::string& name) {
    const auto goesOn = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
    for (auto at = sentence.find(name); !name.empty() && at < sentence.size(); at = sentence.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || (!goesOn(sentence[at - 1]) && sentence[at - 1] != '.')) &&
            (end == sentence.size() || !goesOn(sentence[end])))
            return true;
    }
    return false;
}

} // namespace

std::vector<std::string> differencesBefore(const vector::Provenance& record, const session::PhotoSummary& photo,
                                           const session::EngineDescription& engine) {
    std::vector<std::string> sentences;
    if (differ(record.source.sha256, photo.sha256))
        sentences.push_back(fmt::format(
            "{} is not the photo the sketch was made from; its settings are used all the same.", photo.fileName));
    if (record.maskFile && differ(record.maskFile->sha256, photo.maskFileSha256))
        sentences.push_back(
            fmt::format("{} is not the mask the sketch was made with; it is used all the same.", photo.maskFileName));
    if (differ(record.model.sha256, engine.modelSha256))
        sentences.push_back(fmt::format("The sketch was drawn with another {}, {}.",
                                        record.model.name == engine.modelName ? record.model.name
                                                                              : "network (" + record.model.name + ")",
                                        kAllTheSame));
    if (record.maskModel && differ(record.maskModel->sha256, engine.maskModelSha256))
        sentences.push_back(fmt::format("The subject was found by another model, {}.", kAllTheSame));
    if (record.faceModel && record.faceModel->sha256 != engine.faceModelSha256)
        sentences.push_back(
            fmt::format("The sketch was drawn with {}, {}.",
                        engine.faceModelName.empty() ? "a model for faces that isn't here" : "another model for faces",
                        kAllTheSame));
    if (differ(record.programVersion, session::kVersion))
        sentences.push_back(fmt::format("The sketch was drawn by Croquis {} and this is {}, {}.", record.programVersion,
                                        session::kVersion, kAllTheSame));
    if (differ(record.precision, engine.precision))
        sentences.push_back(fmt::format("The sketch was drawn in {} and this one is in {}, {}.", record.precision,
                                        engine.precision, kAllTheSame));
    return sentences;
}

std::string otherNetworkAdvice(const DrawRequest& request, std::string_view trouble) {
    if (names(trouble, request.recordedModel))
        return " The sketch repeated was drawn with it: --model takes another.";
    if (names(trouble, request.recordedSaliencyModel))
        return " It said where the strokes of the sketch repeated begin: --saliency-model takes another.";
    return {};
}

std::vector<std::string> differencesAfter(const vector::Provenance& record, const session::EngineDescription& engine) {
    if (!record.saliencyModel || !differ(record.saliencyModel->sha256, engine.saliencyModelSha256))
        return {};
    return {fmt::format("Where strokes begin was told by {} and not, as for the sketch repeated, by {}{}, {}.",
                        engine.saliencyModelName,
                        engine.saliencyModelName == record.saliencyModel->name ? "another " : "",
                        record.saliencyModel->name, kAllTheSame)};
}

} // namespace croquis::cli
