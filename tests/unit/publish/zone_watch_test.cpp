#include "publish/zone_watch.hpp"

#include "support/catch.hpp"
#include "support/zone_folder.hpp"

using namespace almanach;
using namespace std::chrono_literals;
using almanach::testing::ZoneFolder;

namespace {

const ZoneWatch::Time kStart = ZoneWatch::Time() + 1h;

}  // namespace

TEST_CASE("other zone data is taken when it has been the same for a while") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.name("2026e");
  zones.use();
  ZoneWatch watch(zones.path(), 10s);
  CHECK(watch.look(kStart) == nullptr);
  CHECK(watch.time_to_look(kStart) == 10s);
  zones.name("2026f");
  CHECK(watch.look(kStart + 9s) == nullptr);
  CHECK(watch.look(kStart + 10s) == nullptr);
  CHECK(watch.time_to_look(kStart + 10s) == 2s);
  // Half of it.
  zones.put("Europe/Paris", "Europe/London");
  CHECK(watch.look(kStart + 12s) == nullptr);
  zones.folder.write("Europe/Berlin.dpkg-new", "TZif");
  CHECK(watch.look(kStart + 14s) == nullptr);
  CHECK(watch.look(kStart + 16s) == nullptr);
  CHECK(watch.look(kStart + 18s) == nullptr);
  zones.folder.rename("Europe/Berlin.dpkg-new", "Europe/Berlin");
  CHECK(watch.look(kStart + 20s) == nullptr);
  const auto data = watch.look(kStart + 22s);
  REQUIRE(data != nullptr);
  CHECK(data->release() == "2026f");
  use_zone_data(data);
  CHECK(watch.look(kStart + 24s) == nullptr);
  CHECK(watch.look(kStart + 60s) == nullptr);
}

TEST_CASE("the same zone data in other files, and none at all, change nothing") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.name("2026e");
  zones.use();
  ZoneWatch watch(zones.path(), 10s);
  zones.put("Europe/Paris", "Europe/Paris");
  CHECK(watch.look(kStart) == nullptr);
  CHECK(watch.look(kStart + 2s) == nullptr);
  std::filesystem::remove_all(zones.path());
  CHECK(watch.look(kStart + 20s) == nullptr);
  CHECK(watch.look(kStart + 22s) == nullptr);
  std::filesystem::create_directories(zones.path());
  zones.put("Europe/Paris", "Europe/London");
  CHECK(watch.look(kStart + 40s) == nullptr);
  CHECK(watch.look(kStart + 42s) != nullptr);
}
