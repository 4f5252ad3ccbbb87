#include "publish/translation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "model/event_addresses.hpp"
#include "publish/contested_file.hpp"

namespace almanach {
Event translate_event(const Event& event, const Event& texts) {
  Event translated = event;
  const auto take = [](auto& mine, const auto& theirs) {
    if (!theirs.empty()) mine = theirs;
  };
  translated.title = texts.title;
  translated.description = texts.description;
  translated.info = texts.info;
  take(translated.location, texts.location);
  take(translated.image, texts.image);
  take(translated.contact, texts.contact);
  take(translated.conference, texts.conference);
  take(translated.categories, texts.categories);
  take(translated.url, texts.url);
  return translated;
}

std::optional<Problem> describe_disagreement(const Event& served, const Event& translation) {
  std::vector<std::string> others;
  if (served.span != translation.span) {
    others.push_back(fmt::format("the time (\"{}\" here, \"{}\" there)", describe_time(translation),
                                 describe_time(served)));
  }
  if (served.status != translation.status) {
    others.push_back(fmt::format("the status (\"{}\" here, \"{}\" there)",
                                 status_name(translation.status), status_name(served.status)));
  }
  if (!(served.recurrence == translation.recurrence)) others.emplace_back("the repetition");
  if (others.empty()) return std::nullopt;
  return Problem{Severity::warning,
                 file_of(translation.path),
                 0,
                 0,
                 fmt::format("this translation of \"{}\" differs from it in {}: that file's is "
                             "served, in each language",
                             file_of(served.path), fmt::join(others, ", ")),
                 "write the same in both files: only texts differ between languages"};
}

Problem describe_untranslated(const std::string& served_file, const Event& translation) {
  return {Severity::warning,
          file_of(translation.path),
          0,
          0,
          fmt::format("an event of this translation is not in \"{}\", and not served: \"{}\"",
                      served_file, translation.title),
          "write the event in that file too"};
}

}  // namespace almanach
