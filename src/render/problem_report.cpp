#include "render/problem_report.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

Json describe(const Problems& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    list.push_back({{"severity", severity_name(problem.severity)},
                    {"file", problem.file},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  return list;
}

std::string write(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_problem_report(const Problems& problems) {
  return write(Json{{"problems", describe(problems)}});
}

std::string render_status(std::uint64_t revision, const std::vector<FeedCount>& feeds,
                          const Problems& problems) {
  Json list = Json::array();
  for (const FeedCount& feed : feeds)
    list.push_back({{"id", feed.id}, {"name", feed.name}, {"events", feed.events}});
  return write(Json{{"revision", revision}, {"feeds", list}, {"problems", describe(problems)}});
}

}  // namespace almanach
