#pragma once

#include <absl/time/time.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace almanach {

/// One release of the IANA time zone database as the system has it: all its files, read at one
/// time, so that a zone that is asked for late is of the same release as the others.
///
/// absl keeps every zone that it was ever asked for, by name, and reads its file itself. It is
/// given our bytes, under a name with their digest in it: a release whose files of a zone are as
/// before shares them, and what stays for ever is one reading of each state that a zone was in.
///
/// Immutable, any thread.
class ZoneData {
 public:
  /// A zone under the name that the database has for it now.
  struct Found {
    std::string name;
    absl::TimeZone zone;
  };

  /// Reads all of `folder`, once more where that changes meanwhile. Empty where there is none.
  /// Some milliseconds. A file that cannot be read is no zone; throws std::system_error where the
  /// system lacks memory or descriptors, so that no part is taken for the whole.
  static std::shared_ptr<const ZoneData> read(const std::string& folder);

  /// What the database calls the release, in its tzdata.zi: "2026f"; where that is not there,
  /// "unnamed-" and what tells it from others.
  const std::string& release() const { return release_; }
  /// Of all zones and names.
  const Digest& digest() const { return digest_; }
  /// stamp_zone_folder() as it was when the files were read.
  const std::string& stamp() const { return stamp_; }
  /// All names that find() knows, sorted.
  const std::vector<std::string>& names() const { return names_; }

  /// The zone of a file of that name; where there is none, the one that tzdata.zi has the name lead
  /// to ("US/Eastern" where only America/New_York is a file). Empty: none, or its file is
  /// unreadable.
  std::optional<Found> find(std::string_view name) const;

 private:
  ZoneData() = default;
  void read_source(const std::string& folder);
  void finish();
  std::string present_name(std::string_view name) const;

  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> files_;  ///< by name
  std::map<std::string, std::string, std::less<>> links_;  ///< from other names to present ones
  std::vector<std::string> names_;
  std::string release_;
  std::string stamp_;
  Digest digest_{};
  mutable std::mutex mutex_;
  /// By file; guarded by mutex_. Empty: unreadable.
  mutable std::map<std::string, std::optional<absl::TimeZone>, std::less<>> loaded_;
};

/// The folder of the system's zone data, or the one that the environment's TZDIR names.
std::string zone_folder();

/// What tells one state of the folder's zones from another, without reading them: their names,
/// sizes, times, numbers. Empty where it cannot be told now, and where a package is being unpacked
/// into it: some files have a name that only dpkg or rpm gives. A millisecond.
std::string stamp_zone_folder(const std::string& folder);

/// The zone data that Zone::find() goes by, of zone_folder() at the first call until
/// use_zone_data(). Any thread.
std::shared_ptr<const ZoneData> zone_data();

/// Has Zone::find() go by other zone data from now on, all at once. Zones found before stay as they
/// are, see Zone::present(). Any thread.
void use_zone_data(std::shared_ptr<const ZoneData> data);

}  // namespace almanach
