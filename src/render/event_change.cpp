#include "render/event_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "render/event_words.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

/// One change, told piece by piece.
class ChangeWriter {
 public:
  ChangeWriter(const EventChange& change, std::chrono::seconds keep_cancelled, Language language)
      : change_(change), keep_cancelled_(keep_cancelled), language_(language) {}

  std::string write() const {
    std::vector<std::string> pieces = {join_with_colon(head(), when(), language_)};
    add_details(pieces);
    pieces.push_back(effect());
    if (change_.held) pieces.push_back(say("that waits until somebody confirms it"));
    return fmt::format("{}", fmt::join(pieces, language_ == Language::french ? " ; " : "; "));
  }

 private:
  std::string say(std::string_view text) const { return translate_message(text, language_); }

  std::string title() const { return change_.shown().event().title; }

  std::string head() const {
    const std::string edition =
        change_.edition.empty() ? "" : fmt::format(" ({})", change_.edition);
    return say(head_of_kind()) + edition;
  }

  std::string head_of_kind() const {
    switch (change_.kind) {
      case ChangeKind::disappears:
        return fmt::format("\"{}\" is not there any more", title());
      case ChangeKind::cancelled:
        return fmt::format("\"{}\" is cancelled", title());
      case ChangeKind::postponed:
        return fmt::format("\"{}\" is postponed", title());
      case ChangeKind::moves:
        return fmt::format("\"{}\" moves", title());
      case ChangeKind::renamed:
        return fmt::format("\"{}\" is called \"{}\" now", change_.before->event().title, title());
      case ChangeKind::changed:
        return fmt::format("\"{}\" changes", title());
      case ChangeKind::returns:
        return fmt::format("\"{}\" takes place after all", title());
      case ChangeKind::appears:
        return fmt::format("\"{}\" is new", title());
      case ChangeKind::address:
        return fmt::format("\"{}\" has another address", title());
    }
    return {};
  }

  /// When it is, without where and whether.
  std::string time_of(const ServedEvent& served) const {
    Event plain = served.event();
    plain.location.clear();
    plain.status = EventStatus::confirmed;
    return describe_event(plain, served.feed.zone, language_tag(language_));
  }

  std::string when() const {
    if (change_.kind == ChangeKind::appears) {
      const ServedEvent& now = *change_.now;
      return describe_event(now.event(), now.feed.zone, language_tag(language_));
    }
    if (!change_.before || !change_.now) return time_of(change_.shown());
    const std::string before = time_of(*change_.before);
    const std::string now = time_of(*change_.now);
    return before == now ? now : fmt::format("{} → {}", before, now);
  }

  void add_details(std::vector<std::string>& pieces) const {
    if (change_.before && change_.now) {
      if (change_.has(EventPart::title) && change_.kind != ChangeKind::renamed)
        pieces.push_back(say(fmt::format("it was called \"{}\"", change_.before->event().title)));
      if (change_.has(EventPart::place)) pieces.push_back(describe_place());
      add_other_parts(pieces);
      add_address(pieces);
    }
    if (change_.copied) pieces.push_back(say("the same event is in another file"));
    if (!change_.other_feed.empty()) {
      const bool is_gone = change_.kind == ChangeKind::disappears;
      pieces.push_back(say(is_gone ? fmt::format("it is in \"{}\" now", change_.other_feed)
                                   : fmt::format("it was in \"{}\"", change_.other_feed)));
    }
    if (change_.same_file) pieces.push_back(say("its file is the same, and is read otherwise"));
  }

  std::string describe_place() const {
    const std::string& before = change_.before->event().location;
    const std::string& now = change_.now->event().location;
    if (before == now) return say("another point on the map");
    if (now.empty()) return say(fmt::format("no place, it was \"{}\"", before));
    if (before.empty()) return say(fmt::format("place: \"{}\"", now));
    return say(fmt::format("place: \"{}\", it was \"{}\"", now, before));
  }

  /// What cannot be said in a few words is named.
  void add_other_parts(std::vector<std::string>& pieces) const {
    struct Word {
      EventPart part;
      std::string_view word;
    };
    constexpr std::array<Word, 9> kWords = {{{EventPart::description, "its description"},
                                             {EventPart::image, "its image"},
                                             {EventPart::contact, "its contact"},
                                             {EventPart::conference, "its video meeting"},
                                             {EventPart::alarm, "its reminder"},
                                             {EventPart::categories, "its categories"},
                                             {EventPart::link, "its link"},
                                             {EventPart::other, "its other properties"},
                                             {EventPart::uid, "its uid"}}};
    std::string words;
    const auto add = [&](std::string_view word) {
      words += words.empty() ? "" : ", ";
      words += say(word);
    };
    if (change_.has(EventPart::repetition) && time_of(*change_.before) == time_of(*change_.now))
      add("its other dates");
    for (const Word& word : kWords) {
      if (change_.has(word.part)) add(word.word);
    }
    if (!words.empty()) pieces.push_back(join_with_colon(say("this changes"), words, language_));
  }

  void add_address(std::vector<std::string>& pieces) const {
    const auto address = [](const ServedEvent& served) {
      return fmt::format("/{}/{}", served.feed.id, served.revised.slug);
    };
    const std::string before = address(*change_.before);
    const std::string now = address(*change_.now);
    if (before == now) return;
    pieces.push_back(fmt::format("{} → {}", before, now));
    pieces.push_back(say("the old address leads on"));
  }

  std::string effect() const {
    switch (change_.effect) {
      case ChangeEffect::added:
        return say("subscribers get a new event");
      case ChangeEffect::replaced:
        return say("subscribers get it as a new event, and lose the one they had");
      case ChangeEffect::update:
        return say("subscribers get an update");
      case ChangeEffect::cancellation:
        if (change_.kind != ChangeKind::disappears) return say("subscribers see it cancelled");
        return say(fmt::format("subscribers see it cancelled, for {}",
                               describe_length(keep_cancelled_, Language::english)));
      case ChangeEffect::removal:
        return say(change_.over ? "it is over, and leaves the calendars of subscribers"
                                : "it leaves the calendars of subscribers");
    }
    return {};
  }

  const EventChange& change_;
  const std::chrono::seconds keep_cancelled_;
  const Language language_;
};

}  // namespace

bool EventChange::has(EventPart part) const {
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::string_view kind_name(ChangeKind kind) {
  constexpr std::array<std::string_view, 9> kNames = {"disappears", "cancelled", "postponed",
                                                      "moves",      "renamed",   "changed",
                                                      "returns",    "appears",   "address"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view effect_name(ChangeEffect effect) {
  constexpr std::array<std::string_view, 5> kNames = {"new", "replacement", "update",
                                                      "cancellation", "removal"};
  return kNames.at(static_cast<std::size_t>(effect));
}

std::string describe_change(const EventChange& change, std::chrono::seconds keep_cancelled,
                            Language language) {
  return ChangeWriter(change, keep_cancelled, language).write();
}

std::string describe_length(std::chrono::seconds length, Language language) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  std::string words;
  if (length > days(1) && length % days(1) == length.zero()) {
    words = fmt::format("{} days", std::chrono::floor<days>(length).count());
  } else if (length >= hours(1) && length % hours(1) == length.zero()) {
    const auto count = std::chrono::floor<hours>(length).count();
    words = count == 1 ? "1 hour" : fmt::format("{} hours", count);
  } else {
    words = fmt::format("{} min", std::chrono::floor<minutes>(length).count());
  }
  return translate_message(words, language);
}

std::string join_with_colon(std::string_view first, std::string_view second, Language language) {
  return language == Language::french ? fmt::format("{} : {}", first, second)
                                      : fmt::format("{}: {}", first, second);
}

}  // namespace almanach
