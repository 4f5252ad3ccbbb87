#include "parse/text/html_link.hpp"

#include <algorithm>
#include <vector>

#include "base/address_schemes.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  return lower_case(text.substr(0, lower_prefix.size())) == lower_prefix;
}

/// As browsers do before they look at a URL: line ends and tabs are nothing, wherever they stand.
/// The rest is brought to ASCII.
std::string normalize(std::string_view reference) {
  std::string kept = clean(reference);
  std::erase_if(kept, [](char c) { return c == '\n' || c == '\t'; });
  return encode_address(trim(kept));
}

/// Length of the scheme at the start of `url` without its colon (RFC 3986 section 3.1), or 0.
std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !is_letter(url.front())) return 0;
  const auto end = std::find_if(url.begin(), url.end(), [](char c) {
    return !is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.';
  });
  return end != url.end() && *end == ':' ? static_cast<std::size_t>(end - url.begin()) : 0;
}

/// `rest` is what follows "http:" or "https:".
bool has_host(std::string_view rest) {
  return rest.starts_with("//") && rest.size() > 2 &&
         std::string_view("/?#:@").find(rest[2]) == std::string_view::npos;
}

std::string resolve_absolute(std::string_view url, std::size_t scheme_size) {
  const std::string scheme = lower_case(url.substr(0, scheme_size));
  const std::string_view rest = url.substr(scheme_size + 1);
  const bool is_web = scheme == "http" || scheme == "https";
  const bool good = is_web ? has_host(rest) : !rest.empty();
  return good && is_allowed_scheme(AddressUse::link, scheme) ? scheme + ':' + std::string(rest)
                                                             : std::string();
}

/// RFC 3986 section 5.2.4, for a path that starts with a slash.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool ends_in_folder = false;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    ends_in_folder = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!ends_in_folder) kept.push_back(segment);
  }
  std::string out;
  for (const std::string_view segment : kept) out.append("/").append(segment);
  return ends_in_folder || out.empty() ? out + '/' : out;
}

std::string resolve_relative(std::string_view reference, std::string_view site_url) {
  const std::string site = resolve_link(site_url, "");
  const std::size_t host = site.find("://");
  if (host == std::string::npos) return {};
  const std::string_view base = std::string_view(site).substr(0, site.find_first_of("?#"));
  const std::size_t origin_end = std::min(base.find('/', host + 3), base.size());

  const std::size_t path_end = std::min(reference.find_first_of("?#"), reference.size());
  std::string path(reference.substr(0, path_end));
  if (!path.starts_with('/')) {
    std::string folder(base.substr(origin_end));
    if (!folder.ends_with('/')) folder += '/';
    path.insert(0, folder);
  }
  return std::string(base.substr(0, origin_end)) + without_dot_segments(path) +
         std::string(reference.substr(path_end));
}

std::string_view without_prefix(std::string_view text, std::string_view lower_prefix) {
  if (starts_with_ignoring_case(text, lower_prefix)) text.remove_prefix(lower_prefix.size());
  return text;
}

/// What is left of a URL when all is gone that two ways to write it differ in.
std::string essence(std::string_view url) {
  url = without_prefix(without_prefix(url, "http://"), "https://");
  url = without_prefix(url, "www.");
  if (url.ends_with('/')) url.remove_suffix(1);
  return lower_case(url);
}

}  // namespace

std::string resolve_link(std::string_view reference, std::string_view site_url) {
  const std::string url = normalize(reference);
  if (url.empty() || url.front() == '#' || url.front() == '?') return {};
  if (url.starts_with("//")) return resolve_absolute("https:" + url, 5);
  if (starts_with_ignoring_case(url, "www.")) return "https://" + url;
  const std::size_t scheme_size = scheme_length(url);
  return scheme_size > 0 ? resolve_absolute(url, scheme_size) : resolve_relative(url, site_url);
}

std::string readable_target(std::string_view target) {
  if (target.starts_with("tel:")) return std::string(target.substr(4));
  if (!target.starts_with("mailto:")) return std::string(target);
  target.remove_prefix(7);
  return std::string(target.substr(0, target.find('?')));
}

bool label_tells_target(std::string_view label, std::string_view target) {
  if (target.starts_with("tel:")) return std::count_if(label.begin(), label.end(), is_digit) >= 4;
  const std::string url = normalize(label);
  return essence(without_prefix(url, "mailto:")) == essence(readable_target(target));
}

}  // namespace almanach
