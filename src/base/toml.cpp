#include "base/toml.hpp"

// Its header alone: the library that Debian has beside it brings nothing but another dependency.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts, and in a release assumes, what the text may break: a comma where a key should
// stand ("[,"). Its parser then says so, if it is let.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>
#include <string>
#include <vector>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "base/tree_builder.hpp"

namespace almanach {
namespace {

constexpr std::string_view kTooDeep = "write fewer levels of tables and arrays";

/// Where the columns of a text are that is counted in code points, found in a time that does not
/// grow with the length of a line.
class ColumnIndex {
 public:
  explicit ColumnIndex(std::string_view text) : text_(text) {
    std::size_t column = 0;
    lines_.push_back(0);
    for (std::size_t offset = 0; offset < text.size();) {
      if (column % kStride == 0) marks_.push_back(offset);
      const bool ends_line = text[offset] == '\n';
      next_code_point(text, offset);
      ++column;
      if (!ends_line) continue;
      column = 0;
      lines_.push_back(marks_.size());
    }
  }

  /// Of a place that the parser names, which counts lines and columns from 1.
  std::size_t offset_of(const toml::source_position& place) const {
    const std::size_t line = place.line < 1 ? 0 : place.line - 1;
    const std::size_t column = place.column < 1 ? 0 : place.column - 1;
    if (line >= lines_.size()) return text_.size();
    const std::size_t mark = lines_[line] + column / kStride;
    if (mark >= marks_.size()) return text_.size();
    std::size_t offset = marks_[mark];
    for (std::size_t i = 0; i < column % kStride && offset < text_.size(); ++i)
      next_code_point(text_, offset);
    return offset;
  }

 private:
  static constexpr std::size_t kStride = 64;

  std::string_view text_;
  std::vector<std::size_t> lines_;  ///< by line: its first mark
  std::vector<std::size_t> marks_;  ///< offsets, one each kStride code points of a line
};

/// Where a key of more parts than there may be levels stands: the parser would nest a table for
/// each, and takes its stack to take them down again.
std::optional<std::size_t> find_too_deep_key(std::string_view text) {
  std::size_t parts = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char sign = text[i];
    if (sign == '#') {
      i = std::min(text.find('\n', i), text.size());
      parts = 0;
    } else if (sign == '"' || sign == '\'') {
      const std::string_view three = text.substr(i, 3);
      const bool block = three == "\"\"\"" || three == "'''";
      const std::string_view close = block ? three : three.substr(0, 1);
      i += close.size();
      while (i < text.size() && text.substr(i, close.size()) != close) {
        if (!block && text[i] == '\n') break;
        i += sign == '"' && text[i] == '\\' ? 2 : 1;
      }
      if (i < text.size() && text[i] == sign) i += close.size() - 1;
    } else if (sign == '.') {
      if (++parts > kMostYamlLevels) return i;
    } else if (std::string_view("=[]{},\n").find(sign) != std::string_view::npos) {
      parts = 0;
    }
  }
  return std::nullopt;
}

/// Copies the parser's tree into ours.
class TomlConverter {
 public:
  TomlConverter(std::string_view text, int first_line, YamlReading& reading)
      : text_(text),
        columns_(text),
        line_offset_(first_line - 1),
        tree_(reading,
              {"more than 100,000 values", "part the file in several", std::string(kTooDeep)}) {}

  void convert(const toml::table& root) { add_table(root, {line_offset_ + 1, 1}); }
  Position position(const toml::source_position& place) const {
    return {line_offset_ + std::max(static_cast<int>(place.line), 1),
            std::max(static_cast<int>(place.column), 1)};
  }
  std::size_t values() const { return tree_.values(); }

 private:
  void add_table(const toml::table& table, Position place) {
    struct Row {
      const toml::key* key;
      const toml::node* value;
    };
    std::vector<Row> rows;
    for (auto&& [key, value] : table) rows.push_back({&key, &value});
    const auto begin_of = [](const Row& row) {
      const toml::source_position& begin = row.key->source().begin;
      return std::pair(begin.line, begin.column);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row& a, const Row& b) { return begin_of(a) < begin_of(b); });
    tree_.open(YamlNode::Kind::mapping, place);
    for (const Row& row : rows) {
      const Position key_place = position(row.key->source().begin);
      put(std::string(row.key->str()), key_place, true);
      add(*row.value);
    }
    tree_.put(tree_.close());
  }

  void add(const toml::node& node) {
    const Position place = position(node.source().begin);
    if (const toml::table* table = node.as_table()) return add_table(*table, place);
    if (const toml::array* array = node.as_array()) {
      tree_.open(YamlNode::Kind::sequence, place);
      for (const toml::node& item : *array) add(item);
      tree_.put(tree_.close());
      return;
    }
    if (const auto* string = node.as_string()) {
      put(string->get(), place, true);
    } else {
      put(written(node), place, false);
    }
  }

  void put(std::string value, Position place, bool quoted) {
    YamlNode leaf;
    leaf.kind = YamlNode::Kind::scalar;
    leaf.position = place;
    leaf.scalar = std::move(value);
    leaf.quoted = quoted;
    tree_.count(1, place);
    tree_.put(std::move(leaf));
  }

  /// A number, a date or a truth, as the file has it; without the `_` that TOML lets part digits.
  std::string written(const toml::node& node) const {
    if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
    const std::size_t start = columns_.offset_of(node.source().begin);
    std::size_t end =
        std::min(text_.find_first_not_of("0123456789+-.:_abcdefghijklmnopqrstuvwxyzTZE", start),
                 text_.size());
    // A date may have a blank before its time.
    constexpr std::size_t kDateSize = 10;
    if (node.is_date_time() && end - start == kDateSize)
      end = std::min(text_.find_first_not_of("0123456789+-.:Zz", end + 1), text_.size());
    std::string value(text_.substr(start, end - start));
    if (node.is_floating_point()) std::erase(value, '_');
    return value;
  }

  std::string_view text_;
  ColumnIndex columns_;
  int line_offset_;
  TreeBuilder tree_;
};

std::string hint_for(std::string_view message) {
  if (message.find("redefine") != std::string_view::npos)
    return "a name is given twice, or is a table and a value: keep one of them";
  if (message.find("nested") != std::string_view::npos) return std::string(kTooDeep);
  return "write name = \"text\"; dates and numbers stand without quotes, as "
         "start = 2026-05-10T14:00:00";
}

}  // namespace

YamlReading read_toml(std::string_view text, int first_line) {
  YamlReading reading;
  reading.fault = find_no_text(text, first_line);
  if (reading.fault) return reading;
  if (const auto deep = find_too_deep_key(text)) {
    reading.fault = {position_of(text, *deep, first_line), "nested more than 64 levels deep",
                     std::string(kTooDeep)};
    return reading;
  }
  TomlConverter converter(text, first_line, reading);
  const toml::parse_result result = toml::parse(text);
  if (result.failed()) {
    const toml::parse_error& error = result.error();
    reading.fault = {converter.position(error.source().begin),
                     "not valid TOML: " + std::string(error.description()),
                     hint_for(error.description())};
    return reading;
  }
  try {
    converter.convert(result.table());
  } catch (const TreeRefusal& refusal) {
    reading.fault = refusal.fault;
  }
  reading.values = converter.values();
  return reading;
}

}  // namespace almanach
