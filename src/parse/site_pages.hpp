#pragma once

#include <optional>
#include <set>
#include <string>

namespace almanach {

/// The other files of the content folder, for one that names them. Remembers which were asked for:
/// what a file holds hangs on them. One thread.
class SitePages {
 public:
  virtual ~SitePages() = default;

  /// The bytes of a file below the content folder; empty where there is none, or it cannot be read.
  std::optional<std::string> read(const std::string& path) {
    asked_.insert(path);
    return find(path);
  }
  /// Every path that was asked for, be it there or not.
  const std::set<std::string>& asked() const { return asked_; }

 private:
  virtual std::optional<std::string> find(const std::string& path) = 0;

  std::set<std::string> asked_;
};

}  // namespace almanach
