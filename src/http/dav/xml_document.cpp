#include "http/dav/xml_document.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "http/dav/refusal.hpp"

namespace almanach::dav {
namespace {

/// References stay as they were written, so that those to unknown entities are seen.
constexpr unsigned kParsing = pugi::parse_cdata | pugi::parse_doctype | pugi::parse_eol;

constexpr std::string_view kXmlSpace = "http://www.w3.org/XML/1998/namespace";

[[noreturn]] void refuse(std::string message) {
  throw Refusal(400, "The body is no XML that can be read: " + std::move(message) + "\n");
}

/// Whether XML allows the code point in a document (XML 1.0 section 2.2).
bool is_character(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// What "&name;" stands for (XML 1.0 sections 4.1 and 4.6).
char32_t resolve_reference(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char32_t>, 5> kEntities = {
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"apos", '\''}, {"quot", '"'}}};
  for (const auto& [known, character] : kEntities) {
    if (known == name) return character;
  }
  const bool hexadecimal = name.substr(0, 2) == "#x";
  if (name.empty() || name[0] != '#') refuse("there are no entities here but the five of XML");
  name.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t number = 0;
  const char* start = name.data();
  const char* end = start + name.size();
  const auto [stop, error] = std::from_chars(start, end, number, hexadecimal ? 16 : 10);
  if (error != std::errc() || stop != end || !is_character(number))
    refuse("a character reference names no character");
  return number;
}

std::string resolve_references(std::string_view text) {
  std::string resolved;
  while (!text.empty()) {
    const std::size_t mark = text.find('&');
    resolved += text.substr(0, mark);
    if (mark == std::string_view::npos) break;
    const std::size_t end = text.find(';', mark);
    if (end == std::string_view::npos) refuse("an '&' stands by itself");
    append_utf8(resolved, resolve_reference(text.substr(mark + 1, end - mark - 1)));
    text.remove_prefix(end + 1);
  }
  return resolved;
}

/// pugixml takes any octets for characters.
void check_characters(std::string_view text) {
  if (find_invalid_utf8(text)) refuse("it is not UTF-8");
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (control) refuse("there are control characters in it");
}

}  // namespace

/// Makes elements of pugixml's nodes: that knows nothing of namespaces, nor of our bounds.
class XmlDocument::Builder {
 public:
  Builder(std::deque<std::string>& texts, WorkBudget& work) : texts_(texts), work_(work) {}

  XmlElement build(const pugi::xml_document& document) {
    std::optional<XmlElement> root;
    for (const pugi::xml_node node : document.children()) {
      if (node.type() == pugi::node_doctype) refuse("a document type is not taken");
      if (node.type() != pugi::node_element) continue;
      if (root) refuse("there is more than one element at its top");
      root = build(node, 1);
    }
    if (!root) refuse("there is no element in it");
    return std::move(*root);
  }

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view space;
  };

  XmlElement build(const pugi::xml_node node, std::size_t depth) {
    if (depth > kDeepest) refuse("its elements are too deep in each other");
    if (++count_ > kMostElements) refuse("it has too many elements");
    work_.spend();
    const std::size_t outer_bindings = bindings_.size();
    std::size_t attributes = 0;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      // They are looked through one by one.
      if (++attributes > kMostAttributes) refuse("an element has too many attributes");
      bind(attribute);
    }
    XmlElement element;
    element.name = resolve(node.name(), true);
    for (const pugi::xml_attribute attribute : node.attributes()) add(attribute, element);
    std::string text;
    for (const pugi::xml_node child : node.children()) {
      switch (child.type()) {
        case pugi::node_element:
          element.children.push_back(build(child, depth + 1));
          break;
        case pugi::node_pcdata:
          text += resolve_references(child.value());
          break;
        case pugi::node_cdata:
          text += child.value();
          break;
        default:
          break;
      }
    }
    element.text = keep(std::move(text));
    bindings_.resize(outer_bindings);
    return element;
  }

  static bool is_binding(std::string_view name) {
    return name == "xmlns" || name.substr(0, 6) == "xmlns:";
  }

  void bind(const pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    if (!is_binding(name)) return;
    const std::string_view space = keep(resolve_references(attribute.value()));
    if (name != "xmlns" && (name.size() == 6 || space.empty()))
      refuse("a namespace or its prefix is empty");
    if (space.size() > kLongestSpace) refuse("a namespace is too long");
    bindings_.push_back({keep(std::string(name == "xmlns" ? "" : name.substr(6))), space});
  }

  void add(const pugi::xml_attribute attribute, XmlElement& element) {
    const std::string_view name = attribute.name();
    if (is_binding(name)) return;
    const XmlName resolved = resolve(name, false);
    if (!resolved.space.empty()) return;  // none that we know is in a namespace
    if (element.attribute(resolved.local)) refuse("an attribute is given twice");
    element.attributes.emplace_back(resolved.local, keep(resolve_references(attribute.value())));
  }

  /// Attributes without a prefix are in no namespace (Namespaces in XML section 6.2).
  XmlName resolve(std::string_view name, bool of_element) {
    const std::size_t colon = name.find(':');
    const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    // pugixml takes more for a name, and names are written into answers.
    if (colon == 0 || !is_element_name(local)) refuse("a name is ill-formed");
    if (local.size() > kLongestName) refuse("a name is too long");
    if (colon == std::string_view::npos)
      return {of_element ? find_space("") : "", keep(std::string(name))};
    return {find_space(name.substr(0, colon)), keep(std::string(local))};
  }

  std::string_view find_space(std::string_view prefix) {
    constexpr std::size_t kBindingsInStep = 128;
    work_.spend(bindings_.size() / kBindingsInStep);
    if (prefix == "xml") return kXmlSpace;
    const auto found =
        std::find_if(bindings_.rbegin(), bindings_.rend(),
                     [&](const Binding& binding) { return binding.prefix == prefix; });
    if (found != bindings_.rend()) return found->space;
    if (!prefix.empty()) refuse("a prefix stands for no namespace");
    return {};
  }

  std::string_view keep(std::string text) {
    if (text.empty()) return {};
    check_characters(text);
    return texts_.emplace_back(std::move(text));
  }

  std::deque<std::string>& texts_;
  WorkBudget& work_;
  std::vector<Binding> bindings_;
  std::size_t count_ = 0;
};

const XmlElement* XmlElement::find(XmlName child) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlElement& element) { return element.name == child; });
  return found == children.end() ? nullptr : &*found;
}

std::optional<std::string_view> XmlElement::attribute(std::string_view wanted) const {
  for (const auto& [known, value] : attributes) {
    if (known == wanted) return value;
  }
  return std::nullopt;
}

XmlDocument::XmlDocument(std::string_view bytes, WorkBudget& work)
    : texts_(std::make_unique<std::deque<std::string>>()) {
  work.spend(steps_to_read(bytes.size()));
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), kParsing, pugi::encoding_auto);
  if (!result) refuse(result.description());
  root_ = Builder(*texts_, work).build(document);
}

XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;

}  // namespace almanach::dav
