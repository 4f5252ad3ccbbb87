#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The language that the fields of a file are written in.
enum class Notation { yaml, toml, json };

/// How a file in that language gives `name` the value `value`, as a hint shows it: `start:
/// 2026-05-10 14:00`, `start = 2026-05-10T14:00:00`, `"start": "2026-05-10 14:00"`. `value` is as
/// YAML has it: one line, without quotes. Any thread.
std::string show_field(Notation notation, std::string_view name, std::string_view value);

/// The same for several fields, parted by ", ", whose values may be mappings and lists: `every:
/// month, on: first tuesday`, `recurrence: {every: week, until: 2026-12-31}`. What is no field
/// stays as it is; no text in `yaml` should have a comma, a brace or a bracket of its own. Any
/// thread.
std::string show_fields(Notation notation, std::string_view yaml);

}  // namespace almanach
