#include "http/enhanced_get.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"

namespace almanach {
namespace {

constexpr std::string_view kPreference = "subscribe-enhanced-get";
constexpr std::string_view kTokenScheme = "data:,";
/// What answers depend on here, besides Accept-Encoding.
constexpr const char* kVary = "Prefer, Sync-Token";

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// A preference and its value, without parameters (RFC 7240 section 2: `name [= value] *(; …)`).
struct Preference {
  std::string_view name;
  std::string_view value;
};

Preference read_preference(std::string_view item) {
  item = trim(item.substr(0, item.find(';')));
  const std::size_t equals = item.find('=');
  if (equals == std::string_view::npos) return {item, {}};
  return {trim(item.substr(0, equals)), without_quotes(trim(item.substr(equals + 1)))};
}

}  // namespace

std::optional<EnhancedGet> read_enhanced_get(const Request& request) {
  const std::optional<std::string> prefer = request.header("Prefer");
  if (!prefer) return std::nullopt;
  EnhancedGet asked;
  bool preferred = false;
  std::string_view rest = *prefer;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const Preference preference = read_preference(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    preferred = preferred || same_name(preference.name, kPreference);
    if (!same_name(preference.name, "limit")) continue;
    const char* start = preference.value.data();
    const char* end = start + preference.value.size();
    std::size_t limit = 0;
    const auto [stop, error] = std::from_chars(start, end, limit);
    if (error == std::errc() && stop == end) asked.limit = limit;
  }
  if (!preferred) return std::nullopt;
  if (const std::optional<std::string> token = request.header("Sync-Token")) {
    std::string_view text = without_quotes(trim(*token));
    if (text.substr(0, kTokenScheme.size()) == kTokenScheme)
      text.remove_prefix(kTokenScheme.size());
    asked.token = text;
  }
  return asked;
}

Answer answer_update(const Request& request, const EnhancedGet& asked,
                     const SubscriptionUpdate& update) {
  using Kind = SubscriptionUpdate::Kind;
  Answer answer;
  std::string applied(kPreference);
  if (update.truncated) applied += fmt::format(", limit={}", asked.limit);
  answer.headers = {{"Preference-Applied", applied},
                    {"Vary", "Accept-Encoding"},
                    {"Cache-Control", cache_control(CachePolicy::never)},
                    {"Access-Control-Allow-Origin", "*"},
                    {"Access-Control-Expose-Headers", "Preference-Applied, Sync-Token"}};
  add_vary(answer, kVary);
  if (update.kind == Kind::conflict) {
    answer.status = 409;
    answer.add_header("Content-Type", "text/plain; charset=utf-8");
    answer.body.append("This Sync-Token is not known here: ask again without one.\n");
    return answer;
  }
  answer.add_header("Sync-Token", fmt::format("\"{}{}\"", kTokenScheme, update.token));
  if (update.kind == Kind::unchanged) {
    answer.status = 304;
    return answer;
  }
  add_content(request, *update.calendar, answer);
  return answer;
}

void add_upgrades(Answer& answer, const std::string& address, const std::string& collection) {
  std::string links = fmt::format("<{}>; rel=\"{}\"", address, kPreference);
  if (!collection.empty()) links += fmt::format(", <{}>; rel=\"subscribe-caldav\"", collection);
  answer.add_header("Link", std::move(links));
  add_vary(answer, kVary);
}

}  // namespace almanach
