#include "parse/parsed_file.hpp"

#include <algorithm>
#include <utility>

namespace almanach {

void ParsedFile::add(ParsedEntry entry) {
  const bool is_unknown = entry.key.empty() && !entry.event;
  const auto has_no_key = [](const ParsedEntry& other) { return other.key.empty(); };
  if (is_unknown && std::any_of(entries.begin(), entries.end(), has_no_key)) return;
  entries.push_back(std::move(entry));
}

}  // namespace almanach
