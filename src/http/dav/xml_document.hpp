#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/work_budget.hpp"
#include "http/dav/xml_names.hpp"

namespace almanach::dav {

/// An element of a request's body. Views point into its XmlDocument.
struct XmlElement {
  XmlName name;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  ///< of no namespace
  std::string_view text;  ///< its own characters, those of its children left out
  std::vector<XmlElement> children;

  const XmlElement* find(XmlName child) const;  ///< the first of that name, or null
  std::optional<std::string_view> attribute(std::string_view wanted) const;
};

/// A request's body as elements in their namespaces (XML 1.0, Namespaces in XML 1.0), in UTF-8 or
/// UTF-16 (RFC 4918 section 8.2).
///
/// Bounded, since anybody may send one: at most so many elements and levels, names and namespaces
/// of kLongestName and kLongestSpace, no DTD (and so no entities but the five of XML). Comments and
/// processing instructions are passed over. One thread at a time; to be moved, not copied.
class XmlDocument {
 public:
  static constexpr std::size_t kMostElements = 30'000;
  static constexpr std::size_t kDeepest = 32;
  static constexpr std::size_t kMostAttributes = 32;  ///< of one element

  /// Throws Refusal with 400 for what is not well-formed or over the bounds, and as
  /// WorkBudget::spend() does.
  XmlDocument(std::string_view bytes, WorkBudget& work);
  ~XmlDocument();
  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) = delete;

  const XmlElement& root() const { return root_; }

 private:
  class Builder;

  std::unique_ptr<std::deque<std::string>> texts_;  ///< what views point into
  XmlElement root_;
};

}  // namespace almanach::dav
