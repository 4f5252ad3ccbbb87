#include "render/html/preview_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/html/assets.hpp"
#include "render/html/event_page.hpp"
#include "render/html/preview_reading.hpp"
#include "render/html/preview_words.hpp"
#include "render/html/theme_parts.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

/// Events of a file that the page leads to.
constexpr std::size_t kMostLinks = 50;

template <typename... Values>
std::string fill(std::string_view words, const Values&... values) {
  return fmt::format(fmt::runtime(words), values...);
}

/// The page's own look and script, beside those of all pages.
std::string write_head() {
  HtmlWriter html;
  {
    const HtmlWriter::Element style = html.open("style");
    html.raw(preview_style());
  }
  html.element("script", {{"src", "/preview/preview.js"}, {"defer", ""}}, "");
  return html.take();
}

void write_problem(HtmlWriter& html, const Problem& problem, std::string_view source,
                   Language language, bool with_file) {
  const PreviewWords& words = preview_words(language);
  const bool is_error = problem.severity == Severity::error;
  const HtmlWriter::Element item = html.open("li");
  html.element("strong", {{"class", is_error ? "badge cancelled" : "badge postponed"}},
               is_error ? words.error : words.warning);
  html.text(" ");
  if (with_file) {
    html.element("code", escape_odd_octets(problem.file));
    html.text(" ");
  }
  if (problem.line > 0) html.text(fill(words.line, problem.line) + ", ");
  html.text(translate_message(problem.message, language));
  if (!problem.hint.empty()) {
    html.empty("br");
    html.text("→ " + translate_message(problem.hint, language));
  }
  const std::string line = source_line(source, problem.line);
  if (!line.empty()) html.element("pre", line);
}

class ListPage {
 public:
  ListPage(HtmlWriter& html, const Page& page, const PreviewList& list)
      : html_(html), page_(page), words_(preview_words(page.language)), list_(list) {}

  void write() {
    html_.element("h1", words_.title);
    html_.element("p", {{"class", "lead"}}, fill(words_.lead, escape_odd_octets(list_.folder)));
    write_search();
    const HtmlWriter::Element part = html_.open("div", {{"data-stream", list_.news}});
    write_files();
    write_elsewhere();
  }

 private:
  void write_search() {
    const HtmlWriter::Element form =
        html_.open("form", {{"class", "find"},
                            {"role", "search"},
                            {"method", "get"},
                            {"action", preview_path(page_.address, "")}});
    html_.element("label", {{"for", "q"}}, words_.search);
    const HtmlWriter::Element line = html_.open("div", {{"class", "copy"}});
    html_.empty("input", {{"type", "search"}, {"id", "q"}, {"name", "q"}, {"value", list_.sought}});
    html_.element("button", {{"class", "button quiet"}, {"type", "submit"}}, words_.find);
  }

  void write_files() {
    const HtmlWriter::Element section = html_.open("section", {{"class", "files"}});
    html_.element("h2", words_.files);
    html_.element("p", {{"class", "note"}}, fill(words_.found, list_.found, list_.all));
    if (list_.files.empty()) {
      html_.element("p", words_.none_found);
      return;
    }
    {
      const HtmlWriter::Element list = html_.open("ul");
      for (const PreviewEntry& file : list_.files) write_file(file);
    }
    if (list_.found > list_.files.size())
      html_.element("p", fill(words_.left_out, list_.found - list_.files.size()));
  }

  void write_file(const PreviewEntry& file) {
    const HtmlWriter::Element item = html_.open("li");
    html_.element("a", {{"href", preview_path(page_.address, file.path)}}, file.path);
    if (file.errors > 0) write_badge("badge cancelled", fill(words_.errors, file.errors));
    if (file.warnings > 0) write_badge("badge postponed", fill(words_.warnings, file.warnings));
    html_.text(" ");
    html_.element("span", {{"class", "note"}}, describe(file));
  }

  void write_badge(std::string_view kind, const std::string& text) {
    html_.text(" ");
    html_.element("span", {{"class", kind}}, text);
  }

  std::string describe(const PreviewEntry& file) const {
    if (!file.is_readable) return std::string(words_.unreadable);
    switch (file.role) {
      case FileRole::section:
        return std::string(words_.section);
      case FileRole::resource:
        return fill(words_.resource, file.main);
      case FileRole::variant:
        return fill(words_.variant, file.main);
      case FileRole::ignored:
        return std::string(words_.ignored);
      case FileRole::event:
        break;
    }
    return file.events == 0 ? std::string(words_.no_event) : fill(words_.events, file.events);
  }

  void write_elsewhere() {
    if (list_.elsewhere.empty()) return;
    const HtmlWriter::Element section = html_.open("section", {{"class", "problems"}});
    html_.element("h2", words_.elsewhere);
    const HtmlWriter::Element list = html_.open("ul");
    for (const Problem& problem : list_.elsewhere)
      write_problem(html_, problem, "", page_.language, true);
  }

  HtmlWriter& html_;
  const Page& page_;
  const PreviewWords& words_;
  const PreviewList& list_;
};

class FilePage {
 public:
  FilePage(HtmlWriter& html, const Page& page, const PreviewFile& file, Day today,
           const Config& config)
      : html_(html),
        page_(page),
        words_(preview_words(page.language)),
        file_(file),
        today_(today),
        config_(config) {}

  void write() {
    {
      const HtmlWriter::Element crumbs = html_.open("p", {{"class", "crumbs"}});
      html_.element("a", {{"href", preview_path(page_.address, "")}}, words_.title);
      html_.text(" › ");
      html_.element("code", escape_odd_octets(file_.path));
    }
    const HtmlWriter::Element part = html_.open("div", {{"data-stream", file_.news}});
    if (file_.is_missing) {
      html_.element("h1", words_.missing);
      html_.element("p", {{"class", "lead"}}, words_.missing_more);
      return;
    }
    write_choice();
    write_notices();
    {
      const HtmlWriter::Element sides = html_.open("div", {{"class", "sides"}});
      write_event();
      const HtmlWriter::Element beside = html_.open("div", {{"class", "side"}});
      write_problems();
      write_lines();
    }
    const ReadingContext context{file_.zone, config_.default_duration,
                                 file_.traces_chosen && chosen()->revised->event->end_is_assumed};
    const ReadingContext of_none{file_.zone, config_.default_duration, false};
    for (const EventTrace& trace : file_.traces) {
      const bool is_chosen = file_.traces_chosen && &trace == &file_.traces.front();
      write_reading(html_, trace, is_chosen ? context : of_none, page_.language);
    }
    write_evidence();
  }

 private:
  const PreviewEvent* chosen() const {
    return file_.events.empty() ? nullptr : &file_.events.at(file_.chosen);
  }

  void write_choice() {
    if (file_.events.size() < 2) return;
    const HtmlWriter::Element nav =
        html_.open("nav", {{"class", "chosen"}, {"aria-label", words_.choose}});
    const std::size_t half = kMostLinks / 2;
    const std::size_t first = file_.chosen > half ? file_.chosen - half : 0;
    const std::size_t last = std::min(file_.events.size(), first + kMostLinks);
    const HtmlWriter::Element list = html_.open("ul");
    for (std::size_t i = first; i < last; ++i) {
      const HtmlWriter::Element item = html_.open("li");
      html_.element("a",
                    {{"href", preview_path(page_.address, file_.path, i)},
                     {"aria-current",
                      i == file_.chosen ? std::optional<std::string_view>("page") : std::nullopt}},
                    file_.events[i].revised->event->title);
      if (file_.events[i].is_draft) html_.text(fmt::format(" {}", words_.is_draft));
    }
    if (last - first < file_.events.size())
      html_.element("li", {{"class", "note"}}, fill(words_.events, file_.events.size()));
  }

  void write_notice(std::string_view text) { html_.element("p", {{"class", "notice over"}}, text); }

  void write_notices() {
    const PreviewEvent* const event = chosen();
    if (event != nullptr && event->is_draft) write_notice(words_.draft);
    if (event != nullptr && !event->feed->is_public()) write_notice(words_.not_public);
    if (file_.is_held) write_notice(words_.held);
    if (event != nullptr && event->is_kept) write_notice(words_.kept_version);
  }

  void write_event() {
    const HtmlWriter::Element side = html_.open("div", {{"class", "side"}});
    const PreviewEvent* const event = chosen();
    if (event == nullptr) {
      html_.element("h1", words_.gives_none);
      return;
    }
    EventContent content;
    content.listed = {event->revised, event->feed};
    content.today = today_;
    Page own = page_;
    own.title = shown_title(*event->revised->event, event->feed->language);
    own.address = page_.address.at(fmt::format("/{}/{}", event->feed->id, event->revised->slug));
    write_event_page(html_, own, content, config_);
    if (event->is_draft || !event->feed->is_public()) return;
    const HtmlWriter::Element line = html_.open("p");
    html_.element("a", {{"href", link_to(config_, own.address)}}, words_.published_page);
  }

  void write_problems() {
    const HtmlWriter::Element section = html_.open("section", {{"class", "problems"}});
    html_.element("h2", words_.problems);
    if (file_.problems.empty()) {
      html_.element("p", words_.no_problem);
      return;
    }
    const HtmlWriter::Element list = html_.open("ul");
    for (const Problem& problem : file_.problems)
      write_problem(html_, problem, file_.source, page_.language, false);
  }

  void write_lines() {
    if (file_.lines.empty()) return;
    const HtmlWriter::Element section = html_.open("section", {{"class", "lines"}});
    html_.element("h2", words_.lines);
    html_.element("p", {{"class", "note"}}, words_.lines_more);
    // It has a height of its own: who has no mouse scrolls it, too.
    html_.element("pre", {{"tabindex", "0"}}, file_.lines);
  }

  void write_evidence() {
    if (file_.evidence.empty()) return;
    const HtmlWriter::Element section = html_.open("section", {{"class", "evidence"}});
    html_.element("h2", words_.evidence);
    const HtmlWriter::Element list = html_.open("ul");
    for (const std::string& line : file_.evidence) html_.element("li", escape_odd_octets(line));
  }

  HtmlWriter& html_;
  const Page& page_;
  const PreviewWords& words_;
  const PreviewFile& file_;
  Day today_;
  const Config& config_;
};

/// The document around one of the pages. Links lead to this machine, whatever the public address
/// has before its paths.
std::string render_frame(
    Page page, std::string title, const Config& config,
    const std::function<void(HtmlWriter&, const Page&, const Config& here)>& content) {
  page.title = std::move(title);
  page.unlisted = true;
  page.head = write_head();
  Config here = config;
  here.base_url.resize(here.base_url.size() - base_path(here.base_url).size());
  return render_document(page, here, [&](HtmlWriter& html) {
    const HtmlWriter::Element preview = html.open("div", {{"class", "preview"}});
    content(html, page, here);
    html.element("p",
                 {{"id", "renewed"},
                  {"class", "note"},
                  {"role", "status"},
                  {"data-words", preview_words(page.language).renewed}},
                 "");
  });
}

}  // namespace

std::string render_preview_list(Page page, const PreviewList& list, const Config& config) {
  const Language language = page.language;
  return render_frame(std::move(page), std::string(preview_words(language).title), config,
                      [&](HtmlWriter& html, const Page& framed, const Config&) {
                        ListPage(html, framed, list).write();
                      });
}

std::string render_preview_file(Page page, const PreviewFile& file, Day today,
                                const Config& config) {
  return render_frame(std::move(page), escape_odd_octets(file.path), config,
                      [&](HtmlWriter& html, const Page& framed, const Config& here) {
                        FilePage(html, framed, file, today, here).write();
                      });
}

std::string preview_path(const PageAddress& here, std::string_view file, std::size_t index) {
  std::string path = here.at("/preview").path();
  if (!file.empty()) path.append("?file=").append(percent_encode(file, "/"));
  if (index > 0) path += fmt::format("&event={}", index + 1);
  return path;
}

std::string preview_security_policy(const Config& config) {
  return fmt::format(
      "default-src 'none'; style-src {}{} 'sha256-{}'; script-src 'self'; connect-src 'self'; "
      "img-src data:{} https: http:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      style_source(), theme_style_source(config), sha256_base64(preview_style()),
      theme_picture_source(config));
}

}  // namespace almanach
