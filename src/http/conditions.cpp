#include "http/conditions.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "http/header_list.hpp"
#include "model/zone.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Below this a coded form saves no packet.
constexpr std::size_t kWorthCoding = 256;
/// From here on coding takes a millisecond or more.
constexpr std::size_t kLongToCode = 32'768;
/// How long a cache in front may serve an old answer while it asks for a new one, and while we are
/// down.
constexpr int kStaleWhileRevalidate = 3'600;
constexpr int kStaleIfError = 7 * 86'400;

std::optional<int> read_number(std::string_view text) {
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Coding choose_worthwhile_coding(const HttpRequest& request, const Representation& representation) {
  // What is yet to be made is a calendar, and those are large enough.
  if (representation.has_body() && representation.body().size() < kWorthCoding)
    return Coding::identity;
  return choose_coding(request.header("Accept-Encoding"));
}

void add_content(Coding coding, const Representation& representation, Answer& answer) {
  answer.headers.emplace_back("Content-Type", representation.content_type());
  if (!representation.file_name().empty()) {
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("inline; filename=\"{}\"", representation.file_name()));
  }
  if (coding != Coding::identity)
    answer.headers.emplace_back("Content-Encoding", std::string(coding_name(coding)));
  answer.body = representation.encoded(coding);
}

}  // namespace

std::string format_http_date(Instant instant) {
  const WallTime utc = Zone().wall_time(instant);
  const auto weekday = static_cast<std::size_t>(absl::GetWeekday(utc));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(weekday), utc.day(),
                     kMonths.at(static_cast<std::size_t>(utc.month() - 1)), utc.year(), utc.hour(),
                     utc.minute(), utc.second());
}

std::optional<Instant> read_http_date(std::string_view text) {
  // "Wed, 10 May 2023 12:00:00 GMT": every field has its place.
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT")
    return std::nullopt;
  std::optional<int> month;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == text.substr(8, 3)) month = static_cast<int>(i) + 1;
  }
  const auto day = read_number(text.substr(5, 2));
  const auto year = read_number(text.substr(12, 4));
  const auto hour = read_number(text.substr(17, 2));
  const auto minute = read_number(text.substr(20, 2));
  const auto second = read_number(text.substr(23, 2));
  if (!month || !day || !year || !hour || !minute || !second) return std::nullopt;
  return Zone().place(WallTime(*year, *month, *day, *hour, *minute, *second)).instant;
}

Coding choose_coding(const std::optional<std::string>& accept_encoding) {
  if (!accept_encoding) return Coding::identity;
  int gzip = -1;
  int brotli = -1;
  int identity = -1;
  int any = -1;
  std::string_view rest = *accept_encoding;
  while (!rest.empty()) {
    const std::string_view item = take_item(rest);
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view name = trim(item.substr(0, semicolon));
    const int weight = weight_of(item.substr(semicolon));
    if (same_name(name, "gzip") || same_name(name, "x-gzip")) gzip = weight;
    if (same_name(name, "br")) brotli = weight;
    if (same_name(name, "identity")) identity = weight;
    if (name == "*") any = weight;
  }
  if (gzip < 0) gzip = std::max(any, 0);
  if (brotli < 0) brotli = std::max(any, 0);
  // Identity is acceptable unless it is refused; without a word of it, any coding that is named is
  // preferred.
  if (identity < 0) identity = any == 0 ? 0 : 1;
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
  if (gzip > 0 && gzip >= identity) return Coding::gzip;
  return Coding::identity;
}

std::optional<std::string> find_fresh_tag(const HttpRequest& request,
                                          const Representation& representation, Coding coding) {
  if (const auto tags = request.header("If-None-Match")) {
    std::string_view rest = *tags;
    while (!rest.empty()) {
      std::string_view tag = take_item(rest);
      if (tag == "*") return representation.entity_tag(coding);
      // The weak comparison: a proxy that recodes marks our tag as weak.
      if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
      for (const Coding known : {Coding::identity, Coding::gzip, Coding::brotli}) {
        if (tag == representation.entity_tag(known)) return std::string(tag);
      }
    }
    return std::nullopt;
  }
  const auto since = request.header("If-Modified-Since");
  const auto date = since ? read_http_date(*since) : std::nullopt;
  if (date && representation.last_modified() <= *date) return representation.entity_tag(coding);
  return std::nullopt;
}

void add_content(const HttpRequest& request, const Representation& representation, Answer& answer) {
  add_content(choose_worthwhile_coding(request, representation), representation, answer);
}

Answer answer_with(const HttpRequest& request, const Representation& representation,
                   std::chrono::seconds max_age) {
  const Coding coding = choose_worthwhile_coding(request, representation);
  Answer answer;
  const auto fresh = find_fresh_tag(request, representation, coding);
  const bool quick = representation.has(coding) ||
                     (representation.has_body() && representation.body().size() < kLongToCode);
  if (request.hurried && !fresh && !quick) return Answer::put_off();
  answer.status = fresh ? 304 : 200;
  answer.headers = {{"ETag", fresh ? *fresh : representation.entity_tag(coding)},
                    {"Last-Modified", format_http_date(representation.last_modified())},
                    {"Cache-Control",
                     fmt::format("public, max-age={}, stale-while-revalidate={}, stale-if-error={}",
                                 max_age.count(), kStaleWhileRevalidate, kStaleIfError)},
                    {"Vary", "Accept-Encoding"},
                    {"Access-Control-Allow-Origin", "*"}};
  if (!representation.left_out().empty())
    answer.headers.emplace_back("X-Almanach-Left-Out", representation.left_out());
  if (!fresh) add_content(coding, representation, answer);
  return answer;
}

}  // namespace almanach
