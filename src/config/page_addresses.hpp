#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.hpp"
#include "model/civil.hpp"

namespace almanach {

/// What a page says of itself that the address which its site gives it may hang on.
struct PageFacts {
  std::string path;       ///< below the content folder
  std::string title;      ///< one line; empty: none
  std::string slug;       ///< as the page gives it; empty: it does not, as for those below
  std::string permalink;  ///< as Jekyll has it: a pattern, or the address itself
  std::optional<Day> date;
  /// Date is given, but its day is not certain, or it is no date.
  bool date_is_odd = false;
  std::vector<std::string> categories;
};

/// The addresses that a site's generator gives its pages. Immutable; any thread.
class PageAddresses {
 public:
  virtual ~PageAddresses() = default;

  /// The path of a page's address, below the site's own, escaped, beginning with '/': empty where
  /// the page has none, or it is not certain.
  virtual std::optional<std::string> path_of(const PageFacts& page) const = 0;
};

/// A pattern of addresses as Jekyll and Hugo have them: "/agenda/:year/:title/". A value.
class Permalink {
 public:
  /// What stands for a name; empty: not known of this page.
  using Values = std::function<std::optional<std::string>(std::string_view name)>;

  /// `known`: the names that may stand in it. Where another does, or it does not begin with '/', it
  /// cannot be used: then `odd()` says what.
  Permalink(std::string_view text, std::span<const std::string_view> known);

  /// What in it is not known; empty: it can be used.
  const std::string& odd() const { return odd_; }
  const std::string& text() const { return text_; }

  /// The path that it makes of the values: no '/' twice, escaped. Empty where a value is not known.
  std::optional<std::string> fill(const Values& values) const;

 private:
  struct Piece {
    bool is_name = false;
    std::string text;
  };

  std::string text_;
  std::string odd_;
  std::vector<Piece> pieces_;
};

/// "05" for 5.
std::string two_digits(int number);

/// Whether each character of `text` is one whose treatment in addresses is certain: ASCII, or a
/// letter of a Latin alphabet in lower case. Any thread.
bool is_plain_lower(std::string_view text);

/// `text` with the capitals of ASCII made small.
std::string lower_ascii(std::string_view text);

/// The path `path` without the folder `folder` before it; empty where it does not lie in it. An
/// empty folder holds all.
std::optional<std::string> path_below(std::string_view path, std::string_view folder);

}  // namespace almanach
