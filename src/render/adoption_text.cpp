#include "render/adoption_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "render/event_words.hpp"
#include "render/messages/translate.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

/// So many candidates of one doubtful event are listed.
constexpr std::size_t kMostCandidates = 5;

/// So many oddities of the old calendar are listed.
constexpr std::size_t kMostProblemsShown = 20;

struct DoubtWords {
  std::string_view name;  ///< for programs
  std::string_view english;
  std::string_view french;
};

/// By AdoptionDoubt.
constexpr std::array<DoubtWords, 8> kDoubts = {{
    {"none", "", ""},
    {"several", "several events are as near", "plusieurs événements sont aussi proches"},
    {"shared", "another old event is as near", "un autre ancien événement est aussi proche"},
    {"disagreeing", "its address names another event", "son adresse désigne un autre événement"},
    {"other_kind", "one repeats, the other does not", "l’un se répète, l’autre non"},
    {"other_hour", "the same title and day, another hour", "mêmes titre et jour, autre heure"},
    {"other_day", "the same title, another day", "même titre, autre jour"},
    {"only_address", "the same address, nothing else", "même adresse, rien d’autre"},
}};

struct StateWords {
  std::string_view name;
  std::string_view english;
  std::string_view french;
};

/// By AdoptionState.
constexpr std::array<StateWords, 4> kStates = {{
    {"adopted", "adopted already", "déjà repris"},
    {"pending", "to be adopted", "à reprendre"},
    {"given_by_file", "its file says another uid: write the old one there, or none",
     "son fichier donne un autre uid : écrivez-y l’ancien, ou aucun"},
    {"uid_is_taken", "another event that is served has this uid",
     "un autre événement publié a cet uid"},
}};

const DoubtWords& words_of(AdoptionDoubt doubt) {
  return kDoubts.at(static_cast<std::size_t>(doubt));
}
const StateWords& words_of(AdoptionState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::vector<std::string_view> alike_names(const Likeness& like) {
  std::vector<std::string_view> names;
  if (like.uid) names.emplace_back("uid");
  if (like.title) names.emplace_back("title");
  if (like.start) names.emplace_back("start");
  if (like.day && !like.start) names.emplace_back("day");
  if (like.address) names.emplace_back("address");
  return names;
}

std::string describe_alike(const Likeness& like, bool french) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFrench = {
      {{"uid", "uid"},
       {"title", "titre"},
       {"start", "début"},
       {"day", "jour"},
       {"address", "adresse"}}};
  std::vector<std::string_view> names = alike_names(like);
  if (french) {
    for (std::string_view& name : names) {
      for (const auto& [english, word] : kFrench) {
        if (name == english) {
          name = word;
          break;
        }
      }
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// In single quotes, as shells take it.
std::string quote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

class AdoptionText {
 public:
  AdoptionText(const AdoptionPlan& plan, const std::optional<AdoptionResult>& result, bool french)
      : plan_(plan), result_(result), french_(french) {}

  std::string write() {
    write_certain();
    write_doubtful();
    write_old_only();
    write_new_only();
    write_unread();
    write_odd();
    write_sum();
    return std::move(text_);
  }

 private:
  std::string_view say(std::string_view english, std::string_view french) const {
    return french_ ? french : english;
  }
  void add(std::string_view line) { text_.append(line).append("\n"); }
  void head(std::string_view english, std::string_view french, std::size_t count) {
    add(fmt::format("{}{}: {}", say(english, french), french_ ? "\u00a0" : "", count));
  }

  std::string when(const Event& event) const {
    return describe_event(event, event.zone, french_ ? "fr" : "en");
  }
  const AdoptiveEvent& served(const AdoptionCandidate& candidate) const {
    return plan_.served[candidate.served];
  }

  void write_certain() {
    std::array<std::vector<std::size_t>, kStates.size()> by_state;
    for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
      if (plan_.matches[i].is_certain())
        by_state.at(static_cast<std::size_t>(plan_.matches[i].state)).push_back(i);
    }
    for (std::size_t state = 0; state < by_state.size(); ++state) {
      certain_.at(state) = by_state.at(state).size();
      if (by_state.at(state).empty()) continue;
      head(fmt::format("Certain, {}", kStates.at(state).english),
           fmt::format("Certains, {}", kStates.at(state).french), by_state.at(state).size());
      // What is done already is not of interest.
      if (static_cast<AdoptionState>(state) == AdoptionState::adopted) continue;
      for (const std::size_t i : by_state.at(state)) write_pair(i);
    }
  }

  void write_pair(std::size_t place) {
    const AdoptionCandidate& candidate = plan_.matches[place].candidates.front();
    const OldEvent& old = plan_.old.events[place];
    add(fmt::format("  {}: {}", old.event.title, when(old.event)));
    add(fmt::format("    {} = {} ({})", old.uid, served(candidate).revised->event->path,
                    describe_alike(candidate.likeness, french_)));
  }

  void write_doubtful() {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
      if (!plan_.matches[i].is_certain() && !plan_.matches[i].candidates.empty())
        places.push_back(i);
    }
    doubtful_ = places.size();
    if (places.empty()) return;
    head("Doubtful, not adopted unless you say so", "Douteux, non repris sauf si vous le dites",
         places.size());
    for (const std::size_t i : places) {
      const AdoptionMatch& match = plan_.matches[i];
      const OldEvent& old = plan_.old.events[i];
      add(fmt::format("  {}: {}", old.event.title, when(old.event)));
      add(fmt::format("    {}{}: {}", say("doubt", "doute"), french_ ? "\u00a0" : "",
                      say(words_of(match.doubt).english, words_of(match.doubt).french)));
      std::size_t left = kMostCandidates;
      for (const AdoptionCandidate& candidate : match.candidates) {
        if (left-- == 0) break;
        const Event& event = *served(candidate).revised->event;
        add(fmt::format("    {}: {}", event.title, when(event)));
        add(fmt::format("      --pair {}", quote(old.uid + '=' + event.path)));
      }
    }
  }

  void write_old_only() {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
      if (plan_.matches[i].candidates.empty()) places.push_back(i);
    }
    old_only_ = places.size();
    if (places.empty()) return;
    head("In the old calendar alone", "Seulement dans l’ancien agenda", places.size());
    for (const std::size_t i : places) {
      const OldEvent& old = plan_.old.events[i];
      add(fmt::format("  {}: {}", old.event.title, when(old.event)));
    }
  }

  void write_new_only() {
    if (plan_.unmatched.empty()) return;
    head("Served here alone", "Seulement publiés ici", plan_.unmatched.size());
    for (const std::size_t place : plan_.unmatched) {
      const Event& event = *plan_.served[place].revised->event;
      add(fmt::format("  {}: {} ({})", event.title, when(event), event.path));
    }
  }

  void write_unread() {
    if (!plan_.old.unread.empty()) {
      head("Of the old calendar, not public or not to be read",
           "De l’ancien agenda, non publics ou illisibles", plan_.old.unread.size());
      for (const std::string& uid : plan_.old.unread) add("  " + uid);
    }
    if (plan_.old.without_uid != 0) {
      head("Of the old calendar, without a UID: no program knows them again",
           "De l’ancien agenda, sans UID : aucun programme ne les reconnaît",
           plan_.old.without_uid);
    }
  }

  void write_odd() {
    const Problems& problems = plan_.old.problems;
    if (problems.empty()) return;
    head("Odd in the old calendar", "Curieux dans l’ancien agenda", problems.size());
    for (std::size_t i = 0; i < std::min(problems.size(), kMostProblemsShown); ++i) {
      const Problem told =
          translate_problem(problems[i], french_ ? Language::french : Language::english);
      const std::string place =
          told.line > 0 ? fmt::format("{}:{}", told.file, told.line) : told.file;
      add(fmt::format("  {}: {}{}", escape_odd_octets(place), told.message,
                      told.hint.empty() ? "" : " = " + told.hint));
    }
    if (problems.size() > kMostProblemsShown) {
      add(fmt::format(fmt::runtime(say("  and {} more", "  et {} autres")),
                      problems.size() - kMostProblemsShown));
    }
  }

  void write_sum() {
    const std::size_t pending = certain_.at(static_cast<std::size_t>(AdoptionState::pending));
    add(fmt::format(
        fmt::runtime(say(
            "{} in the old calendar: {} to be adopted, {} adopted already, {} doubtful, {} there "
            "alone",
            "{} dans l’ancien agenda : {} à reprendre, {} déjà repris, {} douteux, {} là "
            "seulement")),
        plan_.matches.size(), pending,
        certain_.at(static_cast<std::size_t>(AdoptionState::adopted)), doubtful_, old_only_));
    if (!result_) {
      if (pending != 0)
        add(say("Nothing is changed yet: --apply does it", "Rien n’est changé : --apply le fait"));
      return;
    }
    add(fmt::format(fmt::runtime(say("Adopted now: {}", "Repris maintenant : {}")),
                    result_->adopted));
    for (const std::string& uid : result_->refused) {
      add(fmt::format(fmt::runtime(say("Not adopted: {}; an event had this uid before, or the "
                                       "event has changed meanwhile: write it as uid in the file",
                                       "Non repris : {} ; un événement avait déjà cet uid, ou "
                                       "l’événement a changé entre-temps : écrivez-le comme uid "
                                       "dans le fichier")),
                      uid));
    }
    if (!result_->complaint.empty()) {
      add(fmt::format(
          fmt::runtime(say("The journal cannot be written now: {}; it is tried again, and lost if "
                           "the program ends before",
                           "Le journal ne peut être écrit : {} ; un nouvel essai suivra, et c’est "
                           "perdu si le programme s’arrête avant")),
          result_->complaint));
    }
  }

  const AdoptionPlan& plan_;
  const std::optional<AdoptionResult>& result_;
  const bool french_;
  std::string text_;
  std::array<std::size_t, kStates.size()> certain_{};
  std::size_t doubtful_ = 0;
  std::size_t old_only_ = 0;
};

std::string start_of(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) return format_day(days->first);
  return format_timestamp(covered_time(event).start);
}

Json describe_served(const AdoptiveEvent& served) {
  const Event& event = *served.revised->event;
  return {{"file", event.path},
          {"feed", served.feed->id},
          {"slug", served.revised->slug},
          {"title", event.title},
          {"start", start_of(event)}};
}

Json describe_old(const OldEvent& old) {
  return {{"uid", old.uid}, {"title", old.event.title}, {"start", start_of(old.event)}};
}

}  // namespace

std::string render_adoption_text(const AdoptionPlan& plan,
                                 const std::optional<AdoptionResult>& result, Language language) {
  return AdoptionText(plan, result, language == Language::french).write();
}

std::string render_adoption_json(const AdoptionPlan& plan,
                                 const std::optional<AdoptionResult>& result) {
  Json report = {{"certain", Json::array()},  {"doubtful", Json::array()},
                 {"old_only", Json::array()}, {"new_only", Json::array()},
                 {"unread", plan.old.unread}, {"without_uid", plan.old.without_uid},
                 {"problems", Json::array()}, {"applied", nullptr}};
  for (const Problem& problem : plan.old.problems) {
    report["problems"].push_back({{"severity", severity_name(problem.severity)},
                                  {"file", problem.file},
                                  {"line", problem.line},
                                  {"column", problem.column},
                                  {"message", problem.message},
                                  {"hint", problem.hint}});
  }
  for (std::size_t i = 0; i < plan.matches.size(); ++i) {
    const AdoptionMatch& match = plan.matches[i];
    Json one = describe_old(plan.old.events[i]);
    if (match.is_certain()) {
      const AdoptionCandidate& pair = match.candidates.front();
      Json told = describe_served(plan.served[pair.served]);
      told.update(one);
      told["alike"] = alike_names(pair.likeness);
      told["state"] = words_of(match.state).name;
      report["certain"].push_back(std::move(told));
    } else if (match.candidates.empty()) {
      report["old_only"].push_back(std::move(one));
    } else {
      one["doubt"] = words_of(match.doubt).name;
      for (const AdoptionCandidate& candidate : match.candidates)
        one["candidates"].push_back(describe_served(plan.served[candidate.served]));
      report["doubtful"].push_back(std::move(one));
    }
  }
  for (const std::size_t place : plan.unmatched)
    report["new_only"].push_back(describe_served(plan.served[place]));
  if (result) {
    report["applied"] = {{"adopted", result->adopted},
                         {"refused", result->refused},
                         {"complaint", result->complaint}};
  }
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace almanach
