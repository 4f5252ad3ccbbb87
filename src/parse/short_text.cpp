#include "parse/short_text.hpp"

#include <fmt/format.h>

#include "base/address_schemes.hpp"
#include "base/text.hpp"

namespace almanach {

std::string text_of(const YamlNode& node) {
  if (node.is_scalar()) return clean(node.scalar);
  std::string joined;
  for (const YamlNode& item : node.items) {
    if (!item.is_scalar()) continue;
    if (!joined.empty()) joined += ", ";
    joined += clean(item.scalar);
  }
  return joined;
}

std::string keep_short(std::string text, std::string_view name, Position position,
                       ProblemSink& problems, std::size_t most) {
  if (text.size() <= most) return text;
  problems.warn(position,
                fmt::format("{} is longer than {} bytes: its end is left out", name, most),
                "write it shorter: pages and calendar programs show no more");
  return shorten(std::move(text), most);
}

bool is_fit_address(std::string_view name, std::string_view address, Position position,
                    ProblemSink& problems) {
  if (address.size() > kLongestAddress) {
    problems.warn(
        position,
        fmt::format("{} is an address longer than {} bytes: it is left out", name, kLongestAddress),
        "write a shorter one");
    return false;
  }
  const std::string scheme = scheme_of(address);
  if (!is_harmful_scheme(scheme)) return true;
  problems.warn(position,
                fmt::format("{}: an address that begins with \"{}:\" is left out", name, scheme),
                "write one that begins with https://");
  return false;
}

bool CategoryList::add(std::string category, Position position) {
  if (full_) return false;
  if (category.empty() || known_.count(category) != 0) return true;
  if (categories_.size() == kMostCategories) {
    full_ = true;
    problems_.warn(position,
                   fmt::format("more than {} categories: the others are left out", kMostCategories),
                   "keep those that people look for");
    return false;
  }
  known_.insert(category);
  categories_.push_back(keep_short(std::move(category), "a category", position, problems_));
  return true;
}

}  // namespace almanach
