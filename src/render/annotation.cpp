#include "render/annotation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "render/messages/translate.hpp"
#include "render/problem_causes.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

std::string write(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// What the runner would read as the end of a command, or of one of its properties, written
/// otherwise.
std::string escape_command(std::string_view text, std::string_view odd) {
  std::string escaped;
  for (const char c : text) {
    if (odd.find(c) == std::string_view::npos) {
      escaped += c;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return escaped;
}

std::string escape_property(std::string_view text) {
  return escape_command(text, "%\r\n:,");
}

std::string_view level_name(Annotation::Level level, std::string_view lowest) {
  if (level == Annotation::Level::error) return "error";
  return level == Annotation::Level::warning ? "warning" : lowest;
}

std::string_view gitlab_severity(Annotation::Level level) {
  if (level == Annotation::Level::error) return "major";
  return level == Annotation::Level::warning ? "minor" : "info";
}

/// What one remark is told from all others by, in any order and wherever its line is.
class Fingerprints {
 public:
  std::string make(const Annotation& annotation) {
    Digester digester;
    digester.add(annotation.rule).add(annotation.file).add(annotation.message);
    const Digest digest = digester.finish();
    const std::size_t before = seen_[digest]++;
    return before == 0 ? to_hex(digest) : fmt::format("{}-{}", to_hex(digest), before + 1);
  }

 private:
  std::map<Digest, std::size_t> seen_;
};

Json describe_location(const Annotation& annotation) {
  const bool is_absolute = annotation.file.starts_with('/');
  Json artifact = {{"uri", (is_absolute ? "file://" : "") + percent_encode(annotation.file, "/")}};
  if (!is_absolute) artifact["uriBaseId"] = "%SRCROOT%";
  Json region = {{"startLine", std::max(annotation.line, 1)}};
  if (annotation.line > 0 && annotation.column > 0) region["startColumn"] = annotation.column;
  return {{"physicalLocation", {{"artifactLocation", artifact}, {"region", region}}}};
}

}  // namespace

std::vector<Annotation> annotate_problems(const Problems& problems, Language language) {
  std::vector<Annotation> annotations;
  for (const Problem& problem : problems) {
    const Problem told = translate_problem(problem, language);
    const bool is_error = problem.severity == Severity::error;
    const std::string cause = name_cause(problem);
    annotations.push_back({is_error ? Annotation::Level::error : Annotation::Level::warning,
                           problem.file, problem.line, problem.column, cause, "",
                           told.message + (told.hint.empty() ? "" : "\n" + told.hint)});
  }
  std::stable_sort(annotations.begin(), annotations.end(),
                   [](const Annotation& a, const Annotation& b) { return a.level < b.level; });
  return annotations;
}

std::string write_github_annotations(const std::vector<Annotation>& annotations) {
  std::string text;
  for (const Annotation& annotation : annotations) {
    text += fmt::format("::{} file={}", level_name(annotation.level, "notice"),
                        escape_property(escape_odd_octets(annotation.file)));
    if (annotation.line > 0) text += fmt::format(",line={}", annotation.line);
    if (annotation.line > 0 && annotation.column > 0)
      text += fmt::format(",col={}", annotation.column);
    if (!annotation.title.empty())
      text += ",title=" + escape_property(escape_odd_octets(annotation.title));
    text += "::" + escape_command(annotation.message, "%\r\n") + "\n";
  }
  return text;
}

std::string write_gitlab_report(const std::vector<Annotation>& annotations) {
  Fingerprints fingerprints;
  Json list = Json::array();
  for (const Annotation& annotation : annotations) {
    list.push_back(
        {{"description", annotation.message},
         {"check_name", "almanach/" + annotation.rule},
         {"fingerprint", fingerprints.make(annotation)},
         {"severity", gitlab_severity(annotation.level)},
         {"location",
          {{"path", annotation.file}, {"lines", {{"begin", std::max(annotation.line, 1)}}}}}});
  }
  return write(list);
}

std::string write_sarif(const std::vector<Annotation>& annotations, Language language) {
  Fingerprints fingerprints;
  std::map<std::string, std::size_t> known;
  Json rules = Json::array();
  Json results = Json::array();
  for (const Annotation& annotation : annotations) {
    const auto [rule, fresh] = known.try_emplace(annotation.rule, rules.size());
    if (fresh) {
      const std::string first = annotation.message.substr(0, annotation.message.find('\n'));
      rules.push_back({{"id", annotation.rule}, {"shortDescription", {{"text", first}}}});
    }
    results.push_back({{"ruleId", annotation.rule},
                       {"ruleIndex", rule->second},
                       {"level", level_name(annotation.level, "note")},
                       {"message", {{"text", annotation.message}}},
                       {"locations", Json::array({describe_location(annotation)})},
                       {"partialFingerprints", {{"almanach/v1", fingerprints.make(annotation)}}}});
  }
  const Json driver = {{"name", "Almanach"}, {"version", kVersion}, {"rules", std::move(rules)}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"language", language_tag(language)},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(results)}};
  return write(Json{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}});
}

}  // namespace almanach
