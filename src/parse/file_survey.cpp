#include "parse/file_survey.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/octet_set.hpp"
#include "parse/details.hpp"
#include "parse/hours/hours.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

constexpr OctetSet kDigits("0123456789");

/// The times of day that texts name for local ones.
class ToldTimes {
 public:
  explicit ToldTimes(const Zone& zone) : zone_(zone) {}

  /// Every text below `node`, but dates with their times.
  void read_values(const YamlNode& node) {
    if (node.is_scalar()) {
      if (!find_stamped_time(node.scalar)) read(node.scalar);
      return;
    }
    for (const YamlNode& item : node.items) read_values(item);
    for (const YamlNode::Entry& entry : node.entries) read_values(entry.value);
  }

  /// Line by line: most lines have no digit.
  void read(std::string_view text) {
    while (!text.empty() && left_ > 0) {
      const std::string_view line = text.substr(0, std::min(text.find('\n'), left_));
      if (kDigits.find_in(line) != std::string_view::npos) read_line(line);
      left_ -= std::min(left_, line.size() + 1);
      text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
  }

  bool has(WallTime wall) const {
    const ClockTime clock{wall.hour(), wall.minute()};
    return std::find(times_.begin(), times_.end(), clock) != times_.end();
  }

 private:
  void read_line(std::string_view line) {
    for (const ZoneMention& mention : find_zone_mentions(line, MinusMeans::range)) {
      const bool own = !mention.shift && read_zone_word(mention.word, zone_).zone == zone_;
      if (!own) return;
    }
    for (const HoursSession& session : read_hours(line).sessions) times_.push_back(session.opening);
  }

  const Zone& zone_;
  std::vector<ClockTime> times_;
  std::size_t left_ = std::size_t{8} * 1024;  ///< bytes that may still be read
};

SurveyZone zone_of_feed(const ParseContext& context) {
  const Config& config = context.config;
  return {context.feed.zone, config.timezone_is_given || !(context.feed.zone == config.timezone)};
}

Survey settle_doubts(SurveyReading reading, const YamlNode& root, std::string_view body,
                     const Zone& zone) {
  if (reading.doubts.empty()) return std::move(reading.survey);
  ToldTimes told(zone);
  told.read_values(root);
  told.read(body);
  for (const DoubtedTime& doubt : reading.doubts) {
    const bool digits = told.has(doubt.time.wall);
    const bool instants = told.has(zone.wall_time(doubt.time.instant()));
    if (digits != instants) reading.settle(doubt, digits);
  }
  return std::move(reading.survey);
}

}  // namespace

Survey survey_page_file(const YamlNode& front_matter, std::string_view body,
                        const ParseContext& context) {
  SurveyZone zone = zone_of_feed(context);
  if (const auto own = context.fields.find(front_matter, "timezone")) {
    const ZoneMeaning meaning = read_zone_word(text_of(*own->value), zone.zone);
    if (meaning.zone) zone = {*meaning.zone, true};
  }
  return settle_doubts(survey_page(front_matter, zone), front_matter, body, zone.zone);
}

Survey survey_list_file(const YamlNode& root, const ParseContext& context) {
  const SurveyZone zone = zone_of_feed(context);
  return settle_doubts(survey_list(root, zone), root, {}, zone.zone);
}

}  // namespace almanach
