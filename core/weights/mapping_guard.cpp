// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/mapping_guard.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mutex>

#include <csignal>
#include <sys/mman.h>
#include <unistd.h>

namespace croquis::weights {
namespace {

struct Guarded {
    std::atomic<std::uintptr_t> begin{0}; ///< 0: none
    std::atomic<std::size_t> size{0};
    std::atomic<bool> broken{false};
};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::array<Guarded, MappingGuard::kMost> guarded;
std::mutex places; // who enters and leaves; the handler only reads
std::uintptr_t pageSize = 0;
struct sigaction before;

/// Zeros from the page of the address to the end of its mapping. Nothing in it but what a handler may do.
bool takesPlaceOf(std::uintptr_t address) {
    for (Guarded& mapping : guarded) {
        const std::uintptr_t begin = mapping.begin, size = mapping.size;
        if (begin == 0 || address < begin || address - begin >= size)
            continue;
        mapping.broken = true;
        const std::uintptr_t page = address / pageSize * pageSize;
        return ::mmap(reinterpret_cast<void*>(page), begin + size - page, PROT_READ,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
    }
    return false;
}

void onBusError(int signal, siginfo_t* information, void* context) {
    const int error = errno;
    const bool passed = takesPlaceOf(reinterpret_cast<std::uintptr_t>(information->si_addr));
    errno = error;
    if (passed)
        return;
    if ((before.sa_flags & SA_SIGINFO) != 0)
        before.sa_sigaction(signal, information, context);
    else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
        before.sa_handler(signal);
    else
        ::sigaction(SIGBUS, &before, nullptr); // the same access meets it next
}

void listen() {
    static const bool once = [] {
        pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        struct sigaction ours {};
        ours.sa_sigaction = onBusError;
        ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
        ::sigemptyset(&ours.sa_mask);
        return ::sigaction(SIGBUS, nullptr, &before) == 0 && ::sigaction(SIGBUS, &ours, nullptr) == 0;
    }();
    static_cast<void>(once);
}

} // namespace

MappingGuard::MappingGuard(const void* bytes, std::size_t size) : m_place(-1) {
    const std::lock_guard lock(places);
    listen();
    for (int k = 0; k < kMost && m_place < 0; ++k) {
        Guarded& mapping = guarded[static_cast<std::size_t>(k)];
        if (mapping.begin != 0)
            continue;
        mapping.broken = false;
        mapping.size = size;
        mapping.begin = reinterpret_cast<std::uintptr_t>(bytes);
        m_place = k;
    }
}

MappingGuard::~MappingGuard() {
    if (m_place < 0)
        return;
    const std::lock_guard lock(places);
    guarded[static_cast<std::size_t>(m_place)].begin = 0;
}

bool MappingGuard::isBroken() const {
    return m_place >= 0 && guarded[static_cast<std::size_t>(m_place)].broken;
}

} // namespace croquis::weights
