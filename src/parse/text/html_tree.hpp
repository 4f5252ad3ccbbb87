#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

#include "parse/text/html_shortened.hpp"

namespace almanach {

/// An HTML document as browsers understand it (gumbo). Of a text with thousands of elements only
/// the start is read: the work and memory that HTML's rules ask for grow with their square.
class HtmlTree {
 public:
  /// Keeps views of `html`.
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();

  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  /// The <html> element; lives as long as the tree. Trees can be thousands of elements deep: walk
  /// them without recursion.
  const GumboNode& root() const { return *output_->root; }

  /// A text node's text as it was in the HTML; `found` is the node's own.
  std::string text(std::string_view found) const { return shortened_.restore(found); }

 private:
  ShortenedHtml shortened_;
  GumboOptions options_;
  GumboOutput* output_;
};

}  // namespace almanach
