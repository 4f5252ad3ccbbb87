#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almanach {

/// The names and values of a query in application/x-www-form-urlencoded, in their order, decoded. A
/// percent sign that starts no escape stays as it is. Values are not checked to be UTF-8. Any
/// thread.
std::vector<std::pair<std::string, std::string>> read_form_query(std::string_view query);

}  // namespace almanach
