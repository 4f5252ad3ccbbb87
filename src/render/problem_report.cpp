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

Json describe(const std::vector<DialectDescription>& dialects) {
  Json list = Json::array();
  for (const DialectDescription& dialect : dialects) {
    Json fields = Json::object();
    for (const DescribedField& field : dialect.fields) {
      Json keys = Json::object();
      for (const DescribedKey& key : field.keys) {
        if (key.files != 0) keys[key.key] = key.files;
      }
      fields[field.field] = std::move(keys);
    }
    list.push_back({{"feed", dialect.feed},
                    {"files", dialect.files},
                    {"fields", std::move(fields)},
                    {"undated", dialect.undated},
                    {"evidence", dialect.evidence}});
  }
  return list;
}

Json describe(const std::vector<EventLine>& events) {
  Json list = Json::array();
  for (const EventLine& event : events)
    list.push_back({{"file", event.file}, {"title", event.title}, {"text", event.text}});
  return list;
}

std::string write(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_check_report(const std::vector<DialectDescription>& dialects,
                                const std::vector<EventLine>& events, const Problems& problems) {
  return write(Json{{"dialects", describe(dialects)},
                    {"events", describe(events)},
                    {"problems", describe(problems)}});
}

std::string render_status(std::uint64_t revision, const std::vector<FeedCount>& feeds,
                          const std::vector<DialectDescription>& dialects,
                          const Problems& problems) {
  Json list = Json::array();
  for (const FeedCount& feed : feeds) {
    list.push_back({{"id", feed.id},
                    {"name", feed.name},
                    {"events", feed.events},
                    {"zone_data", feed.zone_release}});
    if (feed.is_private) list.back()["access"] = "link";
  }
  return write(Json{{"revision", revision},
                    {"feeds", list},
                    {"dialects", describe(dialects)},
                    {"problems", describe(problems)}});
}

}  // namespace almanach
