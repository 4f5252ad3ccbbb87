#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"
#include "base/tree_builder.hpp"

namespace almanach {
namespace {

using Json = nlohmann::json;

/// The text for the parser, which tells how much of it was taken.
class CountedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  /// `taken` is borrowed for the life of this and of its copies.
  CountedIterator(const char* at, const char** taken) : at_(at), taken_(taken) {}

  reference operator*() const { return *at_; }
  CountedIterator& operator++() {
    *taken_ = ++at_;
    return *this;
  }
  CountedIterator operator++(int) {
    CountedIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountedIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountedIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** taken_;
};

/// Positions of offsets that only grow, in a time that grows with the text alone.
class PositionCursor {
 public:
  PositionCursor(std::string_view text, int first_line) : text_(text), line_(first_line) {}

  Position at(std::size_t offset) {
    const std::string_view between = text_.substr(offset_, offset - offset_);
    const std::size_t newline = between.rfind('\n');
    if (newline == std::string_view::npos) {
      column_ += static_cast<int>(count_code_points(between));
    } else {
      line_ += static_cast<int>(std::count(between.begin(), between.end(), '\n'));
      column_ = 1 + static_cast<int>(count_code_points(between.substr(newline + 1)));
    }
    offset_ = offset;
    return {line_, column_};
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  int line_;
  int column_ = 1;
};

/// Builds the tree out of the parser's events, which come without a place: between one token and
/// the next there is nothing but blanks, commas, colons and comments.
class JsonHandler {
 public:
  JsonHandler(std::string_view text, int first_line, YamlReading& reading)
      : text_(text),
        cursor_(text, first_line),
        first_line_(first_line),
        tree_(reading, {"more than 100,000 values", "part the file in several",
                        "write fewer levels of { and ["}) {}

  /// Where the parser notes how far it has come.
  const char** taken() { return &taken_; }
  std::size_t end() const { return end_; }
  std::size_t values() const { return tree_.values(); }

  // What nlohmann-json calls. False stops it: never returned, since faults are thrown.
  bool null() { return put(YamlNode::Kind::null, ""); }
  bool boolean(bool value) { return put(YamlNode::Kind::scalar, value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t /*value*/) { return put_number(); }
  bool number_unsigned(Json::number_unsigned_t /*value*/) { return put_number(); }
  bool number_float(Json::number_float_t /*value*/, const std::string& /*text*/) {
    return put_number();
  }
  bool string(std::string& value) { return put(YamlNode::Kind::scalar, std::move(value), true); }
  bool binary(Json::binary_t& /*value*/) { return put(YamlNode::Kind::null, ""); }
  bool start_object(std::size_t /*size*/) { return open(YamlNode::Kind::mapping); }
  bool key(std::string& value) { return string(value); }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(YamlNode::Kind::sequence); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t /*offset*/, const std::string& token, const Json::exception& error) {
    const std::size_t start = next_token();
    std::string message = error.what();
    if (const std::size_t colon = message.find(": "); colon != std::string::npos)
      message.erase(0, colon + 2);
    throw TreeRefusal{{position_of(text_, start, first_line_), "not valid JSON: " + message,
                       token.empty() || start >= text_.size()
                           ? "a quote or a bracket is opened and not closed"
                           : "text and names go in double quotes; a comma parts two values, none "
                             "follows the last"}};
  }

 private:
  bool is_at(std::size_t offset, std::string_view sign) const {
    return text_.substr(offset, sign.size()) == sign;
  }

  /// Where the token begins that was taken last.
  std::size_t next_token() const {
    std::size_t at = end_;
    while (at < text_.size()) {
      if (is_at(at, "//")) {
        at = std::min(text_.find('\n', at), text_.size());
      } else if (is_at(at, "/*")) {
        const std::size_t close = text_.find("*/", at + 2);
        at = close == std::string_view::npos ? text_.size() : close + 2;
      } else if (std::string_view(" \t\r\n,:").find(text_[at]) != std::string_view::npos) {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }

  YamlNode begin_value(YamlNode::Kind kind, std::size_t start) {
    YamlNode node;
    node.kind = kind;
    node.position = cursor_.at(start);
    return node;
  }

  void end_token() { end_ = static_cast<std::size_t>(taken_ - text_.data()); }

  bool put(YamlNode::Kind kind, std::string value, bool quoted = false) {
    YamlNode node = begin_value(kind, next_token());
    node.scalar = std::move(value);
    node.quoted = quoted;
    tree_.count(1, node.position);
    tree_.put(std::move(node));
    end_token();
    return true;
  }

  /// As it is written; the parser has taken a character too many to see its end.
  bool put_number() {
    const std::size_t start = next_token();
    const std::size_t end =
        std::min(text_.find_first_not_of("+-.0123456789eE", start), text_.size());
    put(YamlNode::Kind::scalar, std::string(text_.substr(start, end - start)));
    end_ = end;
    return true;
  }

  bool open(YamlNode::Kind kind) {
    tree_.open(kind, begin_value(kind, next_token()).position);
    end_token();
    return true;
  }

  bool close() {
    tree_.put(tree_.close());
    end_token();
    return true;
  }

  std::string_view text_;
  PositionCursor cursor_;
  int first_line_;
  TreeBuilder tree_;
  const char* taken_ = text_.data();
  std::size_t end_ = 0;  ///< of the token before
};

/// `whole`: nothing but blanks and comments may follow the value.
JsonReading read(std::string_view text, int first_line, bool whole) {
  JsonReading reading;
  reading.tree.fault = find_no_text(text, first_line);
  if (reading.tree.fault) return reading;
  JsonHandler handler(text, first_line, reading.tree);
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  try {
    Json::sax_parse(CountedIterator(begin, handler.taken()), CountedIterator(end, handler.taken()),
                    &handler, Json::input_format_t::json, whole, true);
    reading.end = handler.end();
  } catch (const TreeRefusal& refusal) {
    reading.tree.fault = refusal.fault;
  }
  reading.tree.values = handler.values();
  return reading;
}

}  // namespace

YamlReading read_json(std::string_view text, int first_line) {
  return read(text, first_line, true).tree;
}

JsonReading read_json_object(std::string_view text, int first_line) {
  return read(text, first_line, false);
}

}  // namespace almanach
