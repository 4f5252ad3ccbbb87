#include "model/component_tree.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/content_limits.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

/// What follows `start` ("BEGIN:", "END:") in a line; empty: it does not begin so.
std::optional<std::string> name_after(std::string_view text, std::string_view start) {
  if (!equal_but_for_case(text.substr(0, start.size()), start)) return std::nullopt;
  return capitals(trim(text.substr(start.size())));
}

/// BEGIN or END with parameters, which the grammar does not know (RFC 5545 section 3.4). Readers
/// differ in what they make of it: it must not be published as a property.
bool is_delimiter(const PropertyLine& line) {
  return line.is("BEGIN") || line.is("END");
}

std::string describe(const ComponentFault& fault) {
  std::string place =
      "line " + std::to_string(fault.line.number) + " (" + std::string(fault.line.text) + "): ";
  switch (fault.kind) {
    case ComponentFault::Kind::no_component:
      return place + "no component begins so";
    case ComponentFault::Kind::stray:
      return place + "stands outside of what it belongs to";
    case ComponentFault::Kind::early_end:
      return place + "stands before the end of " + fault.open->name;
    case ComponentFault::Kind::bad_line:
      return place + fault.detail.message;
    case ComponentFault::Kind::too_deep:
      return place + "too many components within components";
    case ComponentFault::Kind::too_long:
      return place + "too many lines of " + fault.open->name;
    case ComponentFault::Kind::missing_end:
      return place + "the text ends before " + fault.open->name + " does";
  }
  return place;
}

[[noreturn]] void refuse(const ComponentFault& fault) {
  throw std::invalid_argument(describe(fault));
}

}  // namespace

const PropertyLine* CalendarComponent::find(std::string_view property) const {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const PropertyLine& one) { return one.is(property); });
  return found == properties.end() ? nullptr : &*found;
}

void ComponentReader::take(const ContentLine& line) {
  last_ = line;
  if (auto name = name_after(line.text, "BEGIN:")) {
    begin(line, *std::move(name));
  } else if (auto ended = name_after(line.text, "END:")) {
    end(line, *std::move(ended));
  } else if (open_.empty()) {
    report_stray(line);
  } else if (unread_ == kNone) {
    read_property(line);
  }
}

void ComponentReader::read_property(const ContentLine& line) {
  if (open_.back().properties.size() == kMostComponentLines) {
    if (!open_.back().faulty) report(ComponentFault::Kind::too_long, line);
    open_.back().faulty = true;
    return;
  }
  if (line.faulty) return leave_out(line, {});
  auto read = read_property_line(line);
  if (const auto* property = std::get_if<PropertyLine>(&read)) {
    if (!is_delimiter(*property)) open_.back().properties.push_back(*property);
    return;
  }
  leave_out(line, std::get<PropertyLineFault>(std::move(read)));
}

void ComponentReader::leave_out(const ContentLine& line, PropertyLineFault fault) {
  CalendarComponent& open = open_.back();
  if (rules_.needs_line == nullptr || rules_.needs_line(open, line.text)) open.faulty = true;
  report(ComponentFault::Kind::bad_line, line, {}, std::move(fault));
}

void ComponentReader::begin(const ContentLine& line, std::string name) {
  if (open_.empty() && !rules_.outermost.empty() && name != rules_.outermost)
    return report_stray(line);
  if (open_.size() == kMostComponentLevels) {
    // Deeper ones are told apart no more; nothing is read of them.
    if (too_deep_ == 0) report(ComponentFault::Kind::too_deep, line);
    ++too_deep_;
    return;
  }
  const bool read = rules_.read.empty() ||
                    std::find(rules_.read.begin(), rules_.read.end(), name) != rules_.read.end();
  if (!read && unread_ == kNone) unread_ = open_.size();
  CalendarComponent component;
  component.name = std::move(name);
  component.position = line.position();
  open_.push_back(std::move(component));
}

void ComponentReader::end(const ContentLine& line, std::string name) {
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  const auto opened = std::find_if(open_.rbegin(), open_.rend(),
                                   [&](const CalendarComponent& one) { return one.name == name; });
  if (opened == open_.rend()) return report_stray(line);
  if (opened != open_.rbegin()) {
    report(ComponentFault::Kind::early_end, line, name);
    close_within(static_cast<std::size_t>(opened.base() - open_.begin()));
    open_.back().faulty = true;
  }
  close();
}

void ComponentReader::close() {
  CalendarComponent done = std::move(open_.back());
  open_.pop_back();
  if (unread_ != kNone && unread_ >= open_.size()) unread_ = kNone;
  (open_.empty() ? done_ : open_.back().components).push_back(std::move(done));
}

void ComponentReader::close_within(std::size_t count) {
  while (open_.size() > count) {
    if (rules_.keeps_unended) {
      close();
    } else {
      open_.pop_back();
    }
  }
}

std::vector<CalendarComponent> ComponentReader::finish() {
  if (!open_.empty()) {
    report(ComponentFault::Kind::missing_end, last_);
    close_within(1);
    close();
  }
  return std::move(done_);
}

void ComponentReader::report_stray(const ContentLine& line) {
  const bool first = done_.empty() && open_.empty();
  report(first ? ComponentFault::Kind::no_component : ComponentFault::Kind::stray, line);
}

void ComponentReader::report(ComponentFault::Kind kind, const ContentLine& line, std::string name,
                             PropertyLineFault detail) {
  report_(
      {kind, line, open_.empty() ? nullptr : &open_.back(), std::move(name), std::move(detail)});
}

std::vector<CalendarComponent> read_components(ContentLines& lines, ComponentRules rules,
                                               ComponentReader::Report report) {
  ComponentReader reader(rules, std::move(report));
  while (const auto line = lines.next()) reader.take(*line);
  return reader.finish();
}

ComponentTree::ComponentTree(std::string_view text, std::string_view outermost)
    : lines_(text), components_(read_components(lines_, {outermost, {}, false}, refuse)) {}

const CalendarComponent& ComponentTree::only() const {
  if (components_.size() != 1) throw std::invalid_argument("this is not one component");
  return components_.front();
}

}  // namespace almanach
