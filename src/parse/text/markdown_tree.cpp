#include "parse/text/markdown_tree.hpp"

#include <cmark-gfm-core-extensions.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "base/text.hpp"
#include "parse/text/markdown_marks.hpp"

namespace almanach {
namespace {

struct Release {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }
};

template <typename Type>
using Handle = std::unique_ptr<Type, Release>;

// A single '~' parts the ends of a time or an amount more often than it strikes anything out.
constexpr int kOptions = CMARK_OPT_UNSAFE | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;

/// Tables take time that grows with the square of their columns.
bool may_have_tables(std::string_view markdown) {
  constexpr int kMostColumns = 100;
  int columns = 0;
  bool any = false;
  for (const char c : markdown) {
    if (c == '\n') columns = 0;
    if (c != '|') continue;
    any = true;
    if (++columns > kMostColumns) return false;
  }
  return any;
}

using Extensions = std::span<const char* const>;

Handle<cmark_node> parse(const std::string& markdown, Extensions extensions) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const Handle<cmark_parser> parser(cmark_parser_new(kOptions));
  for (const char* name : extensions) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  // While it reads inlines, cmark-gfm keeps the extensions' special characters in a global table,
  // and takes them out again behind itself: a parser beside it would miss them.
  static std::mutex inlines;
  const std::scoped_lock lock(inlines);
  return Handle<cmark_node>(cmark_parser_finish(parser.get()));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::string_view kBlanks = " \t\r\n";

/// Whether an attribute without a value is HTML's, or of somebody else's vocabulary.
bool is_bare_attribute(std::string_view name) {
  constexpr std::array<std::string_view, 24> kBare = {
      "allowfullscreen", "async",   "autofocus", "autoplay", "checked",     "compact",
      "controls",        "default", "defer",     "disabled", "download",    "hidden",
      "inert",           "ismap",   "itemscope", "loop",     "multiple",    "muted",
      "noshade",         "nowrap",  "open",      "readonly", "playsinline", "reversed"};
  return name.find_first_of("-:@#.{") != std::string_view::npos ||
         std::find(kBare.begin(), kBare.end(), fold(name)) != kBare.end();
}

/// Whether what stands between the signs is words: "<devant la mairie>", "<table ronde>".
bool has_words(std::string_view inside) {
  while (!inside.empty()) {
    const std::string_view word = inside.substr(0, inside.find_first_of(kBlanks));
    inside.remove_prefix(std::min(word.size() + 1, inside.size()));
    if (!word.empty() && word != "/" && !is_bare_attribute(word)) return true;
  }
  return false;
}

/// Whether people wrote a tag as text. A value tells that it is none, and so does, without more
/// words, the name of an element or one with '-', which belongs to somebody else's vocabulary.
bool is_text_between_signs(std::string_view tag) {
  if (tag.size() < 2 || !is_letter(tag[1]) || tag.find('=') != std::string_view::npos) return false;
  const std::size_t end = std::min(tag.find_first_of(" \t\r\n/>"), tag.size());
  const std::string name(tag.substr(1, end - 1));
  if (has_words(tag.substr(end, tag.rfind('>') - end))) return true;
  return name.find('-') == std::string::npos && gumbo_tag_enum(name.c_str()) == GUMBO_TAG_UNKNOWN;
}

/// A block that begins with such a text is none of HTML. Markdown that says so, as far as lines of
/// that kind go; or nothing where the block is as it should be.
std::optional<std::string> with_text_escaped(std::string_view html) {
  std::string out;
  bool changed = false;
  std::string_view rest = html;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const std::size_t start = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view tag = line.substr(start, line.find('>') - start + 1);
    if (tag.starts_with('<')) {
      if (!tag.ends_with('>') || !is_text_between_signs(tag)) break;
      out.append(line.substr(0, start)).append("\\");
      changed = true;
    }
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    out.append(line.substr(tag.starts_with('<') ? start : 0)).append("\n");
  }
  return changed ? std::optional(out.append(rest)) : std::nullopt;
}

void show_as_text(cmark_node* inline_html) {
  Handle<cmark_node> text(cmark_node_new(CMARK_NODE_TEXT));
  cmark_node_set_literal(text.get(), cmark_node_get_literal(inline_html));
  cmark_node_replace(inline_html, text.release());
  cmark_node_free(inline_html);
}

void take_out(const GeneratorMarks& marks, cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
    cmark_node_set_url(node, marks.drop(cmark_node_get_url(node)).c_str());
  } else if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
    cmark_node_set_literal(node, marks.restore(cmark_node_get_literal(node)).c_str());
  } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_BLOCK ||
             type == CMARK_NODE_HTML_INLINE) {
    cmark_node_set_literal(node, marks.drop(cmark_node_get_literal(node)).c_str());
  }
}

/// Whether kramdown would read Markdown again behind this line: it closes an element or breaks the
/// line.
bool ends_raw_html(std::string_view line) {
  const std::size_t tag = line.rfind('<');
  if (tag == std::string_view::npos || !line.ends_with('>')) return false;
  const std::string_view rest = line.substr(tag);
  return rest.starts_with("</") || rest.starts_with("<br") || rest.starts_with("<hr");
}

/// Whether a comment is open at the end of `line`.
bool in_comment_after(std::string_view line, bool in_comment) {
  for (;;) {
    const std::size_t sign = line.find(in_comment ? "-->" : "<!--");
    if (sign == std::string_view::npos) return in_comment;
    line.remove_prefix(sign + 3);
    in_comment = !in_comment;
  }
}

/// For CommonMark a block of raw HTML goes on up to an empty line; people who write for kramdown
/// put Markdown right behind a closing tag. The block with those empty lines, or nothing when it
/// needs none.
std::optional<std::string> with_empty_lines(std::string_view html) {
  std::string out;
  bool changed = false;
  bool in_comment = html.starts_with("<pre");  // its lines count
  while (!html.empty()) {
    const std::string_view line = html.substr(0, html.find('\n'));
    html.remove_prefix(std::min(line.size() + 1, html.size()));
    out.append(line).append("\n");
    in_comment = in_comment_after(line, in_comment);
    const bool text_follows = !html.empty() && html.find_first_of("< \t\n") != 0;
    if (in_comment || !text_follows || !ends_raw_html(trim(line))) continue;
    out += '\n';
    changed = true;
  }
  return changed ? std::optional(out) : std::nullopt;
}

/// Makes of cmark-gfm's tree what MarkdownTree promises.
class TreeEditor {
 public:
  TreeEditor(const GeneratorMarks& marks, Extensions extensions)
      : marks_(marks), extensions_(extensions) {}

  /// `depth`: how often what was read again may be read again.
  void edit(cmark_node* document, int depth = 3) const {
    const Handle<cmark_iter> iterator(cmark_iter_new(document));
    while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
      if (cmark_iter_get_event_type(iterator.get()) != CMARK_EVENT_ENTER) continue;
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      if (type == CMARK_NODE_HTML_BLOCK && depth > 0 && read_on(node, depth - 1)) continue;
      if (!marks_.empty()) take_out(marks_, node);
      const bool tag = type == CMARK_NODE_HTML_INLINE;
      if (tag && is_text_between_signs(cmark_node_get_literal(node))) show_as_text(node);
    }
  }

 private:
  /// Reads a block again when there is Markdown in it; it is gone then.
  bool read_on(cmark_node* html_block, int depth) const {
    const std::string_view literal = cmark_node_get_literal(html_block);
    auto markdown = with_text_escaped(literal);
    if (!markdown) markdown = with_empty_lines(literal);
    if (!markdown) return false;
    const Handle<cmark_node> document = parse(*markdown, extensions_);
    edit(document.get(), depth);
    while (cmark_node* child = cmark_node_first_child(document.get())) {
      cmark_node_insert_before(html_block, child);
    }
    cmark_node_free(html_block);
    return true;
  }

  const GeneratorMarks& marks_;
  Extensions extensions_;
};

Handle<cmark_node> read(const GeneratorMarks& marks, Extensions extensions) {
  Handle<cmark_node> document = parse(marks.text(), extensions);
  TreeEditor(marks, extensions).edit(document.get());
  return document;
}

bool may_number_characters(std::string_view markdown) {
  return markdown.find("&#") != std::string_view::npos;
}

void replace_all(std::string& text, std::string_view wanted, std::string_view by) {
  for (std::size_t at = text.find(wanted); at != std::string::npos;
       at = text.find(wanted, at + by.size())) {
    text.replace(at, wanted.size(), by);
  }
}

std::string render(cmark_node* node) {
  const Handle<char> html(cmark_render_html(node, kOptions, nullptr));
  return html.get();
}

}  // namespace

MarkdownTree MarkdownTree::of_text(std::string_view markdown) {
  constexpr std::array kExtensions{"strikethrough", "autolink", "table"};
  const GeneratorMarks marks(markdown);
  const std::size_t used = may_have_tables(marks.text()) ? 3 : 2;
  return {read(marks, Extensions(kExtensions).first(used)).release(),
          may_number_characters(markdown)};
}

MarkdownTree MarkdownTree::of_line(std::string_view line) {
  constexpr std::array kExtensions{"strikethrough"};
  return {read(GeneratorMarks(line), kExtensions).release(), may_number_characters(line)};
}

std::string MarkdownTree::html() const {
  return render(document_.get());
}

std::string html_address(cmark_node* link) {
  const Handle<cmark_node> bare(cmark_node_new(CMARK_NODE_LINK));
  cmark_node_set_url(bare.get(), cmark_node_get_url(link));
  const std::string html = render(bare.get());
  const std::size_t begin = html.find('"') + 1;
  std::string address = html.substr(begin, html.find('"', begin) - begin);
  // All that it escapes as HTML; the rest it encodes.
  replace_all(address, "&#x27;", "'");
  replace_all(address, "&amp;", "&");
  return address;
}

}  // namespace almanach
