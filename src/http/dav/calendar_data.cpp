#include "http/dav/calendar_data.hpp"

#include <algorithm>
#include <utility>

#include "http/dav/refusal.hpp"
#include "http/dav/series.hpp"
#include "model/component_tree.hpp"
#include "render/content_line.hpp"
#include "server/message.hpp"

namespace almanach::dav {
namespace {

constexpr XmlName kComponent = caldav_name("comp");
constexpr XmlName kProperty = caldav_name("prop");

/// How many names are compared in a step of work.
constexpr std::size_t kNamesInStep = 64;

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

/// The components of a text that a client has chosen.
class ChosenText {
 public:
  explicit ChosenText(WorkBudget& work) : work_(work) {}

  std::string write(const CalendarComponent& component, const ComponentChoice& choice) {
    append(component, choice);
    return std::move(text_);
  }

 private:
  void append(const CalendarComponent& component, const ComponentChoice& choice) {
    work_.spend(1 + (component.properties.size() * choice.properties.size() +
                     component.components.size() * choice.components.size()) /
                        kNamesInStep);
    text_.append("BEGIN:").append(component.name).append("\r\n");
    for (const PropertyLine& property : component.properties) append(property, choice);
    for (const CalendarComponent& inner : component.components) {
      const auto chosen = std::find_if(
          choice.components.begin(), choice.components.end(),
          [&](const auto& known) { return equal_but_for_case(known.name, inner.name); });
      if (chosen != choice.components.end()) {
        append(inner, *chosen);
      } else if (choice.all_components) {
        text_ += write_component(inner);
      }
    }
    text_.append("END:").append(component.name).append("\r\n");
  }

  void append(const PropertyLine& property, const ComponentChoice& choice) {
    const auto chosen = std::find_if(choice.properties.begin(), choice.properties.end(),
                                     [&](const auto& known) { return property.is(known.name); });
    const bool is_chosen = chosen != choice.properties.end();
    if (is_chosen && chosen->without_value) {
      text_ += fold_line(with_value(property, ""));
    } else if (is_chosen || choice.all_properties) {
      text_ += fold_line(property.line.text);
    }
  }

  WorkBudget& work_;
  std::string text_;
};

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

bool has_calendar_data(const Context& context, const CalendarDataRequest& request,
                       const PublishedEvent& event) {
  if (request.series != CalendarDataRequest::Series::expand) return true;
  const EventInZone own(*event.revised.event, request.zone, context.work);
  return !occurrences_between(own.event(), request.range.start, request.range.end, 1, &context.work)
              .empty();
}

void write_calendar_data(const Context& context, const CalendarDataRequest& request,
                         const PublishedEvent& event, XmlWriter& writer) {
  if (request.is_plain()) {
    writer.cdata(context.calendar_of(event)->body());
    return;
  }
  const std::string text = context.text_of(event);
  const ComponentTree tree(text);
  const EventInZone own(*event.revised.event, request.zone, context.work);
  SeriesText series(tree.only(), own.event());
  if (request.series == CalendarDataRequest::Series::expand)
    series.expand(request.range, context.work);
  if (request.series == CalendarDataRequest::Series::limited) series.limit(request.range);
  writer.cdata(request.choice ? ChosenText(context.work).write(series.calendar(), *request.choice)
                              : write_component(series.calendar()));
}

}  // namespace almanach::dav
