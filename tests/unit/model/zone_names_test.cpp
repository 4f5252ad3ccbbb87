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
