#include "http/dav/calendar_data.hpp"

#include <algorithm>

#include "http/dav/refusal.hpp"
#include "http/dav/series.hpp"
#include "model/component_tree.hpp"
#include "render/content_line.hpp"
#include "server/message.hpp"

namespace almanach::dav {
namespace {

constexpr XmlName kComponent = caldav_name("comp");
/// Of one answer: some thirty thousand events.
constexpr std::size_t kMostBytes = 64 << 20;

constexpr XmlName kProperty = caldav_name("prop");

std::string name_of(const XmlElement& element) {
  const auto name = element.attribute("name");
  if (!name || name->empty()) throw Refusal(400, "What has to have a name has none.\n");
  return std::string(*name);
}

ComponentChoice read_choice(const XmlElement& element) {
  ComponentChoice choice;
  choice.name = name_of(element);
  // The standard's own example (section 7.8.1) names a component and nothing in it, and gets it
  // all.
  choice.all_properties = choice.all_components = element.children.empty();
  for (const XmlElement& child : element.children) {
    if (child.name == caldav_name("allprop")) choice.all_properties = true;
    if (child.name == caldav_name("allcomp")) choice.all_components = true;
    if (child.name == kComponent) choice.components.push_back(read_choice(child));
    if (child.name == kProperty)
      choice.properties.push_back({name_of(child), child.attribute("novalue") == "yes"});
  }
  return choice;
}

TimeRange read_range(const XmlElement& element) {
  const auto range = read_time_range(element, true);
  if (!range) {
    throw Refusal(400, std::string(element.name.local) +
                           " wants start and end like 20260101T000000Z, the start first.\n");
  }
  return *range;
}

void append_chosen(const CalendarComponent& component, const ComponentChoice& choice,
                   std::string& text) {
  text.append("BEGIN:").append(component.name).append("\r\n");
  for (const PropertyLine& property : component.properties) {
    const auto chosen = std::find_if(choice.properties.begin(), choice.properties.end(),
                                     [&](const auto& known) { return property.is(known.name); });
    const bool is_chosen = chosen != choice.properties.end();
    if (is_chosen && chosen->without_value) {
      text += fold_line(with_value(property, ""));
    } else if (is_chosen || choice.all_properties) {
      text += fold_line(property.line.text);
    }
  }
  for (const CalendarComponent& inner : component.components) {
    const auto chosen =
        std::find_if(choice.components.begin(), choice.components.end(),
                     [&](const auto& known) { return equal_but_for_case(known.name, inner.name); });
    if (chosen != choice.components.end()) {
      append_chosen(inner, *chosen, text);
    } else if (choice.all_components) {
      text += write_component(inner);
    }
  }
  text.append("END:").append(component.name).append("\r\n");
}

}  // namespace

CalendarDataRequest read_calendar_data_request(const XmlElement& element) {
  const std::string_view type = element.attribute("content-type").value_or("text/calendar");
  const std::string_view version = element.attribute("version").value_or("2.0");
  if (!same_name(type, "text/calendar") || version != "2.0")
    throw Refusal(403, caldav_name("supported-calendar-data"));
  CalendarDataRequest request;
  if (const XmlElement* component = element.find(kComponent)) {
    request.choice = read_choice(*component);
    if (!same_name(request.choice->name, "VCALENDAR"))
      throw Refusal(400, "The outermost comp is VCALENDAR.\n");
  }
  const XmlElement* expand = element.find(caldav_name("expand"));
  const XmlElement* limit = element.find(caldav_name("limit-recurrence-set"));
  if (expand != nullptr && limit != nullptr)
    throw Refusal(400, "Ask for expand or for limit-recurrence-set, not for both.\n");
  if (expand != nullptr) {
    request.series = CalendarDataRequest::Series::expand;
    request.range = read_range(*expand);
  } else if (limit != nullptr) {
    request.series = CalendarDataRequest::Series::limited;
    request.range = read_range(*limit);
  }
  return request;
}

void write_calendar_data(const Context& context, const CalendarDataRequest& request,
                         const PublishedEvent& event, XmlWriter& writer) {
  if (writer.size() > kMostBytes) throw Refusal(403, dav_name("number-of-matches-within-limits"));
  const std::shared_ptr<const Representation> calendar = context.calendar_of(event);
  if (request.is_plain()) {
    writer.cdata(calendar->body());
    return;
  }
  const std::string text = calendar->body().join();
  const ComponentTree tree(text);
  SeriesText series(tree.only(), *event.revised.event);
  if (request.series == CalendarDataRequest::Series::expand) series.expand(request.range);
  if (request.series == CalendarDataRequest::Series::limited) series.limit(request.range);
  std::string chosen;
  if (request.choice) {
    append_chosen(series.calendar(), *request.choice, chosen);
  } else {
    chosen = write_component(series.calendar());
  }
  writer.cdata(std::move(chosen));
}

}  // namespace almanach::dav
