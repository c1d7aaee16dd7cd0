// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace croquis::base {

/// The hidden names under which files wait for their own, so that a process that ends at once can take them away.
/// Short, so that they fit where the target's name is near the file system's limit; random, so that neither a process
/// of the same number in another container, nor one on another machine, nor what a killed one left stands in the way.
///
/// @param folder  empty: the current one.
/// @param make    makes a file of that name and returns 0, or the errno; asked again while that is EEXIST.
/// @return the name, or empty with errno set. Any thread.
std::string makeHidden(const std::filesystem::path& folder, const std::function<int(const std::string&)>& make);

/// The name has gone: removed by the caller, or given to another file.
void forgetHidden(const std::string& name);

/// Removes all of them from disk and keeps makeHidden() from making more: it waits, then, for the end of the process.
void removeAllHidden();

} // namespace croquis::base
