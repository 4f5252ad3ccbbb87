// Request bodies of CalDAV against a small calendar: every answer is one of those that clients know
// what to do with, and what is said to be XML is.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "http/dav/dav.hpp"
#include "support/publisher.hpp"

using namespace almanach;

namespace {

class Calendar {
 public:
  Calendar() : dav_(publisher_.config) {
    publisher_.put("fetes/bal.md", "Bal ]]> & <x>", "2027-05-12 20:00");
    publisher_.put("fetes/cours.md", "Cours", "2027-05-04 18:00",
                   "rrule: FREQ=WEEKLY\noccurrences:\n- le: 2027-05-18\n  titre: Autre\n");
    publisher_.folder.put("fetes/foire.md",
                          "---\ntitle: Foire\nstart: 2027-05-15\nend: 2027-05-16\n---\n");
    snapshot_ = publisher_.rescan();
  }

  Answer ask(std::uint8_t choice, std::string body) {
    static constexpr std::array<const char*, 3> kMethods = {"REPORT", "PROPFIND", "PROPPATCH"};
    static constexpr std::array<const char*, 3> kPaths = {"/dav/calendars/fetes/", "/dav/",
                                                          "/dav/calendars/fetes/cours.ics"};
    Request request;
    request.method = kMethods.at(choice % kMethods.size());
    request.path = kPaths.at(choice / kMethods.size() % kPaths.size());
    request.headers = {{"Depth", choice % 2 == 0 ? "1" : "0"}};
    request.body = std::move(body);
    WorkBudget work(kSteps);
    try {
      return dav_.answer({request, *snapshot_, find_address(request.path), work});
    } catch (const WorkExceeded&) {
      return dav::Dav::refuse_exceeding(request);
    }
  }

 private:
  static constexpr std::uint64_t kSteps = 2'000'000;

  testing::Publisher publisher_;
  dav::Dav dav_;
  std::shared_ptr<const Snapshot> snapshot_;
};

bool is_known(int status) {
  for (const int known : {200, 207, 400, 403, 507}) {
    if (status == known) return true;
  }
  return false;
}

bool is_xml(const std::string& text) {
  pugi::xml_document document;
  return static_cast<bool>(document.load_buffer(text.data(), text.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Calendar calendar;
  if (size == 0) return 0;
  const Answer answer =
      calendar.ask(data[0], std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  if (!is_known(answer.status)) std::abort();
  for (const auto& [name, value] : answer.headers) {
    if (name == "Content-Type" && value.rfind("application/xml", 0) == 0)
      if (!is_xml(answer.body.join())) std::abort();
  }
  return 0;
}
