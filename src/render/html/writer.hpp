#pragma once

#include <exception>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// An attribute of an element; one without a value is left out.
struct HtmlAttribute {
  std::string_view name;
  std::optional<std::string_view> value;
};

using HtmlAttributes = std::initializer_list<HtmlAttribute>;

/// The value of a boolean attribute: there or not.
inline std::optional<std::string_view> present_if(bool condition) {
  return condition ? std::optional<std::string_view>("") : std::nullopt;
}

/// Writes HTML of which every text and every attribute's value is escaped: nothing that people
/// typed becomes markup, unless it goes through raw(). Names of elements and attributes are the
/// program's own. One thread.
class HtmlWriter {
 public:
  /// An open element: it ends where this does. Nothing is written where an exception ends it.
  class [[nodiscard]] Element {
   public:
    Element(HtmlWriter& writer, std::string_view name) : writer_(writer), name_(name) {}
    /// Throws std::bad_alloc.
    ~Element() noexcept(false) {
      if (std::uncaught_exceptions() == failing_) writer_.close(name_);
    }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    HtmlWriter& writer_;
    std::string_view name_;
    int failing_ = std::uncaught_exceptions();
  };

  /// Opens an element. `name` outlives it.
  Element open(std::string_view name, HtmlAttributes attributes = {});

  /// A whole element that holds a text, or nothing.
  void element(std::string_view name, HtmlAttributes attributes, std::string_view content);
  void element(std::string_view name, std::string_view content) { element(name, {}, content); }

  /// An element that has no content and no end (`<br>`, `<input>`).
  void empty(std::string_view name, HtmlAttributes attributes = {});

  /// Marks do not stand alone at the start of a line: see keep_marks_close(). So in element().
  void text(std::string_view content);

  /// Markup that is safe already: the program's own, or Event::description_html.
  void raw(std::string_view markup) { out_ += markup; }

  /// The bytes so far; the writer is empty after it. All elements are to be closed by then.
  std::string take() { return std::move(out_); }

 private:
  void start(std::string_view name, HtmlAttributes attributes);
  void close(std::string_view name);

  std::string out_;
};

/// `text`, plain or markup, with no-break spaces inside of « » and before ; : ! ? %, where people
/// typed plain ones: a mark that stands alone at the end of a line, or at its start, is a fault.
/// Blanks stand there in French alone, whatever language the page is in. Behind an address, before
/// what goes on without a blank, and in <code> and <pre>, they stay as they are. Any thread.
std::string keep_marks_close(std::string_view text);

}  // namespace almanach
