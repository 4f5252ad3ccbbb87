#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/occurrences.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/event_listing.hpp"
#include "render/recurrence_json.hpp"
#include "render/recurrence_words.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

void add_text(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

/// Adds the dates of a series that the listing tells, each with what is changed of it.
void add_dates(Json& json, const Event& event, const EventListing& listing, WorkBudget& work) {
  // One more than are told, to say whether there are more.
  std::vector<Occurrence> occurrences =
      occurrences_between(event, listing.dates_from, listing.dates_to, kMostListedDates + 1, &work);
  const bool has_more = occurrences.size() > kMostListedDates;
  if (has_more) occurrences.pop_back();
  Json dates = Json::array();
  for (const Occurrence& occurrence : occurrences) {
    const SpanText span = format_span(occurrence.span, event.zone, SpanEnd::after);
    Json date = {{"start", span.start}, {"end", span.end}};
    if (const ChangedOccurrence* change = occurrence.change) {
      if (change->status) date["status"] = status_name(*change->status);
      if (change->title) add_text(date, "title", *change->title);
      // Empty: the place was taken away, which an absent member would not say.
      if (change->location) date["location"] = *change->location;
    }
    dates.push_back(std::move(date));
  }
  json["occurrences"] = std::move(dates);
  if (has_more) json["more_occurrences"] = true;
}

Json describe_times(const Event& event, const Feed& feed, const EventListing& listing,
                    WorkBudget& work) {
  const SpanText span = format_span(event.span, event.zone, SpanEnd::after);
  Json json = {{"start", span.start},
               {"end", span.end},
               {"all_day", std::holds_alternative<DaySpan>(event.span)},
               {"timezone", event.zone.name()},
               {"when", describe_when(event, feed.language)}};
  if (event.end_is_assumed) json["end_is_assumed"] = true;
  if (event.recurrence) {
    add_text(json, "repeats", describe_recurrence(event, feed.language));
    json["recurrence"] = describe_recurrence_parts(event);
    add_dates(json, event, listing, work);
  }
  return json;
}

void add_texts(Json& json, const Event& event) {
  add_text(json, "location", event.location);
  if (event.geo)
    json["geo"] = {{"latitude", event.geo->latitude}, {"longitude", event.geo->longitude}};
  const Description::Texts description = event.description.texts();
  add_text(json, "description", description.plain);
  add_text(json, "description_html", description.html);
  if (!event.categories.empty()) json["categories"] = event.categories;
  add_text(json, "image", event.image);
  add_text(json, "contact", event.contact);
  add_text(json, "conference", event.conference);
}

Json describe_event(const ListedEvent& listed, const EventListing& listing, const Config& config,
                    WorkBudget& work) {
  const RevisedEvent& revised = *listed.revised;
  const std::optional<Event> shown = with_shown_titles(listed.event(), listed.feed->language);
  const Event& event = shown ? *shown : listed.event();
  const std::string& base = config.base_url;
  const std::string& feed = listed.feed->id;
  Json json = {{"uid", revised.uid}, {"feed", feed}, {"title", event.title}};
  json.update(describe_times(event, *listed.feed, listing, work));
  json["status"] = status_name(event.status);
  add_texts(json, event);
  json["page"] = event_page_address(base, feed, revised.slug);
  json["link"] = event_link(event, revised.slug, *listed.feed, base, config.site_url);
  json["calendar"] = event_calendar_address(base, feed, revised.slug);
  json["sequence"] = revised.sequence;
  json["created"] = format_timestamp(revised.created);
  json["updated"] = format_timestamp(revised.modified);
  return json;
}

/// How a listing without events ends.
constexpr std::string_view kEmptyEnd = "[]\n}";

std::string dump(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

/// Adds an object's lines, two steps in. A text in JSON holds no line end.
void append_indented(std::string_view lines, std::string& out) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size() - 1);
    out += "\n  ";
    out += lines.substr(0, lines[end] == '\n' ? end : end + 1);
    lines.remove_prefix(end + 1);
  }
}

}  // namespace

/// Written event by event: a tree of all of them would take several times the memory of the text.
std::string render_json(const EventListing& listing, const Config& config, WorkBudget& work) {
  Json json = {{"name", listing.info.name}};
  add_text(json, "description", listing.info.description);
  add_text(json, "color", listing.info.color);
  json["language"] = listing.language;
  json["timezone"] = listing.info.zone;
  json["page"] = listing.info.page;
  json["calendar"] = listing.info.source;
  json["updated"] = format_timestamp(listing.modified);
  json["events"] = Json::array();
  std::string text = dump(json);
  text.resize(text.size() - kEmptyEnd.size());
  const char* between = "[";
  for (const ListedEvent& event : listing.events) {
    text += between;
    append_indented(dump(describe_event(event, listing, config, work)), text);
    between = ",";
  }
  return text += listing.events.empty() ? "[]\n}\n" : "\n ]\n}\n";
}

}  // namespace almanach
