// Any bytes as a content file, published beside an event that is right: every form of the feed is
// what it says, libical and our own reader take each line of it, and the other event is in it.
//
// A file that begins as a calendar is an .ics file, one with front matter an event, others a list.

#include <libical/ical.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/ical.hpp"
#include "http/router.hpp"
#include "model/component_tree.hpp"
#include "support/content_lines.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::require;
using almanach::testing::require_content_lines;

namespace {

std::string file_name(std::string_view bytes) {
  if (bytes.starts_with("BEGIN:")) return "agenda/fichier.ics";
  return bytes.starts_with("---") ? "agenda/fichier.md" : "agenda/fichier.yml";
}

class SmallSite {
 public:
  explicit SmallSite(const std::string& bytes) {
    publisher_.put("agenda/bal.md", "Bal", "2027-05-12 20:00");
    publisher_.folder.put(file_name(bytes), bytes);
    snapshot_ = publisher_.rescan();
    router_.emplace(std::make_shared<const Config>(publisher_.config), publisher_.clock, fetches_);
  }

  const Snapshot& snapshot() const { return *snapshot_; }

  std::string get(std::string path) const {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    const Answer answer = router_->answer(request, *snapshot_);
    require(answer.status == 200);
    return answer.body.join();
  }

 private:
  testing::Publisher publisher_;
  std::shared_ptr<const Snapshot> snapshot_;
  Fetches fetches_{publisher_.clock.now()};
  std::optional<Router> router_;
};

/// Of all that is in the component. Names that libical does not know are none: a property of a
/// later RFC is kept, and readers pass over what they do not know (RFC 5545 section 3.8.8.1).
void require_no_errors(icalcomponent* component) {
  for (icalproperty* property =
           icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
       property != nullptr;
       property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    const std::string_view error = icalproperty_get_xlicerror(property);
    require(error.starts_with("Parse error in property name"));
  }
  for (icalcomponent* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
       inner != nullptr; inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
    require_no_errors(inner);
  }
}

void require_calendar(const std::string& text) {
  require_content_lines(text);
  const ComponentTree tree(text);  // throws at the first fault
  require(tree.only().find("VERSION") != nullptr);
  const IcalComponent read = parse_component(text);
  require(read != nullptr);
  require_no_errors(read.get());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SmallSite site(std::string(reinterpret_cast<const char*>(data), size));
  const std::string calendar = site.get("/agenda.ics");
  require_calendar(calendar);
  require(calendar.find("SUMMARY:Bal\r\n") != std::string::npos);
  require(nlohmann::json::accept(site.get("/agenda.jcal")));
  require(nlohmann::json::accept(site.get("/agenda.json")));
  const std::string atom = site.get("/agenda.atom");
  pugi::xml_document document;
  require(static_cast<bool>(document.load_buffer(atom.data(), atom.size())));
  require(!find_invalid_utf8(site.get("/agenda/")));
  for (const PublishedEvent* event : list_events(site.snapshot().all_months)) {
    const std::string address = "/agenda/" + event->revised.slug;
    require_calendar(site.get(address + ".ics"));
    require(!find_invalid_utf8(site.get(address)));
  }
  return 0;
}
