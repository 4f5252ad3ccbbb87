#include "http/negotiation.hpp"

#include <array>
#include <string_view>

#include "base/text.hpp"
#include "server/header_list.hpp"
#include "server/message.hpp"

namespace almanach {
namespace {

struct Form {
  FeedForm form;
  std::string_view type;
  std::string_view family;
};

/// In the order of our own preference.
constexpr std::array<Form, 3> kForms = {
    {{FeedForm::html, "text/html", "text/*"},
     {FeedForm::icalendar, "text/calendar", "text/*"},
     {FeedForm::jcal, "application/calendar+json", "application/*"}}};

/// How narrowly a range of media types names one: 0 not at all, 3 by its full name.
int precision(std::string_view range, const Form& form) {
  if (same_name(range, form.type)) return 3;
  if (same_name(range, form.family)) return 2;
  return range == "*/*" ? 1 : 0;
}

/// The weight's own parameter of an item; those of the type (charset, component) stand before it.
std::string_view find_weight(std::string_view item) {
  for (std::size_t mark = item.find(';'); mark != std::string_view::npos;
       mark = item.find(';', mark + 1)) {
    const std::string_view parameter = trim(item.substr(mark + 1));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) return parameter;
  }
  return {};
}

/// The weight of the narrowest range that names the form, in thousandths; 0 where none does.
int weight_of(std::string_view accept, const Form& form) {
  int best = 0;
  int weight = 0;
  while (!accept.empty()) {
    const std::string_view item = take_item(accept);
    const std::string_view range = trim(item.substr(0, item.find(';')));
    const int found = precision(range, form);
    if (found <= best) continue;
    best = found;
    weight = almanach::weight_of(find_weight(item));
  }
  return weight;
}

}  // namespace

FeedForm choose_form(const std::optional<std::string>& accept) {
  FeedForm chosen = FeedForm::html;
  if (!accept) return chosen;
  int highest = 0;
  for (const Form& form : kForms) {
    const int weight = weight_of(*accept, form);
    if (weight <= highest) continue;
    highest = weight;
    chosen = form.form;
  }
  return chosen;
}

}  // namespace almanach
