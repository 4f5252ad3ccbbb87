#include "base/ical.hpp"

#include <libical/ical.h>

#include <new>
#include <string_view>

namespace almanach {
namespace {

struct BufferDeleter {
  void operator()(char* buffer) const { icalmemory_free_buffer(buffer); }
};

/// libical 3.0.16 folds a line that is full just before its end between CR and LF.
std::string mend_folds(std::string text) {
  constexpr std::string_view kBroken = "\r\r\n \n";
  for (std::size_t at = text.find(kBroken); at != std::string::npos; at = text.find(kBroken, at))
    text.replace(at, kBroken.size(), "\r\n");
  return text;
}

}  // namespace

void IcalComponentDeleter::operator()(icalcomponent_impl* component) const {
  icalcomponent_free(component);
}

IcalComponent parse_component(const std::string& text) {
  return IcalComponent(icalparser_parse_string(text.c_str()));
}

bool is_ical_rule(const std::string& rule) {
  return icalrecurrencetype_from_string(rule.c_str()).freq != ICAL_NO_RECURRENCE;
}

bool is_ical_property(const std::string& line) {
  const std::string name = line.substr(0, line.find_first_of(":;"));
  if (icalproperty_string_to_kind(name.c_str()) == ICAL_NO_PROPERTY) return true;
  const IcalComponent event = parse_component("BEGIN:VEVENT\r\n" + line + "\r\nEND:VEVENT\r\n");
  return event != nullptr && icalcomponent_count_errors(event.get()) == 0;
}

std::string format_component(const icalcomponent_impl& component) {
  // libical takes all its arguments as mutable, but only reads this one.
  const std::unique_ptr<char, BufferDeleter> text(
      icalcomponent_as_ical_string_r(const_cast<icalcomponent_impl*>(&component)));
  if (text == nullptr) throw std::bad_alloc();
  return mend_folds(text.get());
}

}  // namespace almanach
