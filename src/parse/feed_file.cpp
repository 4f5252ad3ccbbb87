#include "parse/feed_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "config/site_settings.hpp"
#include "parse/context.hpp"

namespace almanach {
namespace {

constexpr std::string_view kName = "feed.yml";

/// "_evenements-publics" -> "Evenements publics".
std::string readable_name(std::string_view folder) {
  std::string name(folder.substr(folder.rfind('/') + 1));
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  name = collapse_spaces(name);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

/// The language of a folder for which no setting names one.
std::string usual_language(const std::string& folder, const Config& config) {
  if (config.language_is_given || !config.site) return config.language;
  const std::string said = config.site->language_of(folder);
  return said.empty() ? config.language : said;
}

}  // namespace

bool is_feed_file(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == kName;
}

bool is_misnamed_feed_file(std::string_view path) {
  const std::string name = fold(path.substr(path.rfind('/') + 1));
  return !is_feed_file(path) && (name == kName || name == "feed.yaml" || name == "_feed.yml");
}

Problem describe_unreadable(const std::string& path, const std::string& reason,
                            const std::string& cure) {
  constexpr std::string_view kServed = "what was served of it before goes on being served";
  return {Severity::error,
          escape_odd_octets(path),
          0,
          0,
          fmt::format("cannot be read: {}", reason),
          cure.empty() ? std::string(kServed) : fmt::format("{}; {}", cure, kServed),
          cure.empty() ? ProblemKind::content : ProblemKind::denied};
}

Problem describe_misnamed(std::string_view path) {
  return {Severity::error,
          escape_odd_octets(path),
          0,
          0,
          "its name is not UTF-8, the encoding of addresses: what it holds is not served",
          "rename it; a folder that came from an older system is converted by: "
          "convmv -r -f latin1 -t utf8 --notest FOLDER"};
}

bool FeedFile::take_over(const ReadResult& read, const std::string& path) {
  problems_.clear();
  path_ = path;
  stamp_ = {};
  is_access_sure_ = false;
  is_end_sure_ = false;
  if (!read.bytes) {
    problems_.push_back(describe_unreadable(path, read.reason, read.cure));
    return false;
  }
  stamp_ = read.stamp;
  const YamlReading yaml = read_yaml(*read.bytes);
  if (yaml.fault) {
    ProblemSink(path, problems_, Notation::yaml)
        .error(yaml.fault->position, yaml.fault->message, yaml.fault->hint);
    return false;
  }
  for (const YamlFault& remark : yaml.remarks) {
    ProblemSink(path, problems_, Notation::yaml).warn(remark.position, remark.message, remark.hint);
  }
  FeedSettings settings = read_feed_settings(yaml.root, path, problems_);
  limit_problems(problems_, path, kMostProblems);
  is_end_sure_ = !settings.is_end_doubtful;
  // Of two words in one file it is not known which one is meant.
  is_access_sure_ = !settings.is_access_doubtful && yaml.remarks.empty();
  if (settings == settings_) return false;
  settings_ = std::move(settings);
  return true;
}

bool FeedFile::forget() {
  const bool existed = exists();
  *this = {};
  return existed;
}

FeedSettings FeedFile::settings(const std::string& folder, const Config& config) const {
  FeedSettings settings = settings_;
  const auto configured = config.feeds.find(folder);
  if (configured != config.feeds.end()) settings.fill_from(configured->second);
  return settings;
}

Feed FeedFile::make_feed(const std::string& folder, const std::string& root_name,
                         const Config& config, const std::string& title) const {
  const FeedSettings settings = this->settings(folder, config);
  Feed feed;
  feed.folder = folder;
  feed.name = settings.name.value_or(
      title.empty() ? readable_name(folder.empty() ? root_name : folder) : title);
  if (feed.name.empty()) feed.name = config.name;
  feed.description = settings.description.value_or("");
  feed.color = settings.color.value_or("");
  feed.language = settings.language.value_or(usual_language(folder, config));
  feed.zone = settings.timezone.value_or(config.timezone);
  feed.event_url = settings.event_url.value_or("");
  feed.formerly = settings.formerly;
  feed.retired = settings.retired;
  if (settings.retired && settings.successor) feed.successor = settings.successor->target;
  return feed;
}

}  // namespace almanach
