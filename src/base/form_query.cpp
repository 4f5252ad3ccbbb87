#include "base/form_query.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"

namespace almanach {
namespace {

std::string decode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decode(spaced);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_form_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    fields.emplace_back(decode(pair.substr(0, equals)),
                        decode(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return fields;
}

}  // namespace almanach
