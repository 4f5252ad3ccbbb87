#include "render/html/add_event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "model/occurrence_name.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/calendar_services.hpp"
#include "render/day_words.hpp"
#include "render/html/parts.hpp"
#include "render/recurrence.hpp"

namespace almanach {
namespace {

/// The value of the event's RRULE, without folds; empty where that alone does not name its dates.
std::string plain_rule(const Event& event) {
  if (!event.recurrence) return "";
  const Recurrence& recurrence = *event.recurrence;
  if (!recurrence.rule || !recurrence.extra.empty() || !recurrence.excluded.empty() ||
      !recurrence.changed.empty())
    return "";
  std::string line = rule_line(event);
  std::string rule;
  for (std::size_t at = line.find(':') + 1; at < line.size(); ++at) {
    if (line.compare(at, 3, "\r\n ") == 0) {
      at += 2;
    } else if (line[at] != '\r' && line[at] != '\n') {
      rule += line[at];
    }
  }
  return rule;
}

/// `page`: where the link leads in case it leads to a page of ours.
AddedEvent describe_added(const AgendaEntry& entry, const std::string& page, const Config& config) {
  const Event& event = entry.listed.event();
  const Feed& feed = *entry.listed.feed;
  AddedEvent added;
  added.title = entry.title();
  added.span = entry.span;
  added.zone = event.zone;
  added.location = entry.location();
  added.description = entry.change != nullptr && entry.change->description
                          ? *entry.change->description
                          : event.description.plain();
  // A private page's address opens it: nothing that is handed on has it.
  added.link =
      shared_event_link(event, entry.listed.revised->slug, feed, config.base_url, config.site_url);
  if (added.link == event_page_address(config.base_url, feed.id, entry.listed.revised->slug))
    added.link = page;
  return added;
}

class AddEvent {
 public:
  AddEvent(HtmlWriter& html, const Page& page, const AgendaEntry& entry, AddScope scope,
           const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        entry_(entry),
        event_(entry.listed.event()),
        scope_(scope),
        config_(config) {}

  void write() {
    const HtmlWriter::Element section = html_.open("section", {{"class", "add"}});
    html_.element("h2", words_.add_event);
    html_.element("p", {{"class", "note"}}, words_.add_event_more);
    const bool is_part = scope_ == AddScope::occurrence && event_.recurrence;
    const AddedEvent date = describe_added(entry_, own_page(is_part), config_);
    const HtmlWriter::Element list = html_.open("ul", {{"class", "services"}});
    write_google(date);
    // A file has all dates: of one, it is not what is put first.
    if (!is_part) write_file("ics");
    write_service("outlook", words_.outlook, outlook_add_address(OutlookSite::personal, date),
                  date_alone());
    write_service("office", words_.office, outlook_add_address(OutlookSite::office, date),
                  date_alone());
    if (is_part) write_file("");
  }

 private:
  /// The public address of the page that tells of what is added.
  std::string own_page(bool is_part) const {
    PageAddress address = event_address(page_, entry_.listed).in({});
    if (is_part) address = address.with_date(name_occurrence(event_, entry_.original));
    return whole_address(config_, address);
  }

  void write_file(std::string_view system) {
    write_service(system, words_.add_file,
                  event_calendar_address(config_.base_url, entry_.listed.feed->id,
                                         entry_.listed.revised->slug),
                  event_.recurrence ? std::string(words_.whole_series) : "");
  }

  void write_google(const AddedEvent& date) {
    AddedEvent series = date;
    if (scope_ == AddScope::series) series.rule = plain_rule(event_);
    if (!may_be_google_rule(series.rule))
      return write_service("google", words_.google, google_add_address(date), date_alone());
    // The rule counts from the first date on.
    series.title = event_.title;
    series.span = event_.span;
    write_service("google", words_.google, google_add_address(series),
                  std::string(words_.whole_series));
  }

  /// `system` names what the script puts first. `part`: what of a series is added.
  void write_service(std::string_view system, std::string_view name, const std::string& address,
                     const std::string& part) {
    const HtmlWriter::Element item = html_.open("li");
    const HtmlWriter::Element link = html_.open("a", {{"class", "button quiet"},
                                                      {"href", address},
                                                      {"rel", "noopener"},
                                                      {"data-service", system}});
    html_.text(name);
    if (part.empty()) return;
    html_.text(" ");
    html_.element("small", part);
  }

  /// "le 8 décembre seulement", where the event has other dates.
  std::string date_alone() const {
    if (!event_.recurrence) return "";
    const bool french = page_.language == Language::french;
    const Day day(event_.zone.wall_time(entry_.covered.start));
    const std::string date =
        fmt::format("{} {}", day_number(day.day(), french), month_name(day, french));
    return fmt::format(fmt::runtime(words_.date_alone), date);
  }

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  const AgendaEntry& entry_;
  const Event& event_;
  AddScope scope_;
  const Config& config_;
};

}  // namespace

const AgendaEntry* find_addable(const std::vector<AgendaEntry>& dates) {
  const auto found = std::find_if(dates.begin(), dates.end(), [](const AgendaEntry& entry) {
    return entry.status() == EventStatus::confirmed;
  });
  return found == dates.end() ? nullptr : &*found;
}

void write_add_event(HtmlWriter& html, const Page& page, const AgendaEntry& entry, AddScope scope,
                     const Config& config) {
  AddEvent(html, page, entry, scope, config).write();
}

}  // namespace almanach
