// Any request against a whole site: methods, targets, headers and bodies. Each answer is one that
// clients know what to do with, is what it says that it is, costs no more than it may, and is the
// same whether it is made at once or by a worker.
//
// An input is a request as text: a request line without version, headers, an empty line, the body;
// lines end with LF, and Content-Length is added, as is Host where there is none.

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "http/router.hpp"
#include "server/reply.hpp"
#include "support/content_lines.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::require;
using almanach::testing::require_content_lines;

namespace {

/// An answer repeats what was asked, and gives what the site holds, in forms that escape both; it
/// does not multiply them.
constexpr std::size_t kMostTimesRequest = 64;
constexpr std::size_t kMostBytesOfSite = 1'000'000;

class SmallSite {
 public:
  SmallSite() {
    publisher_.put("fetes/bal.md", "Bal ]]> & <x>", "2027-05-12 20:00", "lieu: Salle, 3\n");
    publisher_.put("fetes/cours.md", "Cours", "2027-05-04 18:00",
                   "rrule: FREQ=WEEKLY\noccurrences:\n- le: 2027-05-18\n  titre: Autre\n");
    publisher_.put("fetes/annule.md", "Loto", "2027-05-06 14:00", "status: cancelled\n");
    publisher_.folder.put("fetes/foire.md",
                          "---\ntitle: Foire\nstart: 2027-05-15\nend: 2027-05-16\n---\n*Texte*\n");
    publisher_.folder.put("stages/liste.ics",
                          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x@y\r\n"
                          "DTSTART;TZID=America/New_York:20270601T090000\r\nSUMMARY:Stage\r\n"
                          "RRULE:FREQ=MONTHLY;BYDAY=1TU\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    publisher_.config.site_url = "https://site.example";
    snapshot_ = publisher_.rescan();
    config_ = std::make_shared<const Config>(publisher_.config);
  }

  const Snapshot& snapshot() const { return *snapshot_; }
  Router make_router() const { return {config_, publisher_.clock, fetches_}; }

 private:
  testing::Publisher publisher_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Config> config_;
  Fetches fetches_{publisher_.clock.now()};
};

/// The request on the wire; empty: there is no end of the head.
std::string write_request(std::string_view input) {
  const std::size_t empty_line = input.find("\n\n");
  if (empty_line == std::string_view::npos) return {};
  const std::string_view body = input.substr(empty_line + 2);
  std::string_view head = input.substr(0, empty_line + 1);
  std::string request;
  bool first = true;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    request += head.substr(0, end);
    request += first ? " HTTP/1.1\r\n" : "\r\n";
    first = false;
    head.remove_prefix(end + 1);
  }
  if (input.find("\nHost:") > empty_line) request += "Host: agenda.example\r\n";
  request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  return request.append(body);
}

bool is_known(int status) {
  constexpr int kKnown[] = {200, 207, 303, 304, 308, 400, 403, 404,
                            405, 406, 410, 412, 414, 421, 507};
  return std::find(std::begin(kKnown), std::end(kKnown), status) != std::end(kKnown);
}

void require_what_it_says(const Answer& answer, const std::string& body) {
  if (!answer.header("Content-Encoding").empty()) return;
  const std::string_view type = answer.header("Content-Type");
  if (type.starts_with("text/calendar")) {
    require_content_lines(body);
  } else if (type.find("xml") != std::string_view::npos) {
    pugi::xml_document document;
    require(static_cast<bool>(document.load_buffer(body.data(), body.size())));
  } else if (type.find("json") != std::string_view::npos) {
    require(nlohmann::json::accept(body));
  } else if (type.starts_with("text/")) {
    require(!find_invalid_utf8(body));
  }
}

/// What a client reads: no header can be taken for two, or for the body.
void require_head(const Reply& reply) {
  const std::string& head = *reply.head;
  require(head.starts_with("HTTP/1.1 ") && head.ends_with("\r\n"));
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = head.find("\r\n", at);
    const std::string_view line = std::string_view(head).substr(at, end - at);
    require(at == 0 || (line.find(':') != std::string_view::npos && line.front() != ' '));
    for (const char c : line) require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    at = end + 2;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SmallSite site;
  const std::string text =
      write_request(std::string_view(reinterpret_cast<const char*>(data), size));
  const HeadReading reading = read_head(text, {});
  if (!reading.head) return 0;
  // What follows another Content-Length of the input's is no part of this request.
  const std::size_t length =
      std::min<std::size_t>(reading.head->content_length, text.size() - reading.head->size);
  const Request request(*reading.head, std::string_view(text).substr(reading.head->size, length),
                        "192.0.2.1");

  // Each request meets empty caches: an answer does not depend on what was asked before.
  const Router router = site.make_router();
  const QuickAnswer quick = router.answer_at_once(request, site.snapshot());
  const Answer answer = router.answer(request, site.snapshot());
  require(is_known(answer.status));
  const std::string body = answer.body.join();
  require(body.size() <= kMostBytesOfSite + kMostTimesRequest * text.size());
  require_what_it_says(answer, body);
  if (const auto* at_once = std::get_if<Answer>(&quick)) {
    require(at_once->status == answer.status && at_once->body.join() == body);
  }
  require_head(make_reply(request, answer, false));
  return 0;
}
