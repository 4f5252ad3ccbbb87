#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "parse/text/html_link.hpp"
#include "parse/text/html_writer.hpp"

namespace almanach {
namespace {

using Kind = TextBlock::Kind;

/// Spans of one link, or of none, in a row.
struct LinkRun {
  std::string text;  ///< a break is a newline
  std::size_t link;
};

std::vector<LinkRun> link_runs(const std::vector<TextSpan>& line) {
  std::vector<LinkRun> runs;
  for (const TextSpan& span : line) {
    if (runs.empty() || runs.back().link != span.link) runs.push_back({"", span.link});
    runs.back().text += span.text;
  }
  return runs;
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

class PlainWriter {
 public:
  explicit PlainWriter(const std::vector<std::string>& targets) : targets_(targets) {}

  std::string write(const std::vector<TextBlock>& blocks, bool in_item = false) const {
    std::string out;
    for (const TextBlock& block : blocks) {
      const std::string text = write(block);
      if (text.empty()) continue;
      const bool tight = in_item && is_list(block);
      if (!out.empty()) out += tight ? "\n" : "\n\n";
      out += text;
    }
    return out;
  }

 private:
  static bool is_list(const TextBlock& block) {
    return block.kind == Kind::bullet_list || block.kind == Kind::numbered_list;
  }

  std::string write(const TextBlock& block) const {
    switch (block.kind) {
      case Kind::bullet_list:
      case Kind::numbered_list:
        return write_list(block);
      case Kind::table:
        return write_table(block);
      case Kind::row:
        return write_row(block);
      case Kind::quote:
      case Kind::item:
      case Kind::cell:
      case Kind::header_cell:
        return write(block.children, block.kind == Kind::item);
      case Kind::preformatted:
        return block.line.front().text;
      case Kind::paragraph:
      case Kind::heading:
      case Kind::rule:
        return write_line(block.line);
    }
    return {};
  }

  std::string write_list(const TextBlock& list) const {
    std::string out;
    int number = list.number;
    for (const TextBlock& item : list.children) {
      if (!out.empty()) out += '\n';
      out += list.kind == Kind::bullet_list ? "- " : fmt::format("{}. ", number++);
      out += indented(write(item));
    }
    return out;
  }

  static std::string indented(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      out += text.substr(0, end);
      text.remove_prefix(end);
      if (!text.empty() && text.front() != '\n') out += "  ";
    }
    return out;
  }

  std::string write_table(const TextBlock& table) const {
    std::string out;
    for (const TextBlock& row : table.children) {
      const std::string text = write(row);
      if (!out.empty() && !text.empty()) out += '\n';
      out += text;
    }
    return out;
  }

  std::string write_row(const TextBlock& row) const {
    std::string out;
    std::size_t columns = row.children.size();
    while (columns > 0 && row.children[columns - 1].children.empty()) --columns;
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) out += " | ";
      out += collapse_spaces_but_one(write(row.children[i]));
    }
    return std::string(trim(out));
  }

  /// A cell's lines on one; single no-break spaces stay.
  static std::string collapse_spaces_but_one(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n';
      if (!space) {
        out += c;
      } else if (!out.ends_with(' ')) {
        out += ' ';
      }
    }
    return out;
  }

  std::string write_line(const std::vector<TextSpan>& line) const {
    std::string out;
    const auto has_link = [](const TextSpan& span) { return span.link != TextSpan::kNoLink; };
    if (std::none_of(line.begin(), line.end(), has_link)) {
      for (const TextSpan& span : line) out += span.text;
      return out;
    }
    for (const LinkRun& run : link_runs(line)) {
      out += run.link == TextSpan::kNoLink ? run.text : write_link(run);
    }
    return out;
  }

  std::string write_link(const LinkRun& run) const {
    const std::string& target = targets_[run.link];
    const bool number = target.starts_with("tel:");
    if (!label_tells_target(run.text, target)) {
      return fmt::format("{} ({})", run.text, readable_target(target));
    }
    return number ? run.text : readable_target(target);
  }

  const std::vector<std::string>& targets_;
};

template <typename Visit>
void for_each_line(const std::vector<TextBlock>& blocks, const Visit& visit) {
  for (const TextBlock& block : blocks) {
    if (!block.line.empty()) visit(block.line);
    for_each_line(block.children, visit);
  }
}

}  // namespace

std::string write_plain(const HtmlDocument& document) {
  return PlainWriter(document.targets).write(document.blocks);
}

std::string write_one_line(const HtmlDocument& document) {
  std::string out;
  for_each_line(document.blocks, [&](const std::vector<TextSpan>& line) {
    if (!out.empty()) out += ' ';
    for (const TextSpan& span : line) out += on_one_line(span.text);
  });
  return out;
}

}  // namespace almanach
