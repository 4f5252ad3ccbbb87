#include "parse/event_texts.hpp"

#include "base/html_text.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

const std::string& shown_link(const InfoEntry& entry) {
  return entry.field.link.empty() ? entry.written_link : entry.field.link;
}

}  // namespace

EventTexts::EventTexts(std::string_view language) : french_(language.substr(0, 2) == "fr") {}

void EventTexts::append(const std::string& plain, const std::string& html) {
  if (plain.empty()) return;
  if (!plain_.empty()) plain_ += "\n\n";
  plain_ += plain;
  html_ += html;
}

void EventTexts::append_info(const std::vector<InfoEntry>& entries) {
  std::string plain;
  std::string html;
  for (const InfoEntry& entry : entries) {
    if (!plain.empty()) plain += '\n';
    plain += info_plain(entry);
    html += "<li>" + info_html(entry) + "</li>";
  }
  append(plain, "<ul>" + html + "</ul>");
}

std::string EventTexts::info_plain(const InfoEntry& entry) const {
  const std::string text = collapse_spaces(entry.field.text);
  const std::string& link = shown_link(entry);
  std::string line = entry.field.label;
  if (!line.empty() && !(text.empty() && link.empty())) line += french_ ? " : " : ": ";
  line += text;
  if (!link.empty() && text.find(link) == std::string::npos)
    line += text.empty() ? link : " (" + link + ")";
  return line;
}

std::string EventTexts::info_html(const InfoEntry& entry) const {
  const std::string text = collapse_spaces(entry.field.text);
  const std::string& label = entry.field.label;
  const std::string shown = escape_html(text.empty() ? shown_link(entry) : text);
  std::string html;
  if (!label.empty())
    html = "<strong>" + escape_html(label) + "</strong>" + (french_ ? " : " : ": ");
  if (entry.target.empty()) return html + shown;
  return html + "<a href=\"" + escape_html(entry.target) + "\">" + shown + "</a>";
}

void EventTexts::lead_with(const std::string& plain, const std::string& html) {
  plain_ = plain + (plain_.empty() ? "" : "\n\n") + plain_;
  html_ = html + html_;
}

void EventTexts::tell_conference(const std::string& address) {
  if (address.empty() || plain_.find(address) != std::string::npos) return;
  const std::string label = french_ ? "Visioconférence : " : "Video meeting: ";
  const std::string shown = escape_html(address);
  lead_with(label + address, "<p>" + label + "<a href=\"" + shown + "\">" + shown + "</a></p>");
}

}  // namespace almanach
