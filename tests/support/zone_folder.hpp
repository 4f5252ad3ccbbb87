#pragma once

#include <filesystem>
#include <string>

#include "model/zone_data.hpp"
#include "support/temporary_folder.hpp"

namespace almanach::testing {

/// A folder of zone data of a test's own. Whatever a test has the program use, the system's is used
/// again at the end.
class ZoneFolder {
 public:
  ZoneFolder() = default;
  ~ZoneFolder() { use_zone_data(system_); }
  ZoneFolder(const ZoneFolder&) = delete;
  ZoneFolder& operator=(const ZoneFolder&) = delete;

  /// Has a zone whose clocks are those of a zone of the system.
  void put(const std::string& name, const std::string& clocks) const {
    const auto path = folder / name;
    std::filesystem::create_directories(path.parent_path());
    std::filesystem::copy_file(std::filesystem::path("/usr/share/zoneinfo") / clocks, path,
                               std::filesystem::copy_options::overwrite_existing);
  }
  /// The source of the data: its release, and links.
  void name(const std::string& release, const std::string& links = "") const {
    folder.write("tzdata.zi", "# version " + release + "\n# comment\n" + links);
  }
  std::string path() const { return (folder / ".").lexically_normal().string(); }
  std::shared_ptr<const ZoneData> read() const { return ZoneData::read(path()); }
  void use() const { use_zone_data(read()); }

  TemporaryFolder folder;

 private:
  std::shared_ptr<const ZoneData> system_ = zone_data();
};

}  // namespace almanach::testing
