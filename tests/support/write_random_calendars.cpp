// write_random_calendars FOLDER COUNT: so many .ics files that somebody made up, for readers that
// know nothing of Almanach to read what is served of them.
#include <cstdlib>
#include <fstream>
#include <string>

#include "support/random_calendars.hpp"

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::string folder = arguments[1];
  const unsigned most = static_cast<unsigned>(std::strtoul(arguments[2], nullptr, 10));
  for (unsigned seed = 0; seed < most; ++seed) {
    std::ofstream file(folder + "/c" + std::to_string(seed) + ".ics", std::ios::binary);
    file << almanach::testing::RandomCalendars(seed).make();
    if (!file.flush()) return 1;
  }
  return 0;
}
