#include "config/field_names.hpp"

#include <set>

#include "config/config.hpp"
#include "model/event_fields.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Whether the configuration lets a user name more keys for `field`.
bool is_accepted(const std::string& field) {
  try {
    const Config config = read_config("fields: {" + field + ": [x]}\n", "almanach.yml", {});
    return config.fields.at(field).names == std::vector<std::string>{"x"};
  } catch (const ConfigError&) {
    return false;
  }
}

}  // namespace

TEST_CASE("every member of an event that front matter can set has a field with names") {
  std::set<std::string_view> filled;
  for (const FrontMatterField& field : front_matter_fields()) filled.insert(field.member);
  filled.erase("");
  std::set<std::string_view> members;
  for_each_event_field([&](const auto& row) { members.insert(row.name); });
  // The lines of calendar files, which have no front matter.
  members.erase("kept_lines");
  // What is not written.
  members.erase("end_is_assumed");
  CHECK(filled == members);
}

TEST_CASE(
    "fields and their names are each there once, and the configuration knows which it may change") {
  std::set<std::string> fields;
  std::set<std::string> names;
  std::size_t count = 0;
  for (const FrontMatterField& field : front_matter_fields()) {
    INFO(field.name);
    CHECK(fields.insert(field.name).second);
    CHECK_FALSE(field.names.empty());
    names.insert(field.names.begin(), field.names.end());
    count += field.names.size();
    CHECK(is_accepted(field.name) == field.configurable);
  }
  CHECK(names.size() == count);
}
