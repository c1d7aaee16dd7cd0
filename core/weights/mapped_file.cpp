// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/mapped_file.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "weights/mapping_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace croquis::weights {
namespace {

class FileDescriptor {
  public:
    /// Without waiting for who writes to a pipe.
    explicit FileDescriptor(const std::filesystem::path& file)
        : m_number(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~FileDescriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    int number() const { return m_number; }

  private:
    int m_number;
};

} // namespace

struct MappedFile::Mapping {
    Mapping(void* mapped, std::size_t bytes) : address(mapped), size(bytes) { guard.emplace(mapped, bytes); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        guard.reset(); // before somebody else may be mapped there
        ::munmap(address, size);
    }

    void* address;
    std::size_t size;
    std::optional<MappingGuard> guard;
};

MappedFile::MappedFile(std::filesystem::path file) : m_path(std::move(file)) {
    const FileDescriptor descriptor(m_path);
    if (descriptor.number() < 0)
        fail(std::generic_category().message(errno));
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0)
        fail(std::generic_category().message(errno));
    if (!S_ISREG(status.st_mode))
        fail("it is not a regular file");
    if (status.st_size == 0)
        fail("it is empty");
    const auto size = static_cast<std::size_t>(status.st_size);
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (bytes == MAP_FAILED)
        fail(std::generic_category().message(errno));
    m_mapping = std::make_shared<Mapping>(bytes, size);
    m_bytes = {static_cast<const std::byte*>(bytes), size};
}

void MappedFile::fail(std::string_view what) const {
    throw ModelFileError(
        fmt::format("The model file {} can't be used: {}. Fetch it again or choose another.", m_path.string(), what));
}

void MappedFile::requireWhole() const {
    if (m_mapping->guard->isBroken())
        fail("it was shortened while it was read, or its disk can't be read");
}

std::string MappedFile::sha256() const {
    constexpr std::size_t kPiece = 8 << 20; // whole pages
    base::Sha256 digest;
    for (std::size_t place = 0; place < m_bytes.size(); place += kPiece) {
        const std::size_t count = std::min(kPiece, m_bytes.size() - place);
        digest.add(m_bytes.data() + place, count);
        // Hundreds of megabytes needn't stay this process': who reads there again finds them in the system's cache.
        ::madvise(static_cast<std::byte*>(m_mapping->address) + place, count, MADV_DONTNEED);
    }
    requireWhole();
    return digest.hex();
}

std::shared_future<std::string> MappedFile::sha256Beside() const {
    // The future keeps the function as long as it lives, and must not keep the mapping.
    return std::async(std::launch::async,
                      [file = std::optional(*this)]() mutable {
                          const MappedFile mine = *std::exchange(file, std::nullopt);
                          return mine.sha256();
                      })
        .share();
}

std::string shown(std::string_view name) {
    constexpr std::size_t kLongest = 80, kBegin = 30; // tensors' names tell most at their end
    const bool isLong = name.size() > kLongest;
    std::string text(name.substr(0, isLong ? kBegin : kLongest));
    if (isLong)
        text.append("...").append(name.substr(name.size() - (kLongest - kBegin)));
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c >= 0x7f; },
        '?'); // what tensors are called is ASCII
    return text;
}

} // namespace croquis::weights
