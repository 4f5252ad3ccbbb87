#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string>
#include <string_view>

namespace almanach {

/// What cmark-gfm (tables, strikethrough, bare links) makes of Markdown, raw HTML included, so
/// anything may be in it. What GeneratorMarks finds is gone outside of code. A tag of no known
/// element and without a value ("<cloud au centre>", as in hand-made quotation marks) is text. One
/// thread; any thread may make one.
class MarkdownTree {
 public:
  static MarkdownTree of_text(std::string_view markdown);
  /// Of a single line, in which nothing starts a list, a heading or another block: "1. Réunion"
  /// stays a line. Bare links are text.
  static MarkdownTree of_line(std::string_view line);

  /// The document; lives as long as the tree. To be read only.
  cmark_node* root() const { return document_.get(); }

  /// Characters are given by their numbers somewhere: HTML takes some of them for others.
  bool has_numbered_characters() const { return has_numbered_characters_; }

  std::string html() const;

 private:
  struct Release {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
  };

  /// Takes `document` over.
  MarkdownTree(cmark_node* document, bool has_numbered_characters)
      : document_(document), has_numbered_characters_(has_numbered_characters) {}

  std::unique_ptr<cmark_node, Release> document_;
  bool has_numbered_characters_;
};

/// The address of a link (a node) as cmark-gfm writes it in HTML: what is not ASCII in it is
/// encoded.
std::string html_address(cmark_node* link);

}  // namespace almanach
