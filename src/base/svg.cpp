#include "base/svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace almanach {
namespace {

constexpr std::string_view kSvgNamespace = "http://www.w3.org/2000/svg";
constexpr std::string_view kNotWellFormed = "it is no well-formed XML";
constexpr std::string_view kNoEnd = "its end is missing";

/// What a character of XML's space is (XML 1.0 section 2.3).
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What may stand in a name, or is beyond ASCII.
bool is_name(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool is_digit = c >= '0' && c <= '9';
  return is_letter || is_digit || c == '_' || c == ':' || c == '-' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// "svg:rect" -> "svg".
std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

struct StartTag {
  std::string_view name;
  std::map<std::string_view, std::string_view> attributes;
  bool is_whole = false;  ///< "<path/>"

  std::string_view find(std::string_view attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string_view() : found->second;
  }
};

/// Goes through an XML document, and keeps its outermost element's start tag.
class XmlWalk {
 public:
  explicit XmlWalk(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
    size_ = rest_.size();
  }

  /// Up to the start tag of the outermost element.
  void read_to_root() {
    while (!root_ && fault_.empty() && !rest_.empty()) read_part();
  }

  void read_rest() {
    while (fault_.empty() && !rest_.empty()) read_part();
    if (fault_.empty() && (!root_ || !open_.empty())) fault_ = kNoEnd;
  }

  /// Of the outermost element, whose name is empty where there is none. What is wrong in it may
  /// have kept attributes from being read.
  const StartTag& root() const {
    static const StartTag kNone;
    return root_ ? *root_ : kNone;
  }
  std::string_view fault() const { return fault_; }

  /// A value with the entity that it begins with, if it does, in its place.
  std::string_view replaced(std::string_view value) const {
    if (!value.starts_with('&') || !value.ends_with(';')) return value;
    const auto found = entities_.find(value.substr(1, value.size() - 2));
    return found == entities_.end() ? value : found->second;
  }

 private:
  void fail(std::string_view fault = kNotWellFormed) {
    if (fault_.empty()) fault_ = fault;
  }

  /// Whether the rest begins with `start`, which is passed over.
  bool take(std::string_view start) {
    if (!rest_.starts_with(start)) return false;
    rest_.remove_prefix(start.size());
    return true;
  }
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }
  /// What stands before `end`, which is passed over, too.
  std::string_view take_until(std::string_view end) {
    const std::size_t found = rest_.find(end);
    if (found == std::string_view::npos) {
      fail(kNoEnd);
      return std::exchange(rest_, {});
    }
    const std::string_view taken = rest_.substr(0, found);
    rest_.remove_prefix(found + end.size());
    return taken;
  }
  std::string_view take_name() {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is_name);
    const std::string_view name = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(name.size());
    if (name.empty()) fail();
    return name;
  }
  std::string_view take_quoted() {
    skip_space();
    if (take("\"")) return take_until("\"");
    if (take("'")) return take_until("'");
    fail();
    return {};
  }

  void read_part() {
    // Nothing stands before an XML declaration, not even space.
    if (rest_.starts_with("<?xml ") && rest_.size() != size_) return fail();
    if (take("<?")) {
      take_until("?>");
    } else if (take("<!--")) {
      take_until("-->");
    } else if (take("<!DOCTYPE")) {
      read_doctype();
    } else if (take("<![CDATA[")) {
      if (open_.empty()) fail();
      take_until("]]>");
    } else if (take("</")) {
      read_end_tag();
    } else if (take("<")) {
      read_start_tag();
    } else {
      read_text();
    }
  }

  void read_text() {
    const std::string_view text = rest_.substr(0, rest_.find('<'));
    rest_.remove_prefix(text.size());
    check_references(text);
    if (open_.empty() && !std::all_of(text.begin(), text.end(), is_space)) fail();
  }

  /// "&" begins a reference to something that is known (XML 1.0 section 4.1).
  void check_references(std::string_view text) {
    constexpr std::array<std::string_view, 5> kOwn = {"amp", "lt", "gt", "quot", "apos"};
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&')) {
      text.remove_prefix(at + 1);
      const std::string_view name = text.substr(0, std::min(text.find(';'), text.size()));
      const bool is_known = name.starts_with('#') || entities_.contains(name) ||
                            std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end();
      if (!is_known || name.size() == text.size()) return fail();
    }
  }

  /// Its internal subset is looked through for entities, as Adobe Illustrator writes them.
  void read_doctype() {
    if (root_) return fail();
    while (fault_.empty()) {
      skip_space();
      if (take(">")) return;
      if (take("[")) {
        read_subset();
      } else if (rest_.starts_with('"') || rest_.starts_with('\'')) {
        take_quoted();
      } else {
        take_name();
      }
    }
  }

  void read_subset() {
    while (fault_.empty()) {
      skip_space();
      if (take("]")) return;
      if (take("<!--")) {
        take_until("-->");
      } else if (take("<?")) {
        take_until("?>");
      } else if (take("<!ENTITY")) {
        skip_space();
        const std::string_view name = take_name();
        skip_space();
        // What lies elsewhere ("SYSTEM") is loaded by no browser.
        if (rest_.starts_with('"') || rest_.starts_with('\'')) entities_[name] = take_quoted();
        skip_declaration();
      } else if (take("<!")) {
        skip_declaration();
      } else {
        fail();
      }
    }
  }

  void skip_declaration() {
    while (fault_.empty() && !take(">")) {
      if (rest_.starts_with('"') || rest_.starts_with('\'')) {
        take_quoted();
      } else if (rest_.empty()) {
        fail(kNoEnd);
      } else {
        rest_.remove_prefix(1);
      }
    }
  }

  void read_start_tag() {
    if (root_ && open_.empty()) return fail();
    StartTag tag;
    tag.name = take_name();
    const bool is_root = !root_;
    if (is_root) root_ = tag;
    while (fault_.empty()) {
      const std::size_t before = rest_.size();
      skip_space();
      if (take(">")) break;
      if (take("/>")) {
        tag.is_whole = true;
        break;
      }
      if (rest_.empty()) return fail(kNoEnd);
      if (rest_.size() == before) return fail();
      read_attribute(tag);
    }
    if (!tag.is_whole) open_.push_back(tag.name);
    check_prefixes(tag);
    if (is_root) root_ = std::move(tag);
  }

  /// Each prefix is one that an element up to here declares (Namespaces in XML 1.0 section 5).
  void check_prefixes(const StartTag& tag) {
    constexpr std::string_view kDeclaring = "xmlns";
    const auto is_declared = [&](std::string_view name) {
      const std::string_view prefix = prefix_of(name);
      return prefix.empty() || prefix == "xml" || prefix == kDeclaring ||
             prefixes_.contains(prefix);
    };
    for (const auto& [name, value] : tag.attributes) {
      if (prefix_of(name) == kDeclaring) prefixes_.insert(name.substr(kDeclaring.size() + 1));
    }
    // The root without its own is told apart: it has no namespace.
    if (!open_.empty() && tag.name != root_->name && !is_declared(tag.name)) fail();
    for (const auto& [name, value] : tag.attributes) {
      if (!is_declared(name)) fail();
    }
  }

  void read_attribute(StartTag& tag) {
    const std::string_view name = take_name();
    skip_space();
    if (!take("=")) return fail();
    const std::string_view value = take_quoted();
    check_references(value);
    if (value.find('<') != std::string_view::npos) fail();
    if (!tag.attributes.emplace(name, value).second) fail();
  }

  void read_end_tag() {
    const std::string_view name = take_name();
    skip_space();
    if (open_.empty() || open_.back() != name || !take(">")) return fail();
    open_.pop_back();
  }

  std::string_view rest_;
  std::string_view fault_;
  std::optional<StartTag> root_;
  std::vector<std::string_view> open_;  ///< the names of the elements that are open
  std::map<std::string_view, std::string_view> entities_;
  std::set<std::string_view> prefixes_;
  std::size_t size_ = 0;
};

/// A length in pixels: "120", "120px"; 0 for any other.
double read_length(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit(end, text.data() + text.size());
  return status == std::errc() && (unit.empty() || unit == "px") ? value : 0;
}

/// Width and height of a viewBox, else {0, 0}.
std::pair<double, double> read_view_box(std::string_view rest) {
  std::array<double, 4> box{};
  for (double& part : box) {
    while (!rest.empty() && (rest.front() == ',' || is_space(rest.front()))) rest.remove_prefix(1);
    const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), part);
    if (status != std::errc()) return {0, 0};
    rest = std::string_view(end, rest.data() + rest.size());
  }
  return {box[2], box[3]};
}

bool is_svg(std::string_view name) {
  const std::string_view prefix = prefix_of(name);
  return (prefix.empty() ? name : name.substr(prefix.size() + 1)) == "svg";
}

}  // namespace

bool looks_like_svg(std::string_view text) {
  XmlWalk walk(trim(text));
  walk.read_to_root();
  return is_svg(walk.root().name);
}

SvgFacts read_svg(std::string_view text) {
  XmlWalk walk(text);
  walk.read_rest();
  SvgFacts facts;
  facts.fault = walk.fault();
  const StartTag& root = walk.root();
  facts.width = read_length(root.find("width"));
  facts.height = read_length(root.find("height"));
  if (facts.width == 0 || facts.height == 0)
    std::tie(facts.width, facts.height) = read_view_box(root.find("viewBox"));
  const std::string_view prefix = prefix_of(root.name);
  const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  if (facts.fault.empty() && walk.replaced(root.find(declaration)) != kSvgNamespace)
    facts.fault = "its element svg has no xmlns=\"http://www.w3.org/2000/svg\"";
  return facts;
}

}  // namespace almanach
