#include "parse/text/markdown_reader.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "parse/text/document_builder.hpp"
#include "parse/text/html_reader.hpp"

namespace almanach {
namespace {

using Kind = ElementRole::Kind;

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

/// Its text is in an item that shows no paragraphs.
bool is_tight(cmark_node* paragraph) {
  cmark_node* const item = cmark_node_parent(paragraph);
  cmark_node* const list = item == nullptr ? nullptr : cmark_node_parent(item);
  return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight(list) != 0;
}

ElementRole list_role(cmark_node* list) {
  const bool is_numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
  return is_numbered ? ElementRole{Kind::block, 0, cmark_node_get_list_start(list),
                                   TextBlock::Kind::numbered_list}
                     : ElementRole{Kind::block, 0, 0, TextBlock::Kind::bullet_list};
}

/// The role of the element that a node becomes in HTML; empty for texts and breaks, and for those
/// whose meaning is HTML's to say: raw HTML, tables, pictures.
std::optional<ElementRole> role_of(cmark_node* node) {
  // As in html_elements.cpp: the page that shows the text has an <h1> of its own.
  constexpr int kHighestHeading = 2;
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_PARAGRAPH)
    return ElementRole{is_tight(node) ? Kind::transparent : Kind::separate};
  if (type == CMARK_NODE_HEADING) {
    const int level = std::max(kHighestHeading, cmark_node_get_heading_level(node));
    return ElementRole{Kind::heading, 0, level};
  }
  if (type == CMARK_NODE_DOCUMENT) return ElementRole{};
  if (type == CMARK_NODE_LIST) return list_role(node);
  if (type == CMARK_NODE_ITEM) return ElementRole{Kind::block, 0, 0, TextBlock::Kind::item};
  if (type == CMARK_NODE_BLOCK_QUOTE) return ElementRole{Kind::block, 0, 0, TextBlock::Kind::quote};
  if (type == CMARK_NODE_THEMATIC_BREAK)
    return ElementRole{Kind::block, 0, 0, TextBlock::Kind::rule};
  if (type == CMARK_NODE_CODE_BLOCK) return ElementRole{Kind::preformatted};
  if (type == CMARK_NODE_CODE) return ElementRole{Kind::styled, kCode};
  if (type == CMARK_NODE_EMPH) return ElementRole{Kind::styled, kEmphasis};
  if (type == CMARK_NODE_STRONG) return ElementRole{Kind::styled, kStrong};
  if (type == CMARK_NODE_LINK) return ElementRole{Kind::link};
  if (cmark_node_get_type_string(node) == std::string_view("strikethrough"))
    return ElementRole{Kind::styled, kStruck};
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view site_url) : document_(site_url) {}

  /// Empty where HTML's rules are needed.
  std::optional<HtmlDocument> read(cmark_node* root) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* const node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_EXIT) {
        if (cmark_node_get_type(node) == CMARK_NODE_LINK) in_link_ = false;
        document_.close();
      } else if (!enter(node)) {
        return std::nullopt;
      }
    }
    return document_.take();
  }

 private:
  /// False where HTML's rules are needed.
  bool enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) return add_text(cmark_node_get_literal(node));
    if (type == CMARK_NODE_SOFTBREAK) return add_text("\n");
    if (type == CMARK_NODE_LINEBREAK) {
      document_.add_break();
      return true;
    }
    const auto role = role_of(node);
    // HTML bounds the elements that are read, and knows no link within a link.
    if (!role || ++elements_ > kMostElements || (in_link_ && role->kind == Kind::link))
      return false;
    if (role->kind == Kind::link) {
      in_link_ = true;
      document_.open(*role, html_address(node));
      return true;
    }
    document_.open(*role);
    if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
      document_.add_text(cmark_node_get_literal(node));
    // Of these no end is told.
    if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK ||
        type == CMARK_NODE_THEMATIC_BREAK) {
      document_.close();
    }
    return true;
  }

  bool add_text(std::string_view text) {
    document_.add_text(text);
    return true;
  }

  /// Far within what HtmlTree bounds.
  static constexpr int kMostElements = 600;

  DocumentBuilder document_;
  int elements_ = 0;
  bool in_link_ = false;
};

}  // namespace

HtmlDocument read_markdown_document(const MarkdownTree& markdown, std::string_view site_url) {
  if (!markdown.has_numbered_characters()) {
    if (auto document = Reader(site_url).read(markdown.root())) return *std::move(document);
  }
  return read_html_document(markdown.html(), site_url);
}

}  // namespace almanach
