#include "parse/text/html_reader.hpp"

#include <vector>

#include "parse/text/document_builder.hpp"
#include "parse/text/html_elements.hpp"
#include "parse/text/html_tree.hpp"

namespace almanach {
namespace {

class Reader {
 public:
  Reader(const HtmlTree& tree, std::string_view site_url) : tree_(tree), document_(site_url) {}

  HtmlDocument read();

 private:
  struct Frame {
    const GumboElement* element;
    unsigned next_child;
  };

  void enter(const GumboNode& node);
  void enter_element(const GumboElement& element);

  const HtmlTree& tree_;
  DocumentBuilder document_;
  std::vector<Frame> frames_;
};

HtmlDocument Reader::read() {
  enter(tree_.root());
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    const GumboVector& children = frame.element->children;
    if (frame.next_child < children.length) {
      enter(*static_cast<const GumboNode*>(children.data[frame.next_child++]));
    } else {
      document_.close();
      frames_.pop_back();
    }
  }
  return document_.take();
}

void Reader::enter(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      document_.add_text(tree_.text(node.v.text.text));
      break;
    case GUMBO_NODE_ELEMENT:
      enter_element(node.v.element);
      break;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
      break;
  }
}

void Reader::enter_element(const GumboElement& element) {
  const ElementRole role = role_of(element);
  switch (role.kind) {
    case ElementRole::Kind::dropped:
      return;
    case ElementRole::Kind::image:
      document_.add_picture(tree_.text(attribute_value(element, "alt")));
      return;
    case ElementRole::Kind::line_break:
      document_.add_break();
      return;
    case ElementRole::Kind::link:
      document_.open(role, tree_.text(attribute_value(element, "href")));
      break;
    default:
      document_.open(role);
      break;
  }
  frames_.push_back({&element, 0});
}

}  // namespace

HtmlDocument read_html_document(std::string_view html, std::string_view site_url) {
  const HtmlTree tree(html);
  return Reader(tree, site_url).read();
}

}  // namespace almanach
