// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download_sentences.hpp"

#include "models/address.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace croquis::models {
namespace {

constexpr int kProxyWantsPassword = 407;

/// Ends a sentence about a file of which something has arrived.
std::string keptWords(std::uint64_t kept) {
    if (kept == 0)
        return " Try again later.";
    return fmt::format(" The {:.1f} MB that have arrived are kept; fetch it again to go on from there.",
                       static_cast<double>(kept) / 1e6);
}

bool sameLetters(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// Whether libcurl goes past the proxy to that host: no_proxy names it or a domain that it is in.
bool goesPastTheProxy(std::string_view host) {
    const char* lower = std::getenv("no_proxy");
    const char* value = lower != nullptr ? lower : std::getenv("NO_PROXY");
    std::string_view left = value != nullptr ? value : "";
    constexpr std::string_view kBetween = ", \t";
    while (!left.empty()) {
        const std::size_t begin = std::min(left.find_first_not_of(kBetween), left.size());
        left.remove_prefix(begin);
        std::string_view name = left.substr(0, left.find_first_of(kBetween));
        left.remove_prefix(name.size());
        if (name == "*")
            return true;
        if (name.starts_with('.'))
            name.remove_prefix(1);
        if (name.empty() || name.size() > host.size())
            continue;
        const std::size_t rest = host.size() - name.size();
        if (sameLetters(host.substr(rest), name) && (rest == 0 || host[rest - 1] == '.'))
            return true;
    }
    return false;
}

bool hasProxy(const std::string& address) {
    if (isLoopback(address) || goesPastTheProxy(hostOf(address)))
        return false;
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return true;
    return false;
}

std::string statusSentence(int status, const std::string& host, const std::string& file, std::uint64_t kept) {
    if (status == 404 || status == 410)
        return fmt::format("{} has no {} any more (HTTP {}). Get the file elsewhere and import it, or ask for a newer "
                           "Croquis.",
                           host, file, status);
    if (status == 401 || status == 403 || status == 451)
        return fmt::format("{} doesn't give {} to this machine (HTTP {}). Get the file elsewhere and import it.", host,
                           file, status);
    if (status == 429 || status >= 500)
        return fmt::format("{} is overloaded or out of order (HTTP {}), so {} couldn't be fetched.{}", host, status,
                           file, keptWords(kept));
    return fmt::format("{} answered with something else than {} (HTTP {}).", host, file, status);
}

std::string proxySentence(const TransferResult& result, const std::string& host) {
    constexpr const char* kWhere = "the proxy is set in the environment variable https_proxy";
    if (result.proxyStatus == kProxyWantsPassword)
        return fmt::format("The proxy between here and {} wants a name and a password ({}).", host, kWhere);
    if (result.proxyStatus >= 300)
        return fmt::format("The proxy doesn't let through to {} (it answered {}; {}).", host, result.proxyStatus,
                           kWhere);
    return fmt::format("The proxy between here and {} can't be reached; {}.", host, kWhere);
}

bool isCertificateProblem(int code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_INVALIDCERTSTATUS || code == CURLE_SSL_CRL_BADFILE;
}

} // namespace

bool isUnreached(const TransferResult& result) {
    switch (result.curlCode) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return true;
    default:
        return result.curlCode == CURLE_OPERATION_TIMEDOUT && result.head.status == 0;
    }
}

bool isPassing(const TransferResult& result) {
    if (result.proxyStatus >= 300)
        return false;
    switch (result.curlCode) {
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return true;
    case CURLE_OPERATION_TIMEDOUT:
        return result.head.status != 0;
    default:
        break;
    }
    const int status = result.head.status;
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

std::string sentenceFor(const TransferResult& result, const std::string& address, const std::string& file,
                        std::uint64_t kept, double stallSeconds) {
    const auto host = hostOf(address);
    if (result.proxyStatus >= 300 || result.curlCode == CURLE_COULDNT_RESOLVE_PROXY || result.curlCode == CURLE_PROXY ||
        (isUnreached(result) && hasProxy(address)))
        return proxySentence(result, host);
    if (isCertificateProblem(result.curlCode))
        return fmt::format("The certificate of {} can't be trusted, so nothing was fetched: something between may read "
                           "along, this machine's clock may be wrong, or its package ca-certificates old.",
                           host);
    if (result.refused || result.curlCode == CURLE_OK)
        return statusSentence(result.head.status, host, file, kept);
    switch (result.curlCode) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return fmt::format(
            "{} can't be found: this machine seems to be offline. Connect it to the internet, or import the "
            "file.{}",
            host, kept > 0 ? keptWords(kept) : "");
    case CURLE_COULDNT_CONNECT:
        return fmt::format("{} can't be reached: it is down, or a firewall or the missing internet is in between.{}",
                           host, keptWords(kept));
    case CURLE_OPERATION_TIMEDOUT:
        if (result.head.status == 0 && result.received == 0)
            return fmt::format("{} doesn't answer.{}", host, keptWords(kept));
        return fmt::format("Nothing has come from {} for {:.0f} s, so fetching {} was given up.{}", host, stallSeconds,
                           file, keptWords(kept));
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return fmt::format("The connection to {} broke off before {} was complete.{}", host, file, keptWords(kept));
    case CURLE_SSL_CONNECT_ERROR:
        return fmt::format("No secure connection to {} could be made.{}", host, keptWords(kept));
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return fmt::format("{} doesn't answer as a web server does.", host);
    default:
        return fmt::format("{} couldn't be fetched from {} ({}).{}", file, host, result.curlWords, keptWords(kept));
    }
}

} // namespace croquis::models
