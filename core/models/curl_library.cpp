// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/curl_library.hpp"

#include "models/download_error.hpp"

#include <dlfcn.h>

namespace croquis::models {
namespace {

constexpr const char* kFile = "libcurl.so.4";

template <typename Function>
void take(void* library, const char* name, Function& function) {
    function = library == nullptr ? nullptr : reinterpret_cast<Function>(::dlsym(library, name));
    if (function == nullptr)
        throw DownloadError("Nothing can be fetched: libcurl isn't installed on this machine or is too old (the system "
                            "package libcurl4 has it).");
}

CurlLibrary open() {
    void* library = ::dlopen(kFile, RTLD_NOW | RTLD_LOCAL); // stays loaded for the life of the process
    CurlLibrary curl;
    take(library, "curl_global_init", curl.global_init);
    take(library, "curl_easy_init", curl.easy_init);
    take(library, "curl_easy_cleanup", curl.easy_cleanup);
    take(library, "curl_easy_setopt", curl.easy_setopt);
    take(library, "curl_easy_getinfo", curl.easy_getinfo);
    take(library, "curl_easy_strerror", curl.easy_strerror);
    take(library, "curl_multi_init", curl.multi_init);
    take(library, "curl_multi_cleanup", curl.multi_cleanup);
    take(library, "curl_multi_add_handle", curl.multi_add_handle);
    take(library, "curl_multi_remove_handle", curl.multi_remove_handle);
    take(library, "curl_multi_perform", curl.multi_perform);
    take(library, "curl_multi_poll", curl.multi_poll);
    take(library, "curl_multi_wakeup", curl.multi_wakeup);
    take(library, "curl_multi_info_read", curl.multi_info_read);
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        throw DownloadError("Nothing can be fetched: libcurl can't be started on this machine.");
    return curl;
}

} // namespace

const CurlLibrary& CurlLibrary::get() {
    static const CurlLibrary curl = open();
    return curl;
}

} // namespace croquis::models
