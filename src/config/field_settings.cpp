#include "config/field_settings.hpp"

#include <fmt/format.h>

#include "config/field_names.hpp"
#include "config/settings_reader.hpp"

namespace almanach {
namespace {

FieldNames read_names(SettingsReader& reader, const YamlNode& value, const std::string& field) {
  FieldNames names;
  const YamlNode* only = value.find("only");
  names.only = only != nullptr;
  names.names = reader.list(only != nullptr ? *only : value, field);
  if (names.names.empty()) {
    reader.error(value.position, fmt::format("{} takes a list of front matter names", field),
                 fmt::format("write {}: [name], or {}: {{only: [name]}} to replace the built-in "
                             "names",
                             field, field));
  }
  return names;
}

}  // namespace

FieldSettings read_field_settings(const YamlNode& value, const std::string& file,
                                  Problems& problems) {
  FieldSettings fields;
  SettingsReader reader(value, file, problems);
  for (const FrontMatterField& known : front_matter_fields()) {
    if (!known.configurable) continue;
    const std::string& field = known.name;
    reader.on(field, [&reader, &fields, field](const YamlNode& names) {
      fields[field] = read_names(reader, names, field);
    });
  }
  reader.read();
  return fields;
}

}  // namespace almanach
