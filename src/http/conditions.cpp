#include "http/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "server/header_list.hpp"
#include "server/http_date.hpp"

namespace almanach {
namespace {

/// Below this a coded form saves no packet.
constexpr std::size_t kWorthCoding = 256;

constexpr std::uint64_t kMostStepsToCode = 500'000;

/// What it costs to make the bytes in a coding. They are kept: a calendar is coded once, however
/// large it is, and nobody is refused it for that.
std::uint64_t steps_to_deliver(const Representation& representation, Coding coding) {
  if (representation.has(coding)) return 0;
  // How many there will be is not known.
  return representation.has_body()
             ? std::min(steps_to_code(representation.body().size()), kMostStepsToCode)
             : kStepsToMake;
}

Coding choose_worthwhile_coding(const Request& request, const Representation& representation) {
  // What is yet to be made is a calendar, and those are large enough.
  if (representation.has_body() && representation.body().size() < kWorthCoding)
    return Coding::identity;
  return choose_coding(request.header("Accept-Encoding"));
}

void add_content(Coding coding, const Representation& representation, Answer& answer) {
  answer.add_header("Content-Type", representation.content_type());
  if (!representation.file_name().empty()) {
    answer.add_header("Content-Disposition",
                      fmt::format("inline; filename=\"{}\"", representation.file_name()));
  }
  if (coding != Coding::identity)
    answer.add_header("Content-Encoding", std::string(coding_name(coding)));
  answer.body = representation.encoded(coding);
}

}  // namespace

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

std::optional<std::string> find_fresh_tag(const Request& request,
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

void add_content(const Request& request, const Representation& representation, Answer& answer) {
  add_content(choose_worthwhile_coding(request, representation), representation, answer);
}

Delivery plan_delivery(const Request& request, const Representation& representation) {
  return plan_delivery(request, representation, choose_worthwhile_coding(request, representation));
}

Delivery plan_delivery(const Request& request, const Representation& representation,
                       Coding coding) {
  Delivery delivery;
  delivery.coding = coding;
  delivery.known_tag = find_fresh_tag(request, representation, coding);
  if (!delivery.known_tag) delivery.steps = steps_to_deliver(representation, coding);
  return delivery;
}

Answer answer_with(const Delivery& delivery, const Representation& representation,
                   std::string cache_control, WorkBudget& work) {
  work.spend(delivery.steps);
  const bool known = delivery.known_tag.has_value();
  Answer answer;
  answer.status = known ? 304 : 200;
  answer.headers = {
      {"ETag", known ? *delivery.known_tag : representation.entity_tag(delivery.coding)},
      {"Last-Modified", format_http_date(representation.last_modified())},
      {"Cache-Control", std::move(cache_control)},
      {"Vary", "Accept-Encoding"},
      {"Access-Control-Allow-Origin", "*"}};
  if (!representation.left_out().empty())
    answer.add_header("X-Almanach-Left-Out", representation.left_out());
  if (!known) add_content(delivery.coding, representation, answer);
  return answer;
}

}  // namespace almanach
