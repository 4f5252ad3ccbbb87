// print_vtimezone ZONE FIRST LAST: the VTIMEZONE for instants in seconds since 1970-01-01 00:00
// UTC.

#include <cstdio>
#include <string>

#include "render/vtimezone.hpp"

namespace {

almanach::Instant read_instant(const char* text) {
  return almanach::Instant(std::chrono::seconds(std::stoll(text)));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto zone = almanach::Zone::find(argv[1]);
  if (!zone) return 1;
  const std::string text = render_vtimezone(*zone, read_instant(argv[2]), read_instant(argv[3]));
  return std::fputs(text.c_str(), stdout) < 0 ? 1 : 0;
}
