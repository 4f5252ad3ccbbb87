#include "http/content_language.hpp"

#include <algorithm>
#include <utility>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "dialect/site_languages.hpp"
#include "http/page_answers.hpp"
#include "publish/chosen_feeds.hpp"

namespace almanach {

std::string asked_language(std::string_view query) {
  constexpr std::size_t kLongestTag = 35;
  std::string language;
  for (const auto& [name, value] : read_form_query(query)) {
    if (name == "lang" && value.size() <= kLongestTag && !find_invalid_utf8(value))
      language = value;
  }
  return language;
}

const PublishedFeed* find_translation(const Snapshot& snapshot, const PublishedFeed& feed,
                                      std::string_view language) {
  const auto known = snapshot.translations.find(feed.feed.id);
  if (language.empty() || known == snapshot.translations.end()) return nullptr;
  const std::string wanted = fold(language);
  if (const auto exact = std::find_if(known->second.begin(), known->second.end(),
                                      [&](const auto& one) { return fold(one.first) == wanted; });
      exact != known->second.end())
    return exact->second.get();
  if (is_same_language(feed.feed.language, wanted)) return nullptr;
  for (const auto& [tag, translated] : known->second) {
    if (is_same_language(fold(tag), wanted) || is_same_language(wanted, fold(tag)))
      return translated.get();
  }
  return nullptr;
}

Named in_language(const Snapshot& snapshot, const Named& named, std::string_view language) {
  if (named.feed == nullptr) return named;
  const PublishedFeed* const feed = find_translation(snapshot, *named.feed, language);
  if (feed == nullptr) return named;
  Named translated = named;
  translated.feed = feed;
  if (named.event != nullptr)
    translated.event = Snapshot::find_event(*feed, named.event->revised.slug);
  return translated.event == nullptr && named.event != nullptr ? named : translated;
}

std::vector<const PublishedEvent*> in_language(const Snapshot& snapshot,
                                               std::vector<const PublishedEvent*> events,
                                               std::string_view language) {
  if (snapshot.translations.empty()) return events;
  for (const PublishedEvent*& event : events) {
    const PublishedFeed* const feed = snapshot.find_feed(event->feed->id);
    const PublishedFeed* const translated =
        feed == nullptr ? nullptr : find_translation(snapshot, *feed, language);
    const PublishedEvent* const found =
        translated == nullptr ? nullptr : Snapshot::find_event(*translated, event->revised.slug);
    if (found != nullptr) event = found;
  }
  return events;
}

SpokenSource source_in_language(const Snapshot& snapshot, const Choices& choices,
                                const std::string& language, const Config& config,
                                WorkBudget& work) {
  if (!choices.feeds.empty()) work.spend(snapshot.all_count);
  SpokenSource spoken{source_of(snapshot, choices, config), ""};
  if (language.empty() || snapshot.translations.empty()) return spoken;
  CalendarSource& source = spoken.source;
  std::string tags;
  for (const PublishedFeed* feed : chosen_feeds(choices, snapshot)) {
    const PublishedFeed* const translated = find_translation(snapshot, *feed, language);
    if (translated == nullptr) continue;
    tags += to_hex(translated->calendar->digest());
    // The tag of what was asked for: the query's may be anything.
    if (spoken.language.empty()) spoken.language = translated->feed.language;
    source.modified = std::max(source.modified, translated->modified);
  }
  if (spoken.language.empty()) return spoken;
  work.spend(kStepsToMake);
  source.events = in_language(snapshot, std::move(source.events), language);
  source.language = spoken.language;
  source.digest = digest(to_hex(source.digest) + tags);
  return spoken;
}

std::string content_language(const Snapshot& snapshot, const Request& request,
                             std::string_view of_path) {
  std::string asked = asked_language(request.query);
  if (!asked.empty()) return asked;
  if (!of_path.empty()) return std::string(of_path);
  const auto is_offered = [&](const std::string& tag) {
    const auto serves = [&](const std::string& language) {
      return is_same_language(fold(language), tag) || is_same_language(tag, fold(language));
    };
    for (const auto& [id, languages] : snapshot.translations) {
      const PublishedFeed* const feed = snapshot.find_feed(id);
      if (feed != nullptr && serves(feed->feed.language)) return true;
      for (const auto& [language, translated] : languages) {
        if (serves(language)) return true;
      }
    }
    return false;
  };
  return snapshot.translations.empty() ? "" : preferred_language(request, is_offered);
}

}  // namespace almanach
