#include "cli/diff_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "cli/check_report.hpp"
#include "model/event_addresses.hpp"
#include "render/messages/translate.hpp"
#include "render/problem_causes.hpp"

namespace almanach {
namespace {

/// Of a comment: what comes after so many lines has to be opened.
constexpr std::size_t kLinesInSight = 20;

/// `Workshops: "Bicycle" moves: …`
std::string describe_with_feed(const EventChange& change, const SiteDiff& diff, Language language) {
  return escape_odd_octets(join_with_colon(
      change.shown().feed.name, describe_change(change, diff.keep_cancelled, language), language));
}

std::string place_of(const EventChange& change) {
  return format_place({Severity::warning, change.file, change.line, 0, "", ""});
}

std::string describe_more(std::size_t count, Language language) {
  return translate_message(fmt::format("… and {} more changes: --all", count), language);
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Text as Markdown shows it, whatever it holds. A backslash does not keep forges from making
/// mentions and references of "@anne" and "#12": a word joiner, which nobody sees, does.
std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>()|~&#@!$";
  constexpr std::string_view kReferences = "@#!$%~^";
  constexpr std::string_view kWordJoiner = "\u2060";
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (kMarks.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
    const bool may_refer = kReferences.find(c) != std::string_view::npos;
    if (may_refer && i + 1 < text.size() && is_word(text[i + 1])) escaped += kWordJoiner;
    // "https://" and "www." make links wherever they stand.
    if (c == ':' && text.substr(i + 1).starts_with("//")) escaped += kWordJoiner;
    if (c == '.' && i >= 3 && fold(text.substr(i - 3, 3)) == "www") escaped += kWordJoiner;
  }
  return escaped;
}

/// A list of which the first lines are seen at once. Lines that do not fit into the comment are
/// counted.
class CommentList {
 public:
  CommentList(std::string& comment, Language language) : comment_(comment), language_(language) {}

  void add(const std::string& line) {
    if (left_out_ > 0 || comment_.size() + line.size() + kRoom > kLongestComment) {
      ++left_out_;
      return;
    }
    if (lines_++ == kLinesInSight) {
      comment_ += fmt::format("\n<details><summary>{}</summary>\n\n",
                              translate_message("the rest", language_));
    }
    comment_ += "- " + line + "\n";
  }

  /// `left_out`: lines that were not even added.
  void finish(std::size_t left_out) {
    if (lines_ > kLinesInSight) comment_ += "\n</details>\n";
    left_out += left_out_;
    if (left_out > 0) comment_ += "\n" + describe_more(left_out, language_) + "\n";
    comment_ += '\n';
  }

 private:
  static constexpr std::size_t kRoom = 200;  ///< for what ends a list

  std::string& comment_;
  const Language language_;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

std::string comment_line(const Problem& problem, Language language) {
  const Problem told = translate_problem(problem, language);
  std::string line = fmt::format("{}: {}{}", escape_markdown(format_place(problem)),
                                 severity_mark(problem.severity, language),
                                 escape_markdown(escape_odd_octets(told.message)));
  if (!told.hint.empty()) line += "  \n  " + escape_markdown(escape_odd_octets(told.hint));
  return line;
}

}  // namespace

std::string write_diff_text(const SiteDiff& diff, std::size_t most,
                            const std::function<std::string(const std::string&)>& read,
                            Language language) {
  std::string text;
  for (const HeldChange& held : diff.held)
    text += write_diagnostic(describe_held_change(held, diff.mass_deletion_hold), "", language);
  const std::size_t shown = std::min(most, diff.changes.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const EventChange& change = diff.changes[i];
    text += fmt::format("{}: {}\n", place_of(change), describe_with_feed(change, diff, language));
  }
  if (shown < diff.changes.size())
    text += describe_more(diff.changes.size() - shown, language) + "\n";
  const std::size_t lines = most > kChangesOfDiff ? most : kLinesOfCheck;
  return text + write_causes(diff.problems, lines, read, language);
}

std::string write_diff_sum(const SiteDiff& diff, Language language) {
  const std::size_t count = diff.changes.size();
  const auto held = std::count_if(diff.changes.begin(), diff.changes.end(),
                                  [](const EventChange& change) { return change.held; });
  std::string sum = count == 0   ? "subscribers see no change"
                    : count == 1 ? "1 change for subscribers"
                                 : fmt::format("{} changes for subscribers", count);
  sum = translate_message(sum, language);
  if (held > 0) sum += ", " + translate_message(fmt::format("{} of them held", held), language);
  if (diff.problems.empty()) return sum;
  const std::string problems = translate_message("that were not there before", language);
  return sum + (language == Language::french ? " ; " : "; ") + write_sum(diff.problems, language) +
         " " + problems;
}

std::string write_diff_markdown(const SiteDiff& diff, std::size_t most, Language language) {
  std::string comment =
      fmt::format("{}\n### {}\n\n{}\n\n", kCommentMark,
                  translate_message("What this changes for subscribers", language),
                  escape_markdown(write_diff_sum(diff, language)));
  for (const HeldChange& held : diff.held) {
    const Problem problem = describe_held_change(held, diff.mass_deletion_hold);
    const Problem told = translate_problem(problem, language);
    comment +=
        fmt::format("> **{}**: {}  \n> {}\n\n", escape_markdown(escape_odd_octets(told.file)),
                    escape_markdown(escape_odd_octets(told.message)),
                    escape_markdown(escape_odd_octets(told.hint)));
  }
  const std::size_t shown = std::min(most, diff.changes.size());
  CommentList changes(comment, language);
  for (std::size_t i = 0; i < shown; ++i) {
    const EventChange& change = diff.changes[i];
    changes.add(fmt::format("{} ({})", escape_markdown(describe_with_feed(change, diff, language)),
                            escape_markdown(place_of(change))));
  }
  changes.finish(diff.changes.size() - shown);
  if (diff.problems.empty()) return comment;
  comment += fmt::format("#### {}\n\n",
                         translate_message("Problems that were not there before", language));
  const std::size_t told = std::min(most, diff.problems.size());
  CommentList problems(comment, language);
  for (std::size_t i = 0; i < told; ++i) problems.add(comment_line(diff.problems[i], language));
  problems.finish(diff.problems.size() - told);
  return comment;
}

}  // namespace almanach
