// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/part_file.hpp"
#include "models/transfer.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace croquis::models {

struct DownloadOptions {
    double connectSeconds = 30; ///< until a server answers at all; 0.1 to 600
    double stallSeconds = 30;   ///< a connection slower than 100 bytes a second for so long is given up; 1 to 600
    int retries = 4;            ///< further attempts in a row that bring less than 1 MB; 0 to 100
    double retrySeconds = 1;    ///< before the first of them, doubled for each further one; 0 to 60

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// How far it is with a model's file.
struct DownloadProgress {
    enum class Step {
        fetching, ///< it comes from its server
        checking, ///< it is read for its SHA-256
        copying   ///< it is read and written to its place
    };
    Step step = Step::fetching;
    std::uint64_t received = 0; ///< bytes that lie in the part, those of earlier calls too; of the other steps, read
    std::uint64_t total = 0;    ///< bytes of the whole file; 0: not known
    double bytesPerSecond = 0;  ///< over the last seconds, while it is fetched
};

/// Called in the working thread, some ten times a second; must be quick.
using DownloadObserver = std::function<void(const DownloadProgress&)>;

/// Brings one file into its part, byte ranges after an interruption (RFC 9110, 14). A connection that breaks off is
/// taken up again where it stood; a file that changed meanwhile, or a server that can't give ranges, starts over. What
/// has arrived stays in the part whatever happens, until as much of a file that can be it has come in its place: a
/// log-in page doesn't cost what was fetched before. What the bytes are worth, the caller finds out by their SHA-256.
class Download final : private TransferReceiver {
  public:
    enum class End {
        complete, ///< all that the server has of it
        stopped   ///< on request; the part is kept
    };

    /// How large the file can be.
    struct Size {
        std::uint64_t exact = 0; ///< bytes; 0: not known
        std::uint64_t least = 0; ///< what it certainly has
        std::uint64_t most = 0;  ///< what it certainly doesn't exceed
    };

    Download(std::string address, PartFile& part, const Size& size, const DownloadOptions& options);

    /// Blocks; call once, within WriteSignalsHeld. @throws DownloadError in one sentence: no network, no such server,
    /// proxy, certificate, status, wrong length, broken connection, stall, full disk.
    End run(const DownloadObserver& observer, const std::stop_token& stop);

    /// Whether the part comes from several answers: should it turn out wrong, that may be the reason.
    bool isPieced() const { return m_pieced; }

  private:
    bool begin(const ResponseHead& head) override;
    void take(std::span<const char> bytes) override;
    void tick() override;

    TransferResult request(const std::stop_token& stop);
    bool wantsWholeFile() const;
    bool continues(const ResponseHead& head) const;
    void startOver(const ResponseHead& head);
    /// Lets what comes now take the part's place.
    void restart(const PartOrigin& origin);
    [[noreturn]] void refuseLength(std::uint64_t length) const;
    /// Counts an attempt that failed. @return whether there may be another.
    bool mayTryAgain();
    /// @return false when stopped meanwhile.
    bool rest(const std::stop_token& stop) const;

    std::string m_address;
    PartFile& m_part;
    Size m_size;
    DownloadOptions m_options;
    const DownloadObserver* m_observer = nullptr;
    std::uint64_t m_total = 0;             ///< of the whole file as its server says; 0: it didn't
    std::optional<PartOrigin> m_newOrigin; ///< of an answer that doesn't say how long it is: it may be a page
    std::vector<char> m_new;               ///< what has come of it, kept back until it is too long for one
    bool m_pieced = false;
    bool m_fromStart = false;     ///< the next request is for the whole file
    bool m_rangeRefused = false;  ///< the last answer was another range than asked for, or none
    bool m_anyArrived = false;    ///< in this call
    int m_failures = 0;           ///< in a row
    std::uint64_t m_farthest = 0; ///< bytes, the part's largest size so far
    std::chrono::steady_clock::time_point m_told, m_rateSince;
    std::uint64_t m_rateFrom = 0;
    double m_rate = 0;
};

} // namespace croquis::models
