// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/zip_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace croquis::weights {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint32_t kLocalMagic = 0x04034b50, kCentralMagic = 0x02014b50, kEndMagic = 0x06054b50,
                        kEnd64Magic = 0x06064b50, kLocator64Magic = 0x07064b50;
constexpr std::size_t kLocalBytes = 30, kCentralBytes = 46, kEndBytes = 22, kEnd64Bytes = 56, kLocator64Bytes = 20;
constexpr std::size_t kLongestComment = 0xffff;
constexpr std::uint64_t kLongestDirectory = 16u << 20; ///< bytes; the largest network's takes 0.1 MB
constexpr std::uint16_t kSize64Field = 1;
constexpr std::uint16_t kEncrypted = 1;

struct Directory {
    std::uint64_t begin = 0, bytes = 0, members = 0;
};

struct Member {
    std::string name;
    std::uint64_t begin = 0, stored = 0, size = 0; ///< begin: of the local header
    std::uint32_t crc32 = 0;
    bool plain = true;
};

class Reader {
  public:
    explicit Reader(const MappedFile& file) : m_file(file), m_bytes(file.bytes()) {}
    ZipMembers read() const;

  private:
    template <class Number>
    std::uint64_t at(std::uint64_t place) const {
        return numberAt<Number>(m_bytes, place);
    }
    bool inside(std::uint64_t begin, std::uint64_t bytes) const {
        return begin <= m_bytes.size() && bytes <= m_bytes.size() - begin;
    }
    std::uint64_t findEnd() const;
    Directory findDirectory() const;
    /// @param place  of the member's entry; moved on to the next.
    Member readEntry(std::uint64_t& place, std::uint64_t end) const;
    void widen(Member& member, Bytes extra) const;
    Bytes content(const Member& member, std::uint64_t directory) const;
    [[noreturn]] void damaged() const { m_file.fail("its zip directory is damaged; the file may be incomplete"); }

    const MappedFile& m_file;
    Bytes m_bytes;
};

std::uint64_t Reader::findEnd() const {
    if (m_bytes.size() < kEndBytes)
        damaged();
    const std::uint64_t last = m_bytes.size() - kEndBytes;
    const std::uint64_t first = last - std::min<std::uint64_t>(last, kLongestComment);
    for (std::uint64_t place = last + 1; place-- > first;)
        if (at<std::uint32_t>(place) == kEndMagic && at<std::uint16_t>(place + 20) == last - place)
            return place;
    damaged();
}

Directory Reader::findDirectory() const {
    const std::uint64_t end = findEnd();
    Directory directory{at<std::uint32_t>(end + 16), at<std::uint32_t>(end + 12), at<std::uint16_t>(end + 10)};
    if (end >= kLocator64Bytes && at<std::uint32_t>(end - kLocator64Bytes) == kLocator64Magic) {
        const std::uint64_t end64 = at<std::uint64_t>(end - kLocator64Bytes + 8);
        if (!inside(end64, kEnd64Bytes) || at<std::uint32_t>(end64) != kEnd64Magic)
            damaged();
        directory = {at<std::uint64_t>(end64 + 48), at<std::uint64_t>(end64 + 40), at<std::uint64_t>(end64 + 32)};
    }
    if (directory.bytes > kLongestDirectory)
        m_file.fail("its zip directory is longer than any network's");
    if (!inside(directory.begin, directory.bytes) || directory.members > directory.bytes / kCentralBytes)
        damaged();
    return directory;
}

void Reader::widen(Member& member, Bytes extra) const {
    constexpr std::uint64_t kElsewhere = 0xffffffff;
    while (extra.size() >= 4) {
        const auto kind = numberAt<std::uint16_t>(extra, 0);
        const std::size_t bytes = numberAt<std::uint16_t>(extra, 2);
        if (bytes > extra.size() - 4)
            damaged();
        Bytes field = extra.subspan(4, bytes);
        extra = extra.subspan(4 + bytes);
        if (kind != kSize64Field)
            continue;
        for (std::uint64_t* value : {&member.size, &member.stored, &member.begin})
            if (*value == kElsewhere) {
                if (field.size() < 8)
                    damaged();
                *value = numberAt<std::uint64_t>(field, 0);
                field = field.subspan(8);
            }
    }
}

Member Reader::readEntry(std::uint64_t& place, std::uint64_t end) const {
    if (end - place < kCentralBytes || at<std::uint32_t>(place) != kCentralMagic)
        damaged();
    const std::uint64_t nameBytes = at<std::uint16_t>(place + 28), extraBytes = at<std::uint16_t>(place + 30),
                        commentBytes = at<std::uint16_t>(place + 32), body = place + kCentralBytes;
    if (nameBytes + extraBytes + commentBytes > end - body)
        damaged();
    Member member{std::string(reinterpret_cast<const char*>(m_bytes.data() + body), nameBytes),
                  at<std::uint32_t>(place + 42), at<std::uint32_t>(place + 20), at<std::uint32_t>(place + 24)};
    member.crc32 = numberAt<std::uint32_t>(m_bytes, place + 16);
    member.plain = (at<std::uint16_t>(place + 8) & kEncrypted) == 0 && at<std::uint16_t>(place + 10) == 0;
    widen(member, m_bytes.subspan(body + nameBytes, extraBytes));
    if (member.plain && member.stored != member.size)
        damaged();
    place = body + nameBytes + extraBytes + commentBytes;
    return member;
}

Bytes Reader::content(const Member& member, std::uint64_t directory) const {
    const auto outside = [&]() { m_file.fail(fmt::format("its member {} lies outside it", shown(member.name))); };
    if (!inside(member.begin, kLocalBytes) || at<std::uint32_t>(member.begin) != kLocalMagic)
        outside();
    const std::uint64_t begin =
        member.begin + kLocalBytes + at<std::uint16_t>(member.begin + 26) + at<std::uint16_t>(member.begin + 28);
    if (begin > directory || member.stored > directory - begin)
        outside();
    return m_bytes.subspan(begin, member.stored);
}

ZipMembers Reader::read() const {
    const Directory directory = findDirectory();
    ZipMembers members;
    std::vector<Bytes> places;
    std::uint64_t place = directory.begin;
    for (std::uint64_t i = 0; i < directory.members; ++i) {
        const Member member = readEntry(place, directory.begin + directory.bytes);
        places.push_back(content(member, directory.begin));
        auto part = std::make_shared<const CheckedPart>(member.name, places.back(), member.crc32);
        if (!members.emplace(member.name, ZipMember{std::move(part), member.plain}).second)
            m_file.fail(fmt::format("it has two members {}", shown(member.name)));
    }
    std::sort(places.begin(), places.end(),
              [](Bytes a, Bytes b) { return std::pair(a.data(), a.size()) < std::pair(b.data(), b.size()); });
    for (std::size_t i = 1; i < places.size(); ++i)
        if (places[i - 1].data() + places[i - 1].size() > places[i].data())
            m_file.fail("members of it overlap");
    return members;
}

} // namespace

ZipMembers zipMembers(const MappedFile& file) {
    return Reader(file).read();
}

std::shared_ptr<const CheckedPart> partOf(const MappedFile& file, const ZipMembers& members, std::string_view name) {
    const auto found = members.find(name);
    if (found == members.end())
        return nullptr;
    if (!found->second.plain)
        file.fail(fmt::format("its member {} is compressed or encrypted, which PyTorch never does", shown(name)));
    return found->second.part;
}

} // namespace croquis::weights
