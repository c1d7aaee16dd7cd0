// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_store.hpp"

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace croquis::cli {

/// "291.8 MB", "about 291.8 MB" or "of unknown size".
std::string sizeWords(const models::ModelEntry& entry);

/// One line of JSON on stdout.
void printJsonLine(const nlohmann::json& object);

/// A model as JSON: what the manifest says and where it lies.
nlohmann::json describe(const models::ModelEntry& entry, const models::ModelStore::Presence& presence);

/// Shows how far it is with a model: a bar on a terminal's stderr, or JSON lines on stdout.
class TaskPrinter {
  public:
    TaskPrinter(std::string name, bool json);
    ~TaskPrinter() { clear(); }
    TaskPrinter(const TaskPrinter&) = delete;
    TaskPrinter& operator=(const TaskPrinter&) = delete;
    void show(const models::DownloadProgress& progress);
    /// The bar alone, where JSON says nothing before the end.
    void showBar(const models::DownloadProgress& progress);
    /// Takes the bar away.
    void clear();

  private:
    std::string m_name;
    bool m_json;
    bool m_bar;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_last;
};

} // namespace croquis::cli
