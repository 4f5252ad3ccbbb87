#pragma once

#include <map>
#include <memory>
#include <string>

#include "publish/site.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_folder.hpp"
#include "support/memory_store.hpp"

namespace almanach::testing {

/// The whole pipeline over a folder in memory.
class Publisher {
 public:
  MemoryFolder folder;
  Config config = read_config("", "", {});
  MemoryStore store;
  FixedClock clock;

  /// To be called once config is as it shall be.
  std::shared_ptr<const Snapshot> rescan() {
    if (!site_) {
      journal_ = std::make_unique<Journal>(store, config, clock);
      site_ = std::make_unique<Site>(folder, config, *journal_, clock, "racine", 0, caches_);
    }
    if (const auto fresh = site_->update({true, {}})) current_ = fresh;
    return current_;
  }
  Site& site() { return *site_; }
  /// From the next start on; borrowed, null: none.
  void use(SiteCaches* caches) { caches_ = caches; }
  /// The program ends, and starts again with the next rescan.
  void restart() {
    site_.reset();
    journal_.reset();
  }

  /// A file with front matter: a title, a start, an hour's length, and more lines.
  void put(const std::string& path, const std::string& title, const std::string& start,
           const std::string& lines = "") {
    folder.put(path,
               "---\ntitle: " + title + "\nstart: " + start + "\nduration: 1h\n" + lines + "---\n",
               1'700'000'000'000'000'000);
  }

 private:
  SiteCaches* caches_ = nullptr;
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Site> site_;
  std::shared_ptr<const Snapshot> current_;
};

/// The titles in a calendar, in its order.
inline std::vector<std::string> titles_of(const Representation& calendar) {
  const std::string text = calendar.body().join();
  std::vector<std::string> titles;
  constexpr std::string_view kName = "\r\nSUMMARY:";
  for (std::size_t at = 0; (at = text.find(kName, at)) != std::string::npos;) {
    at += kName.size();
    titles.push_back(text.substr(at, text.find("\r\n", at) - at));
  }
  return titles;
}

}  // namespace almanach::testing
