// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download.hpp"

#include "base/error.hpp"
#include "models/address.hpp"
#include "models/download_error.hpp"
#include "models/download_sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace croquis::models {
namespace {

constexpr int kMostRedirects = 5;
constexpr std::uint64_t kWorthwhile = 1 << 20; // bytes: an attempt that brings so much isn't a failure
constexpr auto kBetweenNews = std::chrono::milliseconds(100);
constexpr auto kRateWindow = std::chrono::seconds(1);
constexpr double kRateMemory = 0.6; // of the windows before

void requireWithin(const char* field, double value, double lowest, double highest) {
    if (!(value >= lowest && value <= highest))
        throw InvalidArgument(
            fmt::format("DownloadOptions: {} must lie between {} and {}, not {}.", field, lowest, highest, value));
}

bool isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

void DownloadOptions::validate() const {
    requireWithin("connectSeconds", connectSeconds, 0.1, 600);
    requireWithin("stallSeconds", stallSeconds, 1, 600);
    requireWithin("retries", retries, 0, 100);
    requireWithin("retrySeconds", retrySeconds, 0, 60);
}

Download::Download(std::string address, PartFile& part, const Size& size, const DownloadOptions& options)
    : m_address(std::move(address)), m_part(part), m_size(size), m_options(options) {
    m_options.validate();
}

Download::End Download::run(const DownloadObserver& observer, const std::stop_token& stop) {
    m_observer = &observer;
    m_fromStart = wantsWholeFile();
    if (!m_fromStart) {
        m_pieced = true;
        m_total = m_size.exact > 0 ? m_size.exact : m_part.origin()->bytes;
        m_farthest = m_rateFrom = m_part.size();
        if (m_part.size() == m_total)
            return End::complete;
    }
    m_rateSince = std::chrono::steady_clock::now();
    while (true) {
        const TransferResult result = request(stop);
        if (result.stopped)
            return End::stopped;
        const std::string file = m_part.target().filename().string();
        if (m_rangeRefused) {
            if (result.head.status == 416 && result.head.range && result.head.range->total == m_part.size())
                return End::complete;
            if (!mayTryAgain())
                throw DownloadError(fmt::format("{} doesn't say which part of {} it gives.", hostOf(m_address), file));
            m_fromStart = true;
            continue;
        }
        if (result.curlCode == 0 && !result.refused) {
            if (m_newOrigin)
                refuseLength(m_new.size());
            if (m_total > 0 && m_part.size() != m_total)
                throw DownloadError(
                    fmt::format("{} sent {} of the {} bytes of {}.", hostOf(m_address), m_part.size(), m_total, file));
            return End::complete;
        }
        const bool passing = isPassing(result) || (isUnreached(result) && m_anyArrived);
        if (!passing || !mayTryAgain())
            throw DownloadError(sentenceFor(result, m_address, file, m_part.size(), m_options.stallSeconds));
        if (!rest(stop))
            return End::stopped;
    }
}

bool Download::wantsWholeFile() const {
    return m_part.size() == 0 || !m_part.origin() || m_part.origin()->address != m_address ||
           (m_size.exact > 0 && m_part.size() > m_size.exact);
}

TransferResult Download::request(const std::stop_token& stop) {
    TransferRequest request;
    request.address = m_address;
    request.connectSeconds = m_options.connectSeconds;
    request.stallSeconds = m_options.stallSeconds;
    if (!m_fromStart) {
        request.from = m_part.size();
        const auto& origin = m_part.origin();
        if (request.from > 0 && origin) // a weak ETag doesn't vouch for the bytes
            request.ifRange =
                origin->etag.empty() || origin->etag.starts_with("W/") ? origin->lastModified : origin->etag;
    }
    m_rangeRefused = false;
    m_newOrigin.reset();
    m_new.clear();
    for (int redirects = 0;; ++redirects) {
        auto result = transfer(request, *this, stop);
        if (result.stopped || !isRedirect(result.head.status))
            return result;
        if (redirects == kMostRedirects)
            throw DownloadError(fmt::format("{} sends from one address to the next without end.", hostOf(m_address)));
        const auto& next = result.head.location;
        if (!isFetchable(next) || (isLoopback(next) && !isLoopback(request.address)))
            throw DownloadError(fmt::format("{} sends to an address that isn't safe to fetch from ({}).",
                                            hostOf(request.address), next));
        request.address = next;
    }
}

bool Download::begin(const ResponseHead& head) {
    if (head.status == 200) {
        startOver(head);
        return true;
    }
    if (head.status == 206 && continues(head)) {
        if (m_total == 0)
            m_total = head.range->total.value_or(0);
        m_pieced = true;
        return true;
    }
    m_rangeRefused = head.status == 206 || (head.status == 416 && !m_fromStart && m_part.size() > 0);
    return false;
}

bool Download::continues(const ResponseHead& head) const {
    const auto& origin = m_part.origin();
    if (m_fromStart || !origin || !head.range || head.range->first != m_part.size())
        return false;
    if (head.range->total && m_total > 0 && *head.range->total != m_total)
        return false;
    return origin->etag.empty() || head.etag.empty() || origin->etag == head.etag;
}

void Download::startOver(const ResponseHead& head) {
    const auto length = head.length.value_or(0);
    if (length > 0 && (length < m_size.least || length > m_size.most))
        refuseLength(length);
    const std::uint64_t total = m_size.exact > 0 ? m_size.exact : length;
    const PartOrigin origin{m_address, head.etag, head.lastModified, total};
    if (length == 0 && m_part.size() > 0)
        m_newOrigin = origin;
    else
        restart(origin);
}

void Download::restart(const PartOrigin& origin) {
    m_newOrigin.reset();
    m_total = origin.bytes;
    m_part.restart(origin);
    m_part.requireRoom(m_total);
    m_fromStart = false;
    m_pieced = false;
    m_rateFrom = 0;
}

void Download::refuseLength(std::uint64_t length) const {
    const std::string file = m_part.target().filename().string();
    const std::string kept = m_part.size() > 0 ? fmt::format(" The {:.1f} MB that have arrived are kept.",
                                                             static_cast<double>(m_part.size()) / 1e6)
                                               : "";
    if (m_size.exact > 0)
        throw DownloadError(fmt::format("{} offers {} bytes, but {} has {}: it isn't the published file.{}",
                                        hostOf(m_address), length, file, m_size.exact, kept));
    throw DownloadError(
        fmt::format("{} offers {} bytes, but {} has at least {} and at most {}: it isn't the published file.{}",
                    hostOf(m_address), length, file, m_size.least, m_size.most, kept));
}

void Download::take(std::span<const char> bytes) {
    m_anyArrived = true;
    if (m_newOrigin) {
        m_new.insert(m_new.end(), bytes.begin(), bytes.end());
        if (m_new.size() < std::min(kWorthwhile, m_size.least))
            return;
        restart(PartOrigin(*m_newOrigin));
        bytes = m_new;
    }
    if (m_part.size() + bytes.size() > (m_total > 0 ? m_total : m_size.most))
        throw DownloadError(
            fmt::format("{} sends more than {} has.", hostOf(m_address), m_part.target().filename().string()));
    m_part.append(bytes);
    m_new.clear();
}

void Download::tick() {
    const auto now = std::chrono::steady_clock::now();
    if (now - m_told < kBetweenNews)
        return;
    m_told = now;
    if (now - m_rateSince >= kRateWindow) {
        const double rate = static_cast<double>(m_part.size() - std::min(m_rateFrom, m_part.size())) /
                            std::chrono::duration<double>(now - m_rateSince).count();
        m_rate = m_rate > 0 ? kRateMemory * m_rate + (1 - kRateMemory) * rate : rate;
        m_rateSince = now;
        m_rateFrom = m_part.size();
    }
    if (*m_observer)
        (*m_observer)({DownloadProgress::Step::fetching, m_part.size(), m_total, m_rate});
}

bool Download::mayTryAgain() {
    if (m_part.size() >= m_farthest + kWorthwhile)
        m_failures = 0;
    else
        ++m_failures;
    m_farthest = std::max(m_farthest, m_part.size());
    return m_failures <= m_options.retries;
}

bool Download::rest(const std::stop_token& stop) const {
    const std::chrono::duration<double> pause(m_options.retrySeconds * std::ldexp(1, std::max(0, m_failures - 1)));
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, pause, [] { return false; });
    return !stop.stop_requested();
}

} // namespace croquis::models
