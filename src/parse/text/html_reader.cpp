#include "parse/text/html_reader.hpp"

#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "parse/text/html_blocks.hpp"
#include "parse/text/html_elements.hpp"
#include "parse/text/html_line.hpp"
#include "parse/text/html_link.hpp"
#include "parse/text/html_tree.hpp"

namespace almanach {
namespace {

/// What the elements around a text say about it.
struct Context {
  std::uint8_t styles = 0;
  std::size_t link = TextSpan::kNoLink;
  int heading = 0;  // level, 0: none
  bool preformatted = false;
};

std::string without_trailing_spaces(std::string_view line) {
  const std::string_view trimmed = trim(line);
  const auto end = trimmed.empty() ? 0 : trimmed.data() + trimmed.size() - line.data();
  return std::string(line.substr(0, static_cast<std::size_t>(end)));
}

/// Without spaces at line ends, blank lines at both ends, and tabs.
std::string tidy_preformatted(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string line = without_trailing_spaces(text.substr(0, newline));
    if (!out.empty() || !line.empty()) out += line + '\n';
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  while (out.ends_with('\n')) out.pop_back();
  for (std::size_t tab = out.find('\t'); tab != std::string::npos; tab = out.find('\t', tab)) {
    out.replace(tab, 1, "    ");
  }
  return out;
}

class Reader {
 public:
  Reader(const HtmlTree& tree, std::string_view site_url) : tree_(tree), site_url_(site_url) {}

  HtmlDocument read();

 private:
  struct Frame {
    const GumboElement* element;
    unsigned next_child;
    ElementRole role;
    bool opened_block;
    Context outside;
  };

  void enter(const GumboNode& node);
  void leave(const Frame& frame);
  void enter_element(const GumboElement& element);
  bool start(const GumboElement& element, const ElementRole& role);
  void start_link(const GumboElement& element);
  void end_link();
  void add_text(std::string_view text);
  void add_break();
  void end_line();

  const HtmlTree& tree_;
  std::string_view site_url_;
  HtmlDocument document_;
  std::vector<Frame> frames_;
  Context context_;
  LineBuilder line_;
  BlockBuilder blocks_;
  std::string preformatted_;
  bool link_has_text_ = false;
  bool link_has_image_ = false;
};

HtmlDocument Reader::read() {
  enter(tree_.root());
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    const GumboVector& children = frame.element->children;
    if (frame.next_child < children.length) {
      enter(*static_cast<const GumboNode*>(children.data[frame.next_child++]));
    } else {
      leave(frame);
      frames_.pop_back();
    }
  }
  end_line();
  document_.blocks = blocks_.take();
  return std::move(document_);
}

void Reader::enter(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      add_text(tree_.text(node.v.text.text));
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
  const Context outside = context_;
  switch (role.kind) {
    case ElementRole::Kind::dropped:
      return;
    case ElementRole::Kind::image:
      add_text(tree_.text(attribute_value(element, "alt")));
      link_has_image_ = true;
      return;
    case ElementRole::Kind::line_break:
      add_break();
      return;
    default:
      break;
  }
  const bool opened_block = start(element, role);
  frames_.push_back({&element, 0, role, opened_block, outside});
}

/// Whether a block has been opened.
bool Reader::start(const GumboElement& element, const ElementRole& role) {
  switch (role.kind) {
    case ElementRole::Kind::styled:
      context_.styles |= role.style;
      return false;
    case ElementRole::Kind::link:
      start_link(element);
      return false;
    case ElementRole::Kind::transparent:
      return false;
    default:
      end_line();
      break;
  }
  if (role.kind == ElementRole::Kind::heading) context_.heading = role.number;
  if (role.kind == ElementRole::Kind::preformatted) context_.preformatted = true;
  return role.kind == ElementRole::Kind::block && blocks_.open(role.block, role.number);
}

void Reader::leave(const Frame& frame) {
  switch (frame.role.kind) {
    case ElementRole::Kind::transparent:
    case ElementRole::Kind::styled:
      break;
    case ElementRole::Kind::link:
      end_link();
      break;
    default:
      end_line();
      break;
  }
  if (frame.opened_block) blocks_.close();
  context_ = frame.outside;
}

void Reader::start_link(const GumboElement& element) {
  std::string target = resolve_link(tree_.text(attribute_value(element, "href")), site_url_);
  if (target.empty()) return;
  context_.link = document_.targets.size();
  document_.targets.push_back(std::move(target));
  link_has_text_ = false;
  link_has_image_ = false;
}

/// A picture that leads somewhere without saying where: the target is all there is to tell.
void Reader::end_link() {
  if (context_.link == TextSpan::kNoLink) return;
  if (link_has_image_ && !link_has_text_)
    add_text(readable_target(document_.targets[context_.link]));
  line_.end_link();
}

void Reader::add_text(std::string_view text) {
  if (context_.preformatted) {
    preformatted_ += clean(text);
    return;
  }
  const int excess = context_.heading > 0 ? kStrong : 0;  // headings are strong already
  const auto styles = static_cast<std::uint8_t>(context_.styles & ~excess);
  if (line_.add_text(text, styles, context_.link)) link_has_text_ = true;
}

void Reader::add_break() {
  if (context_.preformatted) {
    preformatted_ += '\n';
  } else if (!line_.add_break(context_.styles, context_.link)) {
    end_line();
  }
}

void Reader::end_line() {
  TextBlock block;
  if (context_.preformatted) {
    block.kind = TextBlock::Kind::preformatted;
    std::string text = tidy_preformatted(std::exchange(preformatted_, {}));
    if (!text.empty()) block.line.push_back({std::move(text)});
  } else {
    if (context_.heading > 0) block.kind = TextBlock::Kind::heading;
    block.number = context_.heading;
    block.line = line_.take();
  }
  if (!block.line.empty()) blocks_.add(std::move(block));
}

}  // namespace

HtmlDocument read_html_document(std::string_view html, std::string_view site_url) {
  const HtmlTree tree(html);
  return Reader(tree, site_url).read();
}

}  // namespace almanach
