// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/cuda_module.hpp"

#include "base/program_library.hpp"

#include <dlfcn.h>

namespace croquis::session {
namespace {

CudaModule opened() {
    CudaModule module;
    const auto file = base::libraryBesideProgram(cuda::kModuleFile);
    module.found = !file.empty();
    if (!module.found)
        return module;
    void* handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        module.error = ::dlerror();
        return module;
    }
    if (const auto entry = reinterpret_cast<cuda::OpenModule*>(::dlsym(handle, cuda::kModuleEntry)))
        module.table = entry();
    else
        module.error = "it belongs to another version of the program";
    return module;
}

} // namespace

bool hasCudaDriver() {
    return ::dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL) != nullptr; // stays loaded: it is needed next
}

const CudaModule& CudaModule::get() {
    static const CudaModule module = opened();
    return module;
}

bool CudaModule::isThere() {
    return !base::libraryBesideProgram(cuda::kModuleFile).empty();
}

} // namespace croquis::session
