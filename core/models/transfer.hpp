// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace croquis::models {

struct TransferRequest {
    std::string address;
    std::uint64_t from = 0; ///< first byte wanted; 0: the whole file, without a Range header
    std::string ifRange;    ///< goes with the range: what the file must still be (RFC 9110, 13.1.5); empty: not asked
    double connectSeconds = 30;
    double stallSeconds = 30;
};

/// "bytes FIRST-LAST/TOTAL" or "bytes */TOTAL" of an answer.
struct ContentRange {
    std::optional<std::uint64_t> first;
    std::optional<std::uint64_t> total;
};

/// What a server says before the body.
struct ResponseHead {
    int status = 0;
    std::optional<std::uint64_t> length; ///< of this body
    std::optional<ContentRange> range;
    std::string etag;
    std::string lastModified;
    std::string location; ///< absolute; where a redirect leads
};

/// How one request ended.
struct TransferResult {
    bool stopped = false;  ///< on request
    bool refused = false;  ///< the receiver didn't want the body
    int curlCode = 0;      ///< a CURLcode; 0: all that the server announced has arrived
    int proxyStatus = 0;   ///< of the answer to CONNECT; 0: no proxy answered
    std::string curlWords; ///< libcurl's own, for details
    ResponseHead head;
    std::uint64_t received = 0; ///< bytes of the body
};

/// Takes the answer. What it throws ends the request and leaves run().
class TransferReceiver {
  public:
    virtual ~TransferReceiver() = default;
    /// Before the first byte of any body (also of an error page). @return false: the body isn't wanted.
    virtual bool begin(const ResponseHead& head) = 0;
    virtual void take(std::span<const char> bytes) = 0;
    /// Some ten times a second, also while nothing arrives.
    virtual void tick() = 0;
};

/// One GET request, without following redirects. https only, and http to this machine; proxies as the environment has
/// them (https_proxy, no_proxy), none for this machine; certificates as the system has them. Blocks; any thread, which
/// holds back the signals of writing (WriteSignalsHeld). A stop request ends it within some milliseconds.
/// @throws DownloadError where libcurl is missing; InvalidArgument for an address that isn't isFetchable().
TransferResult transfer(const TransferRequest& request, TransferReceiver& receiver, const std::stop_token& stop);

/// A Content-Range header's value, if it is one of bytes.
std::optional<ContentRange> contentRangeFrom(std::string_view value);

} // namespace croquis::models
