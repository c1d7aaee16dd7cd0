// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// replay FILE-OR-FOLDER...: gives a fuzz target what a corpus holds, whole, cut off and with bytes changed, where there
// is no fuzzer. The changes are the same in every run.
#include "fuzz/fuzz_entry.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr int kCuts = 24;
constexpr int kChanges = 40;

void give(const std::string& content) {
    // A copy of its own, so that a sanitizer sees the first byte behind it being read.
    const std::vector<std::uint8_t> bytes(content.begin(), content.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void replay(const std::filesystem::path& file, std::size_t number) {
    std::ifstream stream(file, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    give(content);
    std::mt19937_64 random(number);
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    for (int k = 0; k < kCuts && !content.empty(); ++k)
        give(content.substr(0, below(content.size())));
    for (int k = 0; k < kChanges && !content.empty(); ++k) {
        std::string changed = content;
        for (int n = 0; n <= k % 4; ++n)
            changed[below(changed.size())] = static_cast<char>(below(256));
        give(changed);
    }
}

} // namespace

int main(int count, char** arguments) {
    std::vector<std::filesystem::path> files;
    for (int k = 1; k < count; ++k)
        if (std::filesystem::is_directory(arguments[k]))
            for (const auto& entry : std::filesystem::directory_iterator(arguments[k]))
                files.push_back(entry.path());
        else
            files.emplace_back(arguments[k]);
    std::sort(files.begin(), files.end());
    for (std::size_t k = 0; k < files.size(); ++k)
        replay(files[k], k);
    std::printf("%zu files\n", files.size());
    return files.empty() ? 1 : 0;
}
