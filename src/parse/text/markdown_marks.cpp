#include "parse/text/markdown_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace almanach {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr char kSign = '\x01';

/// Looks for the same thing from ever later places, in linear time altogether.
class Finder {
 public:
  Finder(std::string_view text, std::string_view wanted) : text_(text), wanted_(wanted) {}

  /// The end of the first occurrence at or behind `from`, or kNone.
  std::size_t end_after(std::size_t from) {
    if (!searched_ || (found_ != kNone && found_ < from)) found_ = text_.find(wanted_, from);
    searched_ = true;
    return found_ == kNone ? kNone : found_ + wanted_.size();
  }

 private:
  std::string_view text_;
  std::string_view wanted_;
  std::size_t found_ = 0;
  bool searched_ = false;
};

/// Tells where the mark that starts at a brace ends. Ask for ever later places.
class MarkScanner {
 public:
  explicit MarkScanner(std::string_view text) : text_(text) {}

  /// kNone when no mark starts there.
  std::size_t liquid_end(std::size_t brace) {
    const std::string_view rest = text_.substr(brace);
    if (rest.starts_with("{{")) return output_end_.end_after(brace + 2);
    if (!rest.starts_with("{%")) return kNone;
    const std::size_t end = tag_end_.end_after(brace + 2);
    if (end == kNone || word_of(rest.substr(2)) != "comment") return end;
    const std::size_t closing = comment_end_.end_after(end);
    return closing == kNone ? end : tag_end_.end_after(closing);
  }

  std::size_t attributes_end(std::size_t brace) {
    const std::string_view rest = text_.substr(brace);
    if (rest.starts_with("{#")) return heading_name_end(brace);
    if (!rest.starts_with("{:")) return kNone;
    const std::size_t end = brace_end_.end_after(brace);
    if (end == kNone || line_end_.end_after(brace) < end) return kNone;
    if (!rest.starts_with("{::comment")) return end;
    const std::size_t closing = std::min(long_close_.end_after(end), short_close_.end_after(end));
    return closing == kNone ? end : closing;
  }

 private:
  static std::string_view word_of(std::string_view tag) {
    const std::size_t start = tag.find_first_not_of("- \t\n");
    if (start == kNone) return {};
    return tag.substr(start, tag.find_first_of("- \t\n%", start) - start);
  }

  std::size_t heading_name_end(std::size_t brace) {
    constexpr std::string_view kNameCharacters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    const std::size_t close = text_.find_first_not_of(kNameCharacters, brace + 2);
    if (close == kNone || close == brace + 2 || text_[close] != '}') return kNone;
    const std::size_t next = text_.find_first_not_of(" \t", close + 1);
    return next == kNone || text_[next] == '\n' ? close + 1 : kNone;
  }

  std::string_view text_;
  Finder output_end_{text_, "}}"};
  Finder tag_end_{text_, "%}"};
  Finder comment_end_{text_, "endcomment"};
  Finder brace_end_{text_, "}"};
  Finder line_end_{text_, "\n"};
  Finder long_close_{text_, "{:/comment}"};
  Finder short_close_{text_, "{:/}"};
};

/// Whether nothing but quote signs and white space stands before `at` on its line.
bool starts_line(std::string_view text, std::size_t at) {
  const std::size_t before = text.substr(0, at).find_last_not_of(" \t>");
  return before == kNone || text[before] == '\n';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", at), text.size());
}

}  // namespace

GeneratorMarks::GeneratorMarks(std::string_view markdown) {
  MarkScanner scanner(markdown);
  const auto end_of_mark = [&](std::size_t at) {
    const std::size_t end = scanner.liquid_end(at);
    return end == kNone ? scanner.attributes_end(at) : end;
  };
  std::size_t copied = 0;
  for (std::size_t at = markdown.find('{'); at != kNone; at = markdown.find('{', at)) {
    const bool escaped = at > 0 && markdown[at - 1] == '\\';
    const std::size_t end = escaped ? kNone : end_of_mark(at);
    if (end == kNone) {
      ++at;
      continue;
    }
    text_ += markdown.substr(copied, at - copied);
    const std::size_t line_rest = skip_spaces(markdown, end);
    if (starts_line(markdown, at) &&
        (line_rest == markdown.size() || markdown[line_rest] == '\n')) {
      add(markdown.substr(at, end - at), "<?", "?>");
    } else if (markdown.substr(at).starts_with("{:")) {
      add(markdown.substr(at, end - at), "<", ">");  // '<' ends a bare link
    } else {
      add(markdown.substr(at, end - at), "{", "}");  // braces may stand in a link's target
    }
    at = end;
    copied = end;
  }
  text_ += markdown.substr(copied);
}

void GeneratorMarks::add(std::string_view typed, std::string_view before, std::string_view after) {
  std::string placeholder = fmt::format("{}{}{}{}", before, kSign, marks_.size(), after);
  text_ += placeholder;
  marks_.push_back({std::string(typed), std::move(placeholder)});
}

std::string GeneratorMarks::replace(std::string_view piece, bool with_typed) const {
  std::string out;
  for (;;) {
    const std::size_t sign = std::min(piece.find(kSign), piece.size());
    out += piece.substr(0, sign);
    piece.remove_prefix(sign);
    if (piece.empty()) return out;

    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(piece.data() + 1, piece.data() + piece.size(), number);
    const bool known = error == std::errc() && number < marks_.size();
    const std::string_view placeholder = known ? marks_[number].placeholder : std::string_view();
    const std::size_t before = std::min(placeholder.find(kSign), placeholder.size());
    const std::string_view rest = placeholder.substr(before);
    // It may be a U+0001 that somebody typed as "&#1;".
    if (known && piece.starts_with(rest) &&
        std::string_view(out).ends_with(placeholder.substr(0, before))) {
      out.resize(out.size() - before);
      if (with_typed) out += marks_[number].typed;
      piece.remove_prefix(rest.size());
    } else {
      piece.remove_prefix(1);
    }
  }
}

std::string drop_liquid(std::string_view html) {
  MarkScanner scanner(html);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = html.find('{'); at != kNone; at = html.find('{', at)) {
    const std::size_t end = scanner.liquid_end(at);
    if (end == kNone) {
      ++at;
      continue;
    }
    out += html.substr(copied, at - copied);
    at = end;
    copied = end;
  }
  out += html.substr(copied);
  return out;
}

}  // namespace almanach
