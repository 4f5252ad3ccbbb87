#include "base/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>
#include <unordered_map>

#include "base/content_limits.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

/// Stops the parser; carries the fault past yaml-cpp, which knows no other way out of a handler.
struct Refusal {
  YamlFault fault;
};

/// Lets a string be read as a stream without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* start = const_cast<char*>(text.data());  // setg wants char*; a get area is only read
    setg(start, start, start + text.size());
  }
};

/// yaml-cpp writes the escapes "\\_" and "\\N" (a no-break space, a next line) as single Latin-1
/// octets.
std::string mend_escapes(std::string_view value) {
  std::string out;
  for (std::size_t offset = 0; offset < value.size();) {
    const std::size_t start = offset;
    const char32_t read = next_code_point(value, offset);
    const bool lone_octet = read == 0xFFFD && offset == start + 1;
    append_utf8(out, lone_octet ? static_cast<unsigned char>(value[start]) : read);
  }
  return out;
}

/// The entries of a mapping in the making, found by their keys.
class MappingEntries {
 public:
  /// Takes the place of an earlier entry of that key; whether there was one.
  bool put(YamlNode::Entry entry) {
    const auto [place, fresh] = last_.try_emplace(entry.key, entries_.size());
    if (!fresh) replaced_.push_back(std::exchange(place->second, entries_.size()));
    entries_.push_back(std::move(entry));
    return !fresh;
  }

  std::vector<YamlNode::Entry> take() {
    if (replaced_.empty()) return std::move(entries_);
    std::sort(replaced_.begin(), replaced_.end());
    std::vector<YamlNode::Entry> kept;
    auto replaced = replaced_.begin();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (replaced != replaced_.end() && *replaced == i) {
        ++replaced;
      } else {
        kept.push_back(std::move(entries_[i]));
      }
    }
    return kept;
  }

 private:
  std::vector<YamlNode::Entry> entries_;
  std::unordered_map<std::string, std::size_t> last_;  ///< by key: its place in `entries_`
  std::vector<std::size_t> replaced_;                  ///< of `entries_`
};

/// Builds the tree out of yaml-cpp's events, which carry the mark of each value.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, int first_line, YamlReading& reading)
      : text_(text), line_offset_(first_line), reading_(reading) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
  }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.position = position(mark);
    count(1, mark);
    put(std::move(node), anchor, 1, mark);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      refuse(mark, "an alias refers to a value that is not finished", "write the value out");
    }
    count(found->second.values, mark);
    put(found->second.node, YAML::NullAnchor, 0, mark);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node;
    node.position = position(mark);
    node.quoted = tag == "!";
    const std::size_t start = offset(mark);
    const bool in_quotes =
        node.quoted && start < text_.size() && (text_[start] == '"' || text_[start] == '\'');
    last_quote_ = in_quotes ? std::optional(start) : std::nullopt;
    last_quote_position_ = node.position;
    const bool null = !node.quoted && (value.empty() || value == "~" || value == "null" ||
                                       value == "Null" || value == "NULL");
    node.kind = null ? YamlNode::Kind::null : YamlNode::Kind::scalar;
    node.scalar = find_invalid_utf8(value) ? mend_escapes(value) : value;
    count(1, mark);
    put(std::move(node), anchor, 1, mark);
  }

  /// Where a quote is opened that is never closed: yaml-cpp takes all that follows for the value,
  /// without a word.
  std::optional<Position> find_open_quote() const {
    if (!last_quote_) return std::nullopt;
    const char quote = text_[*last_quote_];
    for (std::size_t i = *last_quote_ + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || i + 1 == text_.size() || text_[i + 1] != quote) return std::nullopt;
        ++i;
      }
    }
    return last_quote_position_;
  }

  /// Marks come nearly in the order of the text: a column is counted from the one before.
  Position position(const YAML::Mark& mark) {
    const std::size_t start = line_start(mark);
    const std::size_t end = offset(mark);
    if (start != counted_from_) {
      counted_from_ = counted_to_ = start;
      counted_ = 0;
    }
    const auto [first, last] = std::minmax(counted_to_, end);
    const std::size_t between = count_code_points(text_.substr(first, last - first));
    counted_ = end < counted_to_ ? counted_ - between : counted_ + between;
    counted_to_ = end;
    return {std::max(mark.line, 0) + line_offset_, static_cast<int>(counted_) + 1};
  }

  /// Read so far.
  std::size_t values() const { return values_; }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::sequence, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::mapping, mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = YAML::NullAnchor;
    YAML::Mark mark;
    std::size_t values_before = 0;  ///< values of the document before this one
    MappingEntries entries;         ///< of a mapping
    bool has_key = false;
    std::string key;
    Position key_position;
  };

  struct Anchored {
    YamlNode node;
    std::size_t values = 0;  ///< that it consists of
  };

  /// Where the mark is in the text; yaml-cpp counts lines from 0, and columns in bytes.
  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(line_start(mark) + static_cast<std::size_t>(std::max(mark.column, 0)),
                    text_.size());
  }

  std::size_t line_start(const YAML::Mark& mark) const {
    const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
    return line < line_starts_.size() ? line_starts_[line] : text_.size();
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string message, std::string hint) {
    throw Refusal{{position(mark), std::move(message), std::move(hint)}};
  }

  void count(std::size_t values, const YAML::Mark& mark) {
    values_ += values;
    if (values_ + anchored_ > kMostYamlValues) {
      refuse(mark, "more than 100,000 values (anchors and aliases count as what they stand for)",
             "part the file in several, or write out what the aliases stand for");
    }
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (open_.size() >= kMostYamlLevels) {
      refuse(mark, "nested more than 64 levels deep",
             "put quotes around text that starts with [ or {, or write fewer levels");
    }
    Open next;
    next.node.kind = kind;
    next.node.position = position(mark);
    next.anchor = anchor;
    next.mark = mark;
    next.values_before = values_;
    count(1, mark);
    open_.push_back(std::move(next));
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    done.node.entries = done.entries.take();
    put(std::move(done.node), done.anchor, values_ - done.values_before, done.mark);
  }

  /// `values`: that it consists of, itself among them.
  void put(YamlNode node, YAML::anchor_t anchor, std::size_t values, const YAML::Mark& mark) {
    if (anchor != YAML::NullAnchor) {
      anchored_ += values;
      count(0, mark);
      anchors_[anchor] = {node, values};
    }
    if (open_.empty()) {
      reading_.root = std::move(node);
    } else if (open_.back().node.is_sequence()) {
      open_.back().node.items.push_back(std::move(node));
    } else {
      put_in_mapping(open_.back(), std::move(node));
    }
  }

  void put_in_mapping(Open& mapping, YamlNode node) {
    if (!mapping.has_key) {
      mapping.has_key = true;
      mapping.key = node.scalar;
      mapping.key_position = node.position;
      if (node.is_sequence() || node.is_mapping()) {
        throw Refusal{{node.position, "a list or a mapping stands where a name is expected",
                       "put quotes around text that starts with [ or {"}};
      }
      return;
    }
    mapping.has_key = false;
    if (!mapping.entries.put({mapping.key, mapping.key_position, std::move(node)})) return;
    reading_.remarks.push_back({mapping.key_position,
                                "\"" + mapping.key + "\" is given twice; the last one counts",
                                "keep one of them"});
  }

  std::string_view text_;
  std::vector<std::size_t> line_starts_ = {0};
  int line_offset_;
  YamlReading& reading_;
  std::optional<std::size_t> last_quote_;  ///< where the last scalar's quote is, if it has one
  Position last_quote_position_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t values_ = 0;
  std::size_t anchored_ = 0;      ///< values in `anchors_`
  std::size_t counted_from_ = 0;  ///< of the column found last: the offset of its line,
  std::size_t counted_to_ = 0;    ///< its own offset
  std::size_t counted_ = 0;       ///< and the code points between
};

/// What a person can do about the slips that yaml-cpp words in its own terms.
std::string hint_for(const std::string& message) {
  if (message.find("illegal map value") != std::string::npos ||
      message.find("end of map") != std::string::npos) {
    return "text that holds \": \" or starts with a sign such as [ { & * # @ goes in quotes; check "
           "the indentation too";
  }
  if (message.find("end of") != std::string::npos)
    return "a quote or a bracket is opened and not closed";
  if (message.find("tab") != std::string::npos) return "indent with spaces, not with tabs";
  return "";
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset, int first_line) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  return {first_line + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          static_cast<int>(count_code_points(line)) + 1};
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

YamlReading read_yaml(std::string_view text, int first_line) {
  YamlReading reading;
  if (const auto invalid = find_invalid_utf8(text)) {
    reading.fault = {position_of(text, *invalid, first_line), "not valid UTF-8",
                     "save the file with the encoding UTF-8"};
    return reading;
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    reading.fault = {position_of(text, nul, first_line), "a NUL character, which no text has",
                     "save the file with the encoding UTF-8 (UTF-16 has such characters)"};
    return reading;
  }
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  TreeBuilder builder(text, first_line, reading);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    reading.values = builder.values();
    if (const auto quote = builder.find_open_quote()) {
      reading.fault = {*quote, "a quote is opened here and not closed",
                       "close it, or leave both quotes away"};
    }
  } catch (const Refusal& refusal) {
    reading.fault = refusal.fault;
  } catch (const YAML::Exception& exception) {
    reading.fault = {builder.position(exception.mark), "not valid YAML: " + exception.msg,
                     hint_for(exception.msg)};
  }
  return reading;
}

std::optional<bool> read_bool(std::string_view scalar) {
  const std::string word = fold(trim(scalar));
  if (word == "true" || word == "yes" || word == "on" || word == "oui" || word == "vrai" ||
      word == "1")
    return true;
  if (word == "false" || word == "no" || word == "off" || word == "non" || word == "faux" ||
      word == "0")
    return false;
  return std::nullopt;
}

}  // namespace almanach
