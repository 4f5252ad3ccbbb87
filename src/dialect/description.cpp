#include "dialect/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "config/field_names.hpp"
#include "dialect/date_evidence.hpp"
#include "dialect/key_grammar.hpp"
#include "dialect/path_names.hpp"

namespace almanach {
namespace {

constexpr std::size_t kMostOthers = 8;

constexpr std::array<std::string_view, 10> kSayWhen = {"start",      "end",     "duration", "hours",
                                                       "opening",    "closing", "all_day",  "rrule",
                                                       "recurrence", "sessions"};

/// Whether a file of ours has the key of itself, and not by the words of a site.
bool is_built_in(const std::string& key) {
  const auto& fields = front_matter_fields();
  return std::any_of(fields.begin(), fields.end(), [&](const FrontMatterField& field) {
    return std::find(field.names.begin(), field.names.end(), key) != field.names.end();
  });
}

/// Files that show the same, and the dialect that they are read with.
class Describer {
 public:
  explicit Describer(const Dialect& dialect) : dialect_(dialect) {}

  /// "2027-05-10-bal.md", "2027-05-10-bal/index.md".
  void add_name(const std::string& path) {
    const PathParts parts = take_apart(path);
    const std::string_view folder = parts.folder.substr(parts.folder.rfind('/') + 1);
    has_dated_names_ =
        has_dated_names_ || date_evidence(parts.stem == "index" ? folder : parts.stem).is_date;
  }

  void add(const Survey& survey, std::size_t files) {
    if (survey.is_list) {
      add_read_with(dialect_.with(survey), survey, files);
    } else {
      add_read_with(dialect_, survey, files);
    }
  }

  /// Whether a file with these keys says when.
  bool is_dated(const Survey& survey) const {
    return std::any_of(survey.uses.begin(), survey.uses.end(), [&](const KeyUse& use) {
      const std::string field = dialect_.field_of(use.path);
      return field == "start" || field == "end" || field == "rrule" || field == "sessions";
    });
  }

  void write(DialectDescription& description) const {
    for (const FrontMatterField& field : front_matter_fields()) {
      const auto found = fields_.find(field.name);
      if (found == fields_.end()) continue;
      std::vector<std::pair<std::size_t, DescribedKey>> ranked;
      for (const auto& [key, count] : found->second)
        ranked.emplace_back(count.rank, DescribedKey{key, count.files, count.dates});
      std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.key) < std::tie(b.first, b.second.key);
      });
      DescribedField& described = description.fields.emplace_back();
      described.field = field.name;
      for (auto& [rank, key] : ranked) described.keys.push_back(std::move(key));
    }
    for (const auto& [key, count] : others_)
      description.others.push_back({key, count.files, count.dates});
    std::stable_sort(description.others.begin(), description.others.end(),
                     [](const DescribedKey& a, const DescribedKey& b) {
                       return std::pair(a.dates, a.files) > std::pair(b.dates, b.files);
                     });
    if (description.others.size() > kMostOthers) description.others.resize(kMostOthers);
    write_evidence(description);
  }

 private:
  struct Count {
    std::size_t rank = 0;
    std::size_t files = 0;
    std::size_t dates = 0;
  };

  void add_read_with(const Dialect& dialect, const Survey& survey, std::size_t files) {
    std::map<std::string, std::pair<std::size_t, const KeyUse*>> read;  // by field
    for (const KeyUse& use : survey.uses) {
      note_dates(dialect.date_style(), use.forms);
      day_first_ += use.forms.day_first ? files : 0;
      month_first_ += use.forms.month_first ? files : 0;
      // A list may show itself which comes first.
      const bool is_told = dialect.date_style().order != DateStyle::Order::unknown;
      unordered_ += use.forms.unordered && !is_told ? files : 0;
      const std::string field = dialect.field_of(use.path);
      if (field.empty()) {
        Count& count = others_[use.path];
        count.files += files;
        count.dates += use.forms.date ? files : 0;
        continue;
      }
      const std::vector<std::string>& names = dialect.names(field);
      const auto rank =
          static_cast<std::size_t>(std::find(names.begin(), names.end(), use.path) - names.begin());
      note_key(field, use.path, rank);
      const auto [known, fresh] = read.try_emplace(field, rank, &use);
      if (!fresh && rank < known->second.first) known->second = {rank, &use};
    }
    for (const auto& [field, chosen] : read) {
      Count& count = fields_[field][chosen.second->path];
      count.files += files;
      count.dates += chosen.second->forms.date ? files : 0;
    }
  }

  /// What the dates of a key are worth.
  void note_dates(const DateStyle& style, const ValueForms& forms) {
    if (forms.day_first || forms.month_first || forms.unordered) orders_.insert(style.order);
    if (forms.standard || forms.daylight || forms.other_season || forms.maybe_season ||
        forms.foreign)
      offsets_.insert(style.offsets);
    if (forms.zulu) offsets_.insert(style.zulu);
  }

  DateSettings settings_of_dates() const {
    using enum DateStyle::Order;
    using enum DateStyle::Offsets;
    DateSettings dates;
    if (orders_.size() == 1 && *orders_.begin() != unknown)
      dates.day_first = *orders_.begin() == day_first;
    if (offsets_.size() == 1 && *offsets_.begin() != seasons)
      dates.count_offsets = *offsets_.begin() == instants;
    return dates;
  }

  /// A key of a field, read or not.
  void note_key(const std::string& field, const std::string& key, std::size_t rank) {
    const auto [known, fresh] = fields_[field].try_emplace(key);
    known->second.rank = fresh ? rank : std::min(rank, known->second.rank);
  }

  /// The first key that says on what day; empty: none does.
  std::string day_key() const {
    for (const std::string_view field : {"start", "end"}) {
      const auto found = fields_.find(std::string(field));
      if (found == fields_.end()) continue;
      for (const std::string& name : dialect_.names(field)) {
        const auto key = found->second.find(name);
        if (key != found->second.end() && key->second.dates != 0) return name;
      }
    }
    return "";
  }

  void write_evidence(DialectDescription& description) const {
    description.dates = settings_of_dates();
    write_what_date_means(description);
    write_order(description.evidence);
    write_offsets(description.evidence);
    std::vector<std::string> by_words;
    for (const DescribedField& field : description.fields) {
      for (const DescribedKey& key : field.keys) {
        if (!is_built_in(key.key))
          by_words.push_back(fmt::format("`{}` ({})", key.key, field.field));
      }
    }
    if (!by_words.empty()) {
      description.evidence.push_back(
          fmt::format("by the words of the key: {}", fmt::join(by_words, ", ")));
    }
  }

  void write_offsets(std::vector<std::string>& evidence) const {
    using Offsets = DateStyle::Offsets;
    const DateStyle& style = dialect_.date_style();
    if (style.offsets == Offsets::digits) {
      evidence.emplace_back("an offset behind a time is left aside: the digits are local times");
    } else if (style.offsets == Offsets::seasons) {
      evidence.emplace_back(
          "an offset of the zone's other season is left aside: the digits are local times");
    }
    if (style.zulu == Offsets::digits)
      evidence.emplace_back("a Z behind a time is left aside: the texts agree with the digits");
  }

  void write_what_date_means(DialectDescription& description) const {
    const std::string other = day_key();
    const auto written = fields_.find("written");
    const bool has_written = written != fields_.end() && written->second.count("date") != 0 &&
                             written->second.at("date").dates != 0;
    if (dialect_.date_is_start()) {
      description.evidence.emplace_back("`date` is the day of the event: no other key says when");
    } else if (has_written && !other.empty()) {
      description.evidence.push_back(
          fmt::format("`date` is the day of publication: `{}` says when", other));
    } else if (has_written) {
      description.articles = true;
      description.evidence.emplace_back(
          "`date` is the day of publication: a folder of this name holds articles");
    }
    if (!dialect_.name_is_start() || !has_dated_names_) return;
    description.day_of_name = true;
    description.evidence.emplace_back(
        "the day in a file's name is that of its event: no key says when");
  }

  void write_order(std::vector<std::string>& evidence) const {
    using Order = DateStyle::Order;
    if (day_first_ + month_first_ + unordered_ == 0) return;
    const Order order = dialect_.date_style().order;
    if (order == Order::day_first) {
      evidence.push_back(
          fmt::format("02/03/2027 is 2 March: the day comes first in {}", count_files(day_first_)));
    } else if (order == Order::month_first) {
      evidence.push_back(fmt::format("02/03/2027 is February 3: the month comes first in {}",
                                     count_files(month_first_)));
    } else if (unordered_ != 0) {
      evidence.push_back(
          fmt::format("02/03/2027 is refused ({}): {}", count_files(unordered_),
                      day_first_ != 0 && month_first_ != 0
                          ? "some files have the day first, others the month"
                          : "nothing shows whether the day or the month comes first"));
    }
  }

  static std::string count_files(std::size_t files) {
    return fmt::format("{} file{}", files, files == 1 ? "" : "s");
  }

  const Dialect& dialect_;
  std::map<std::string, std::map<std::string, Count>> fields_;  ///< by field and key
  std::map<std::string, Count> others_;
  std::set<DateStyle::Order> orders_;
  std::set<DateStyle::Offsets> offsets_;  ///< of a Z, too
  std::size_t day_first_ = 0;
  std::size_t month_first_ = 0;
  std::size_t unordered_ = 0;
  bool has_dated_names_ = false;
};

Problem describe_one_barren(const DialectDescription& description) {
  std::vector<std::string> keys;
  for (const DescribedKey& key : description.others) keys.push_back(fmt::format("`{}`", key.key));
  for (const DescribedField& field : description.fields) {
    for (const DescribedKey& key : field.keys) {
      if (keys.size() < kMostOthers) keys.push_back(fmt::format("`{}`", key.key));
    }
  }
  const auto day = std::find_if(
      description.others.begin(), description.others.end(),
      [](const DescribedKey& key) { return key.dates != 0 && !read_key(key.key).says_other_time; });
  const bool has_days = day != description.others.end();
  const bool tells_when = std::any_of(
      description.fields.begin(), description.fields.end(), [](const DescribedField& field) {
        return says_when_it_is(field.field) &&
               std::any_of(field.keys.begin(), field.keys.end(),
                           [](const DescribedKey& key) { return key.dates != 0; });
      });
  std::string pin = has_days ? day->key : "key";
  if (!has_days && description.articles) pin = "date";
  return {Severity::error,
          description.feed.empty() ? "." : description.feed,
          0,
          0,
          fmt::format("none of the {} files yields an event; their keys are {}", description.files,
                      fmt::join(keys, ", ")),
          tells_when ? "what is told of each file says why: mend that"
                     : fmt::format("where one of them says when, pin it in the configuration: "
                                   "fields: {{start: [{}]}}",
                                   pin)};
}

/// Whether a day stands under any key.
bool has_days(const DialectDescription& description) {
  const auto is_dated = [](const DescribedKey& key) { return key.dates != 0; };
  return std::any_of(description.others.begin(), description.others.end(), is_dated) ||
         std::any_of(description.fields.begin(), description.fields.end(),
                     [&](const DescribedField& field) {
                       return std::any_of(field.keys.begin(), field.keys.end(), is_dated);
                     });
}

}  // namespace

bool says_when_it_is(std::string_view field) {
  return std::find(kSayWhen.begin(), kSayWhen.end(), field) != kSayWhen.end();
}

DialectDescription describe_dialect(const std::string& folder, const Dialect& dialect,
                                    const std::vector<ShownFile>& files) {
  DialectDescription description;
  description.feed = folder;
  Describer describer(dialect);
  struct Shown {
    std::size_t files = 0;
    bool is_dated = false;
  };
  std::map<const Survey*, Shown> shown;
  for (const ShownFile& file : files) {
    describer.add_name(file.path);
    const auto [known, fresh] = shown.try_emplace(file.survey);
    if (fresh) known->second.is_dated = file.survey->is_list || describer.is_dated(*file.survey);
    ++known->second.files;
    if (known->second.is_dated) continue;
    ++description.undated;
    if (description.first_undated.size() < kFirst) description.first_undated.push_back(file.path);
  }
  description.files = files.size();
  for (const auto& [survey, seen] : shown) describer.add(*survey, seen.files);
  describer.write(description);
  return description;
}

bool reads_alike(const DialectDescription& a, const DialectDescription& b) {
  const auto same_key = [](const DescribedKey& one, const DescribedKey& other) {
    return one.key == other.key;
  };
  const auto same_field = [&](const DescribedField& one, const DescribedField& other) {
    return one.field == other.field && std::equal(one.keys.begin(), one.keys.end(),
                                                  other.keys.begin(), other.keys.end(), same_key);
  };
  return a.feed == b.feed && a.day_of_name == b.day_of_name && a.articles == b.articles &&
         a.barren == b.barren && a.held == b.held &&
         std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(), same_field);
}

void hold_description(DialectDescription& description, std::size_t files) {
  if (files == 0) return;
  description.held = files;
  description.evidence = {
      fmt::format("{} file{} read as before, although the folder says something else now: see the "
                  "problems",
                  files, files == 1 ? " is" : "s are")};
}

Problems describe_barren(const std::vector<DialectDescription>& descriptions, bool has_events) {
  Problems problems;
  for (const DialectDescription& description : descriptions) {
    const bool is_other = has_events && (description.articles || !has_days(description));
    if (description.barren && !is_other) problems.push_back(describe_one_barren(description));
  }
  return problems;
}

}  // namespace almanach
