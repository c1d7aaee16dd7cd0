// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A libcuda.so.1 that drives nothing: it says what the environment variable PRETENDED_CUDA tells it to, as
// "start error, driver version, capability major, minor, error of use, free GB", for one card of 24 GB.

#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace {

struct Pretended {
    int startError = 999, version = 0, major = 0, minor = 0, useError = 0, freeGigabytes = 0;

    Pretended() {
        if (const char* words = std::getenv("PRETENDED_CUDA"))
            std::sscanf(words, "%d,%d,%d,%d,%d,%d", &startError, &version, &major, &minor, &useError, &freeGigabytes);
    }
};

const Pretended pretended;
constexpr std::size_t kGigabyte = 1000000000;
constexpr int kCapabilityMajor = 75, kCapabilityMinor = 76, kInvalidValue = 1; // cuda.h

} // namespace

extern "C" {

int cuInit(unsigned) {
    return pretended.startError;
}

int cuDriverGetVersion(int* version) {
    *version = pretended.version;
    return 0;
}

int cuDeviceGetCount(int* count) {
    *count = 1;
    return 0;
}

int cuDeviceGet(int* device, int) {
    *device = 7;
    return 0;
}

int cuDeviceGetName(char* name, int size, int device) {
    std::snprintf(name, static_cast<std::size_t>(size), "Pretended card %d", device);
    return 0;
}

int cuDeviceGetAttribute(int* value, int attribute, int device) {
    if (device != 7 || (attribute != kCapabilityMajor && attribute != kCapabilityMinor))
        return kInvalidValue;
    *value = attribute == kCapabilityMajor ? pretended.major : pretended.minor;
    return 0;
}

int cuDeviceTotalMem_v2(std::size_t* bytes, int) {
    *bytes = 24 * kGigabyte;
    return 0;
}

int cuDevicePrimaryCtxRetain(void** context, int) {
    *context = nullptr;
    return pretended.useError;
}

int cuCtxPushCurrent_v2(void*) {
    return 0;
}

int cuCtxPopCurrent_v2(void**) {
    return 0;
}

int cuMemGetInfo_v2(std::size_t* free, std::size_t* all) {
    *free = static_cast<std::size_t>(pretended.freeGigabytes) * kGigabyte;
    *all = 24 * kGigabyte;
    return 0;
}

int cuDevicePrimaryCtxRelease_v2(int) {
    return 0;
}

int cuDevicePrimaryCtxGetState(int, unsigned* flags, int* active) { // LibTorch asks, on the pretended runtime
    *flags = 0;
    *active = 1;
    return 0;
}

} // extern "C"
