#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/work_budget.hpp"
#include "http/dav/xml_names.hpp"
#include "publish/body.hpp"

namespace almanach::dav {

/// Writes XML. Elements of the four namespaces that it declares have fixed prefixes: none for
/// "DAV:", C: for CalDAV, S: for calendarserver.org, A: for Apple. Such a qualified name is what
/// `name` means below; it is not checked. All text is escaped. One thread at a time.
///
/// Bounded: where more is written anew than kMostMade, or the whole with what is shared is larger
/// than kMostBytes, WorkExceeded is thrown. Each KiB costs a step of work; any function below may
/// throw as WorkBudget::spend() does.
class XmlWriter {
 public:
  static constexpr std::size_t kMostMade = 16 << 20;   ///< bytes
  static constexpr std::size_t kMostBytes = 64 << 20;  ///< some thirty thousand events

  /// `root` is the whole's element; close it last. `foreign`: other namespaces, not empty, none
  /// twice, whose elements are written; each is declared once, as x1, x2, …. `work` is borrowed,
  /// and what the namespaces point to.
  XmlWriter(std::string_view root, WorkBudget& work,
            const std::vector<std::string_view>& foreign = {});

  void open(std::string_view name);
  void close(std::string_view name);
  void empty(std::string_view name);
  void leaf(std::string_view name, std::string_view text);
  void text(std::string_view text);

  /// An empty element of any namespace that is declared, or of none.
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

  /// What was written. Call once, last.
  Body finish();

 private:
  void count();
  void append_prefixed(XmlName name);
  void append_cdata(const Segment& segment);
  void share(const Segment& segment);

  WorkBudget& work_;
  std::map<std::string_view, std::size_t> numbers_;  ///< of foreign ones, from 1
  std::size_t counted_ = 0;                          ///< bytes that work was spent for
  std::size_t shared_ = 0;                           ///< bytes of `body_` that were not made here
  std::string pending_;                              ///< not in body_ yet
  Body body_;
};

}  // namespace almanach::dav
