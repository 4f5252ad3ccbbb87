#include "http/dav/xml_names.hpp"

#include <algorithm>

namespace almanach::dav {
namespace {

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

}  // namespace

bool is_element_name(std::string_view local) {
  return !local.empty() && starts_name(local.front()) &&
         std::all_of(local.begin(), local.end(), continues_name);
}

}  // namespace almanach::dav
