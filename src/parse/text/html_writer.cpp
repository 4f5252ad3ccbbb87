#include "parse/text/html_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "base/html_text.hpp"

namespace almanach {
namespace {

using Kind = TextBlock::Kind;

/// Writes a line's spans with as few elements as their nesting allows.
class LineWriter {
 public:
  LineWriter(std::string& out, const std::vector<std::string>& targets)
      : out_(out), targets_(targets) {}

  void write(const std::vector<TextSpan>& line) {
    for (const TextSpan& span : line) {
      move_to(span.link, span.styles);
      if (span.is_break()) {
        out_ += "<br>";
      } else {
        append_html_text(out_, span.text);
      }
    }
    move_to(TextSpan::kNoLink, 0);
  }

 private:
  static constexpr std::array<std::string_view, 7> kNames{"strong", "em",  "u",   "s",
                                                          "sub",    "sup", "code"};

  static unsigned bit(std::size_t style) { return 1U << style; }

  void move_to(std::size_t link, unsigned styles) {
    const bool same_link = link == link_;
    // Elements nest in the order of their bits: the first one to close takes those inside with it.
    const unsigned closing = same_link ? open_ & ~styles : open_;
    const unsigned first_closing = closing & (~closing + 1);
    const unsigned staying = closing == 0 ? open_ : open_ & (first_closing - 1);
    const unsigned opening = styles & ~staying;
    const unsigned first_opening = opening & (~opening + 1);
    // One that opens outside of those that stay closes them first.
    const unsigned kept = opening == 0 ? staying : staying & (first_opening - 1);
    close(open_ & ~kept);
    if (!same_link) change_link(link);
    open(styles & ~kept);
    open_ = styles;
  }

  void close(unsigned styles) {
    for (std::size_t i = kNames.size(); i-- > 0;) {
      if ((styles & bit(i)) != 0) out_.append("</").append(kNames[i]).append(">");
    }
  }

  void open(unsigned styles) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if ((styles & bit(i)) != 0) out_.append("<").append(kNames[i]).append(">");
    }
  }

  void change_link(std::size_t link) {
    if (link_ != TextSpan::kNoLink) out_ += "</a>";
    link_ = link;
    if (link_ == TextSpan::kNoLink) return;
    out_ += "<a href=\"";
    append_html_text(out_, targets_[link_]);
    out_ += "\">";
  }

  std::string& out_;
  const std::vector<std::string>& targets_;
  std::size_t link_ = TextSpan::kNoLink;
  unsigned open_ = 0;
};

std::string_view element_name(Kind kind) {
  switch (kind) {
    case Kind::paragraph:
    case Kind::heading:
      return "p";
    case Kind::preformatted:
      return "pre";
    case Kind::rule:
      return "hr";
    case Kind::quote:
      return "blockquote";
    case Kind::bullet_list:
      return "ul";
    case Kind::numbered_list:
      return "ol";
    case Kind::item:
      return "li";
    case Kind::table:
      return "table";
    case Kind::row:
      return "tr";
    case Kind::cell:
      return "td";
    case Kind::header_cell:
      return "th";
  }
  return {};
}

class DocumentWriter {
 public:
  explicit DocumentWriter(const std::vector<std::string>& targets) : targets_(targets) {}

  std::string write(const std::vector<TextBlock>& blocks) {
    for (const TextBlock& block : blocks) write(block);
    return std::move(out_);
  }

 private:
  void write(const TextBlock& block) {
    std::string name(element_name(block.kind));
    if (block.kind == Kind::heading) name = fmt::format("h{}", block.number);
    out_.append("<").append(name);
    if (block.kind == Kind::numbered_list && block.number != 1) {
      out_ += fmt::format(" start=\"{}\"", block.number);
    }
    out_ += '>';
    if (block.kind == Kind::rule) return;
    write_line(block);
    write_children(block);
    out_.append("</").append(name).append(">");
  }

  void write_line(const TextBlock& block) {
    if (block.kind == Kind::preformatted) {
      append_html_text(out_, block.line.front().text);
    } else {
      LineWriter(out_, targets_).write(block.line);
    }
  }

  void write_children(const TextBlock& block) {
    const bool first_is_bare =
        block.kind == Kind::item || block.kind == Kind::cell || block.kind == Kind::header_cell;
    for (const TextBlock& child : block.children) {
      const bool bare =
          first_is_bare && &child == &block.children.front() && child.kind == Kind::paragraph;
      if (bare) {
        write_line(child);
      } else {
        write(child);
      }
    }
  }

  const std::vector<std::string>& targets_;
  std::string out_;
};

}  // namespace

std::string write_html(const HtmlDocument& document) {
  return DocumentWriter(document.targets).write(document.blocks);
}

}  // namespace almanach
