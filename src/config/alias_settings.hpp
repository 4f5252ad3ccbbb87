#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/position.hpp"
#include "base/problem.hpp"
#include "base/yaml.hpp"

namespace almanach {

/// An address that a calendar was published at before, of `aliases` in the configuration.
struct Alias {
  using Query = std::vector<std::pair<std::string, std::string>>;

  std::string path;     ///< decoded, with the first '/'
  Query query;          ///< what has to be in the query of a request, decoded; may be empty
  std::string feed;     ///< the id of the feed that answers, or "all"
  std::string choices;  ///< of that feed: a query without '?'; may be empty
  std::string written;  ///< the address as the file has it
  std::string file;
  Position position;  ///< of the address in the file

  bool operator==(const Alias&) const = default;
};

/// Reads the mapping of addresses to feeds ("/agenda/export.ics: culture?lang=fr"). An address that
/// is none, that is the program's own whatever the content, or that stands twice, and a feed that
/// is none are told in `problems` and left out. Whether there is such a feed is not looked at.
std::vector<Alias> read_aliases(const YamlNode& node, const std::string& file, Problems& problems);

}  // namespace almanach
