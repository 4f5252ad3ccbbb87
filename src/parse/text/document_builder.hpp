#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parse/text/html_blocks.hpp"
#include "parse/text/html_document.hpp"
#include "parse/text/html_elements.hpp"
#include "parse/text/html_line.hpp"

namespace almanach {

/// Makes a document of elements and texts as they follow each other in a text. Two line breaks in a
/// row part paragraphs, tables of one column are layout, and lists or quotes nested more than 16
/// deep lie flat.
class DocumentBuilder {
 public:
  /// `site_url` as for resolve_link(); borrowed.
  explicit DocumentBuilder(std::string_view site_url) : site_url_(site_url) {}

  /// An element begins: what comes until close() stands in it. `role` is of one that has content;
  /// `reference` is where a link leads.
  void open(const ElementRole& role, std::string_view reference = {});
  void close();

  void add_text(std::string_view text);
  void add_break();
  void add_picture(std::string_view alternative);

  /// The document; nothing may be open.
  HtmlDocument take();

 private:
  /// What the elements around a text say about it.
  struct Context {
    std::uint8_t styles = 0;
    std::size_t link = TextSpan::kNoLink;
    int heading = 0;  ///< level, 0: none
    bool preformatted = false;
  };

  struct Open {
    ElementRole::Kind kind;
    bool opened_block;
    Context outside;
  };

  bool start(const ElementRole& role, std::string_view reference);
  void start_link(std::string_view reference);
  void end_link();
  void end_line();

  std::string_view site_url_;
  HtmlDocument document_;
  std::vector<Open> open_;
  Context context_;
  LineBuilder line_;
  BlockBuilder blocks_;
  std::string preformatted_;
  bool link_has_text_ = false;
  bool link_has_image_ = false;
};

}  // namespace almanach
