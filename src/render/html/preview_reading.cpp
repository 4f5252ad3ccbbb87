#include "render/html/preview_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/html/preview_words.hpp"

namespace almanach {
namespace {

class ReadingTable {
 public:
  ReadingTable(HtmlWriter& html, const EventTrace& trace, const ReadingContext& context,
               Language language)
      : html_(html),
        trace_(trace),
        context_(context),
        language_(language),
        words_(preview_words(language)) {}

  void write() {
    const HtmlWriter::Element section = html_.open("section", {{"class", "reading"}});
    html_.element("h2", trace_.key.empty() ? std::string(words_.reading)
                                           : fmt::format("{} ({})", words_.reading, trace_.key));
    write_table(trace_.read, true);
    if (trace_.unread.empty()) return;
    html_.element("h3", words_.unread);
    html_.element("p", {{"class", "note"}}, words_.unread_more);
    write_table(trace_.unread, false);
  }

 private:
  void write_table(const std::vector<WrittenFact>& facts, bool are_read) {
    const HtmlWriter::Element table = html_.open("table");
    {
      const HtmlWriter::Element head = html_.open("thead");
      const HtmlWriter::Element row = html_.open("tr");
      for (const std::string_view name : {words_.field, words_.written, words_.where}) {
        if (!are_read && name == words_.field) continue;
        html_.element("th", {{"scope", "col"}}, name);
      }
    }
    const HtmlWriter::Element body = html_.open("tbody");
    for (const WrittenFact& fact : facts) write_fact(fact, are_read);
    if (are_read) write_assumed();
  }

  void write_fact(const WrittenFact& fact, bool is_read) {
    const HtmlWriter::Element row = html_.open("tr");
    if (is_read) html_.element("th", {{"scope", "row"}}, name_field(fact.field, language_));
    html_.element("td", fact.text);
    const HtmlWriter::Element where = html_.open("td");
    if (fact.key.empty()) html_.text(fact.position.line > 0 ? words_.file_text : words_.file_name);
    if (!fact.key.empty()) html_.element("code", fact.key);
    if (fact.position.line > 0)
      html_.text(", " + fmt::format(fmt::runtime(words_.line), fact.position.line));
    if (!fact.later) return;
    html_.text(" ");
    html_.element("span", {{"class", "note"}}, fmt::format("({})", words_.later));
  }

  bool is_told(std::string_view field) const {
    return std::any_of(trace_.read.begin(), trace_.read.end(),
                       [&](const WrittenFact& fact) { return fact.field == field; });
  }

  void write_assumed() {
    const auto minutes =
        std::chrono::duration_cast<std::chrono::minutes>(context_.default_duration);
    if (context_.end_is_assumed)
      write_assumption("end", fmt::format(fmt::runtime(words_.assumed_end), minutes.count()));
    if (!trace_.has_zone && !is_told("timezone") && !context_.zone.empty())
      write_assumption("timezone", fmt::format(fmt::runtime(words_.assumed_zone), context_.zone));
  }

  void write_assumption(std::string_view field, const std::string& text) {
    const HtmlWriter::Element row = html_.open("tr");
    html_.element("th", {{"scope", "row"}}, name_field(field, language_));
    html_.element("td", text);
    html_.element("td", {{"class", "note"}}, words_.assumed);
  }

  HtmlWriter& html_;
  const EventTrace& trace_;
  const ReadingContext& context_;
  Language language_;
  const PreviewWords& words_;
};

}  // namespace

void write_reading(HtmlWriter& html, const EventTrace& trace, const ReadingContext& context,
                   Language language) {
  ReadingTable(html, trace, context, language).write();
}

std::string source_line(std::string_view text, int line) {
  constexpr std::size_t kLongest = 300;
  if (line <= 0) return "";
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return "";
    text.remove_prefix(end + 1);
  }
  const std::string_view found = text.substr(0, text.find('\n'));
  return shorten(escape_odd_octets(trim(found)), kLongest);
}

}  // namespace almanach
