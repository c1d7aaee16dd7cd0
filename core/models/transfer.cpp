// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer.hpp"

#include "base/error.hpp"
#include "models/address.hpp"
#include "models/curl_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <exception>
#include <memory>
#include <string_view>

namespace croquis::models {
namespace {

constexpr int kTickMs = 100;
constexpr long kStallBytesPerSecond = 100; // slower than this is standing still
constexpr std::size_t kLongestHeader = 4096;

std::optional<std::uint64_t> numberFrom(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool equalsIgnoringCase(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// One request with everything libcurl calls back into.
class Request {
  public:
    Request(const TransferRequest& request, TransferReceiver& receiver)
        : m_request(request), m_receiver(receiver), m_easy(m_curl.easy_init(), m_curl.easy_cleanup) {
        if (!m_easy)
            throw std::bad_alloc();
        addressAndLimits();
        set(CURLOPT_HEADERFUNCTION, &Request::header);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Request::body);
        set(CURLOPT_WRITEDATA, this);
    }

    TransferResult run(const std::stop_token& stop) {
        const std::unique_ptr<CURLM, decltype(m_curl.multi_cleanup)> multi(m_curl.multi_init(), m_curl.multi_cleanup);
        if (!multi)
            throw std::bad_alloc();
        m_curl.multi_add_handle(multi.get(), m_easy.get());
        {
            const std::stop_callback wake(stop, [&] { m_curl.multi_wakeup(multi.get()); });
            for (int running = 1; running > 0 && !stop.stop_requested();) {
                m_curl.multi_perform(multi.get(), &running);
                m_receiver.tick();
                if (running > 0)
                    m_curl.multi_poll(multi.get(), nullptr, 0, kTickMs, nullptr);
            }
        }
        int left = 0;
        const CURLMsg* message = m_curl.multi_info_read(multi.get(), &left);
        m_result.stopped = message == nullptr;
        if (message != nullptr)
            m_result.curlCode = message->data.result;
        ask();
        m_curl.multi_remove_handle(multi.get(), m_easy.get());
        if (m_failure)
            std::rethrow_exception(m_failure);
        return m_result;
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        m_curl.easy_setopt(m_easy.get(), option, value);
    }

    void addressAndLimits() {
        set(CURLOPT_URL, m_request.address.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https"); // http only to this machine: isFetchable()
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, "croquis");
        set(CURLOPT_ERRORBUFFER, m_words.data());
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::lround(m_request.connectSeconds * 1000)));
        set(CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
        set(CURLOPT_LOW_SPEED_TIME, std::max(1L, std::lround(m_request.stallSeconds)));
        if (isLoopback(m_request.address))
            set(CURLOPT_NOPROXY, "*");
#if LIBCURL_VERSION_NUM >= 0x075700
        set(CURLOPT_QUICK_EXIT, 1L); // a stop doesn't wait for a name being looked up
#endif
        if (m_request.from == 0)
            return;
        set(CURLOPT_RANGE, fmt::format("{}-", m_request.from).c_str());
        if (!m_request.ifRange.empty()) {
            m_headers = {const_cast<char*>(m_ifRange.c_str()), nullptr};
            set(CURLOPT_HTTPHEADER, &m_headers);
        }
    }

    /// What libcurl knows once the request is over.
    void ask() {
        long proxyStatus = 0;
        m_curl.easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &proxyStatus);
        m_result.proxyStatus = static_cast<int>(proxyStatus);
        m_result.curlWords = m_words.front() != '\0' ? std::string(m_words.data())
                                                     : m_curl.easy_strerror(static_cast<CURLcode>(m_result.curlCode));
        const char* location = nullptr;
        m_curl.easy_getinfo(m_easy.get(), CURLINFO_REDIRECT_URL, &location);
        if (location != nullptr)
            m_result.head.location = location;
        long status = 0;
        m_curl.easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        m_result.head.status = static_cast<int>(status);
        // An answer without a body begins too, unless something went wrong.
        if (!m_begun && m_result.curlCode == 0 && !m_result.stopped && !m_failure)
            guarded([&] { begin(); });
    }

    bool begin() {
        m_begun = true;
        long status = 0;
        m_curl.easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        m_result.head.status = static_cast<int>(status);
        m_result.refused = !m_receiver.begin(m_result.head);
        return !m_result.refused;
    }

    /// Nothing may be thrown through libcurl. @return whether all went well.
    template <typename Act>
    bool guarded(Act&& act) {
        try {
            act();
        } catch (...) {
            m_failure = std::current_exception();
        }
        return !m_failure;
    }

    static std::size_t header(char* text, std::size_t size, std::size_t count, void* self) {
        auto& request = *static_cast<Request*>(self);
        const bool good = request.guarded([&] { request.readHeader({text, size * count}); });
        return good ? size * count : 0;
    }

    void readHeader(std::string_view line) {
        auto& head = m_result.head;
        if (line.starts_with("HTTP/")) { // of the proxy first, then of the server
            head = {};
            return;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || line.size() > kLongestHeader)
            return;
        const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
        if (equalsIgnoringCase(name, "Content-Length"))
            head.length = numberFrom(value);
        else if (equalsIgnoringCase(name, "Content-Range"))
            head.range = contentRangeFrom(value);
        else if (equalsIgnoringCase(name, "ETag"))
            head.etag = value;
        else if (equalsIgnoringCase(name, "Last-Modified"))
            head.lastModified = value;
    }

    static std::size_t body(char* bytes, std::size_t size, std::size_t count, void* self) {
        auto& request = *static_cast<Request*>(self);
        bool wanted = true;
        const bool good = request.guarded([&] {
            wanted = request.m_begun || request.begin();
            if (!wanted)
                return;
            request.m_receiver.take({bytes, size * count});
            request.m_result.received += size * count;
        });
        return good && wanted ? size * count : 0;
    }

    const CurlLibrary& m_curl = CurlLibrary::get();
    const TransferRequest& m_request;
    TransferReceiver& m_receiver;
    std::unique_ptr<CURL, decltype(CurlLibrary::easy_cleanup)> m_easy;
    std::string m_ifRange = "If-Range: " + m_request.ifRange;
    curl_slist m_headers{};
    std::array<char, CURL_ERROR_SIZE> m_words{};
    TransferResult m_result;
    bool m_begun = false;
    std::exception_ptr m_failure;
};

} // namespace

std::optional<ContentRange> contentRangeFrom(std::string_view value) {
    constexpr std::string_view kUnit = "bytes ";
    if (value.size() < kUnit.size() || !equalsIgnoringCase(value.substr(0, kUnit.size()), kUnit))
        return std::nullopt;
    value = trimmed(value.substr(kUnit.size()));
    const auto slash = value.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    ContentRange range;
    const auto span = value.substr(0, slash), total = value.substr(slash + 1);
    range.total = numberFrom(total);
    if (!range.total && total != "*")
        return std::nullopt;
    if (span == "*")
        return range;
    const auto dash = span.find('-');
    range.first = numberFrom(span.substr(0, dash));
    const auto last = dash == std::string_view::npos ? std::nullopt : numberFrom(span.substr(dash + 1));
    if (!range.first || !last || *last < *range.first)
        return std::nullopt;
    return range;
}

TransferResult transfer(const TransferRequest& request, TransferReceiver& receiver, const std::stop_token& stop) {
    if (!isFetchable(request.address))
        throw InvalidArgument(fmt::format("{} isn't an https address.", request.address));
    return Request(request, receiver).run(stop);
}

} // namespace croquis::models
