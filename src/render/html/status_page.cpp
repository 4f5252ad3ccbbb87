#include "render/html/status_page.hpp"

#include <fmt/format.h>

#include <utility>

#include "render/dialect_lines.hpp"
#include "render/messages/translate.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

struct StatusWords {
  std::string_view title;
  std::string_view summary;  ///< revision, time
  std::string_view problems;
  std::string_view no_problem;
  std::string_view error;
  std::string_view warning;
  std::string_view dialects;
  std::string_view calendars;
  std::string_view events;    ///< count
  std::string_view size;      ///< size in kB
  std::string_view budget;    ///< percent, budget in kB
  std::string_view left_out;  ///< count
  std::string_view over_budget;
  std::string_view changed;  ///< time
  std::string_view client;
  std::string_view last;
  std::string_view count;
  std::string_view seen;
  std::string_view yes;
  std::string_view not_yet;
  std::string_view nobody;   ///< time
  std::string_view counted;  ///< time
  std::string_view patience;
  std::string_view browsers;
  std::string_view others;
  std::string_view by_link;
};

const StatusWords& status_words(Language language) {
  static constexpr StatusWords kFrench = {
      "État du service",
      "Révision {}, vue le {}.",
      "Problèmes du contenu",
      "Aucun problème : chaque fichier est publié comme il est écrit.",
      "erreur",
      "avertissement",
      "Comment les fichiers sont lus",
      "Calendriers",
      "{} événements",
      "{} ko",
      "{} % des {} ko que les agendas acceptent",
      "les {} plus anciens sont laissés de côté",
      "trop grand : Google l’ignore au-delà d’un mégaoctet environ",
      "Dernier changement : {}",
      "Logiciel",
      "Dernier passage",
      "Passages",
      "A vu le dernier changement",
      "oui",
      "pas encore",
      "Personne n’est passé depuis le démarrage, le {}.",
      "Passages depuis le démarrage, le {}, sans adresse ni identité.",
      "Google Agenda repasse au bout de plusieurs heures, parfois d’un jour ; rien de ce que dit "
      "un "
      "serveur n’y change quoi que ce soit. Outlook passe toutes les trois heures environ.",
      "navigateurs",
      "autres",
      "privé : ouvert par lien secret"};
  static constexpr StatusWords kEnglish = {
      "Service status",
      "Revision {}, seen on {}.",
      "Problems of the content",
      "No problem: every file is published as it is written.",
      "error",
      "warning",
      "How the files are read",
      "Calendars",
      "{} events",
      "{} kB",
      "{} % of the {} kB that calendar programs take",
      "the {} oldest are left out",
      "too large: Google ignores calendars over about a megabyte",
      "Last change: {}",
      "Program",
      "Last visit",
      "Visits",
      "Has seen the last change",
      "yes",
      "not yet",
      "Nobody has come since the start, on {}.",
      "Visits since the start, on {}, without address or identity.",
      "Google Calendar comes back after some hours, sometimes a day; nothing that a server says "
      "changes that. Outlook comes about every three hours.",
      "browsers",
      "others",
      "private: opened by secret link"};
  return language == Language::french ? kFrench : kEnglish;
}

template <typename... Values>
std::string fill(std::string_view words, const Values&... values) {
  return fmt::format(fmt::runtime(words), values...);
}

/// Kilobytes as the budget counts them, rounded up.
std::uint64_t kilobytes(std::uint64_t bytes) {
  return (bytes + 999) / 1'000;
}

class StatusPage {
 public:
  StatusPage(HtmlWriter& html, const Page& page, const StatusReport& report, const Config& config)
      : html_(html),
        language_(page.language),
        words_(status_words(page.language)),
        report_(report),
        config_(config) {}

  void write(std::string_view title) {
    html_.element("h1", title);
    html_.element("p", fill(words_.summary, report_.revision, local_time(report_.now)));
    write_problems();
    write_dialects();
    {
      const HtmlWriter::Element section = html_.open("section", {{"class", "text"}});
      html_.element("h2", words_.calendars);
      html_.element("p", fill(words_.counted, local_time(report_.since)));
      html_.element("p", words_.patience);
    }
    for (const CalendarReport& calendar : report_.calendars) write_calendar(calendar);
  }

 private:
  std::string local_time(Instant instant) const {
    const WallTime wall = config_.timezone.wall_time(instant);
    return fmt::format("{} {:02}:{:02}", format_day(Day(wall)), wall.hour(), wall.minute());
  }

  void write_time(Instant instant) {
    html_.element("time", {{"datetime", format_timestamp(instant, config_.timezone)}},
                  local_time(instant));
  }

  void write_problems() {
    const HtmlWriter::Element section = html_.open("section", {{"class", "text"}});
    html_.element("h2", words_.problems);
    if (report_.problems.empty()) {
      html_.element("p", words_.no_problem);
      return;
    }
    const HtmlWriter::Element list = html_.open("ul");
    for (const Problem& problem : report_.problems) write_problem(problem);
  }

  void write_problem(const Problem& problem) {
    const HtmlWriter::Element item = html_.open("li");
    html_.element("strong", problem.severity == Severity::error ? words_.error : words_.warning);
    html_.text(" ");
    std::string place = problem.file;
    if (problem.line > 0) place += fmt::format(":{}", problem.line);
    if (problem.column > 0) place += fmt::format(":{}", problem.column);
    html_.element("code", place);
    html_.text(" ");
    html_.text(translate_message(problem.message, language_));
    if (problem.hint.empty()) return;
    html_.empty("br");
    html_.text("→ " + translate_message(problem.hint, language_));
  }

  void write_dialects() {
    if (report_.dialects.empty()) return;
    const HtmlWriter::Element section = html_.open("section", {{"class", "text"}});
    html_.element("h2", words_.dialects);
    const HtmlWriter::Element list = html_.open("ul");
    for (const DialectDescription& dialect : report_.dialects) {
      const HtmlWriter::Element item = html_.open("li");
      bool first = true;
      for (const std::string& line : write_description(dialect, language_)) {
        if (!std::exchange(first, false)) html_.empty("br");
        html_.text(line);
      }
    }
  }

  void write_calendar(const CalendarReport& calendar) {
    const HtmlWriter::Element section = html_.open("section", {{"class", "text"}});
    {
      const HtmlWriter::Element heading = html_.open("h3");
      if (calendar.is_private) {
        html_.text(calendar.name);
      } else {
        html_.element("a", {{"href", link_to(config_, calendar.path)}}, calendar.name);
      }
    }
    if (calendar.is_private) html_.element("p", words_.by_link);
    html_.element("p", describe_size(calendar));
    html_.element("p", fill(words_.changed, local_time(calendar.modified)));
    if (calendar.fetches.empty()) {
      html_.element("p", fill(words_.nobody, local_time(report_.since)));
    } else {
      write_fetches(calendar);
    }
  }

  std::string describe_size(const CalendarReport& calendar) const {
    std::string text =
        fill(words_.events, calendar.events) + ", " + fill(words_.size, kilobytes(calendar.size));
    if (config_.feed_budget > 0) {
      text += " (" +
              fill(words_.budget, calendar.size * 100 / config_.feed_budget,
                   kilobytes(config_.feed_budget)) +
              ")";
    }
    if (calendar.left_out > 0) text += " ; " + fill(words_.left_out, calendar.left_out);
    if (calendar.over_budget) text += fmt::format(" ; {}", words_.over_budget);
    return text;
  }

  void write_fetches(const CalendarReport& calendar) {
    const HtmlWriter::Element table = html_.open("table");
    {
      const HtmlWriter::Element head = html_.open("thead");
      const HtmlWriter::Element row = html_.open("tr");
      for (const std::string_view name : {words_.client, words_.last, words_.count, words_.seen})
        html_.element("th", {{"scope", "col"}}, name);
    }
    const HtmlWriter::Element body = html_.open("tbody");
    for (const FetchReport& fetch : calendar.fetches) {
      const HtmlWriter::Element row = html_.open("tr");
      html_.element("th", {{"scope", "row"}}, translate(fetch.client));
      {
        const HtmlWriter::Element cell = html_.open("td");
        write_time(fetch.last);
      }
      html_.element("td", std::to_string(fetch.count));
      html_.element("td", fetch.last >= calendar.modified ? words_.yes : words_.not_yet);
    }
  }

  std::string_view translate(std::string_view client) const {
    if (client == "browsers") return words_.browsers;
    return client == "others" ? words_.others : client;
  }

  HtmlWriter& html_;
  Language language_;
  const StatusWords& words_;
  const StatusReport& report_;
  const Config& config_;
};

}  // namespace

std::string render_status_page(Page page, const StatusReport& report, const Config& config) {
  page.title = status_words(page.language).title;
  page.unlisted = true;
  return render_document(page, config, [&](HtmlWriter& html) {
    StatusPage(html, page, report, config).write(page.title);
  });
}

}  // namespace almanach
