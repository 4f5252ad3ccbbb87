#include "model/zone_names.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a zone that was meant is found by its city, or a letter or two off") {
  CHECK(nearest_zone_name("paris") == "Europe/Paris");
  CHECK(nearest_zone_name("europe/paris") == "Europe/Paris");
  CHECK(nearest_zone_name(" Europe/Pariss ") == "Europe/Paris");
  CHECK(nearest_zone_name("New York") == "America/New_York");
  CHECK(nearest_zone_name("Réunion") == "Indian/Reunion");
  CHECK(nearest_zone_name("heure de Paris").empty());
  CHECK(nearest_zone_name("").empty());
}

TEST_CASE("what Outlook calls zones is known") {
  CHECK(find_windows_zone_name("Romance Standard Time") == "Europe/Paris");
  CHECK(find_windows_zone_name("W. Europe Standard Time") == "Europe/Berlin");
  CHECK(find_windows_zone_name("Eastern Standard Time") == "America/New_York");
  CHECK(find_windows_zone_name("Heure de Paris").empty());
  CHECK(find_windows_zone_name("Zone d’été").empty());
  CHECK(find_windows_zone_name("").empty());
  CHECK(find_windows_zone_name(std::string(1'000, 'x')).empty());
}
