#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// What names are sorted by, as octets, so that people find them: capitals and accents make no
/// difference, and numbers count as numbers: "Cat 2", "cat 10", "École". Names that differ in
/// nothing else have the same key. Any thread.
std::string name_sort_key(std::string_view name);

}  // namespace almanach
