#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "http/dav/xml_names.hpp"
#include "publish/body.hpp"

namespace almanach::dav {

/// Writes XML. Elements of the four namespaces that it declares have fixed prefixes: none for
/// "DAV:", C: for CalDAV, S: for calendarserver.org, A: for Apple. Such a qualified name is what
/// `name` means below; it is not checked. All text is escaped. One thread at a time.
class XmlWriter {
 public:
  /// `root` is the whole's element; close it last.
  explicit XmlWriter(std::string_view root);

  void open(std::string_view name);
  void close(std::string_view name);
  void empty(std::string_view name);
  void leaf(std::string_view name, std::string_view text);
  void text(std::string_view text);

  /// An empty element of any namespace, unknown ones too.
  void name(XmlName name);
  void open(XmlName name);
  void close(XmlName name);

  /// An empty element with attributes: pairs of name and value.
  void empty(std::string_view name,
             std::initializer_list<std::pair<std::string_view, std::string_view>> attributes);

  /// Bytes as they are, in a CDATA section: they are shared, not copied. Line ends come through,
  /// which in a text would need escapes that some programs do not read.
  void cdata(const Body& bytes);
  void cdata(std::string bytes);

  /// Bytes so far.
  std::size_t size() const { return body_.size() + pending_.size(); }

  /// What was written. Call once, last.
  Body finish();

 private:
  void append_prefixed(XmlName name);
  void append_cdata(const Segment& segment);
  void share(const Segment& segment);

  std::string pending_;  ///< not in body_ yet
  Body body_;
};

}  // namespace almanach::dav
