#include "base/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>

#include "base/text.hpp"
#include "base/tree_builder.hpp"
#include "base/yaml_shortened.hpp"

namespace almanach {
namespace {

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

/// Builds the tree out of yaml-cpp's events, which carry the mark of each value.
class YamlHandler : public YAML::EventHandler {
 public:
  /// `shortened` is what the parser reads, of `text`. Both are borrowed.
  YamlHandler(std::string_view text, const ShortenedYaml& shortened, int first_line,
              YamlReading& reading)
      : text_(text),
        shortened_(shortened),
        has_escapes_(text.find('\\') != std::string_view::npos),
        line_offset_(first_line),
        tree_(reading,
              {"more than 100,000 values (anchors and aliases count as what they stand for)",
               "part the file in several, or write out what the aliases stand for",
               "put quotes around text that starts with [ or {, or write fewer levels"}) {
    const std::string_view read = shortened.text();
    for (std::size_t end = read.find('\n'); end != std::string_view::npos;
         end = read.find('\n', end + 1)) {
      line_starts_.push_back(end + 1);
    }
  }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.position = position(mark);
    tree_.count(1, node.position);
    put(std::move(node), anchor, 1);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw TreeRefusal{{position(mark), "an alias refers to a value that is not finished",
                         "write the value out"}};
    }
    tree_.count(found->second.values, position(mark));
    tree_.put(YamlNode(found->second.node));
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
    node.scalar = shortened_.restore(value);
    if (has_escapes_ && find_invalid_utf8(node.scalar)) node.scalar = mend_escapes(node.scalar);
    tree_.count(1, node.position);
    put(std::move(node), anchor, 1);
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
    const std::size_t start = shortened_.source_offset(line_start(mark));
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
  std::size_t values() const { return tree_.values(); }

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
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::size_t values_before = 0;  ///< values of the document before this one
  };

  struct Anchored {
    YamlNode node;
    std::size_t values = 0;  ///< that it consists of
  };

  /// Where the mark is in the text; yaml-cpp counts lines from 0, and columns in bytes.
  std::size_t offset(const YAML::Mark& mark) const {
    const std::size_t read = line_start(mark) + static_cast<std::size_t>(std::max(mark.column, 0));
    return std::min(shortened_.source_offset(read), text_.size());
  }

  std::size_t line_start(const YAML::Mark& mark) const {
    const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
    return line < line_starts_.size() ? line_starts_[line] : shortened_.text().size();
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t before = tree_.values();
    tree_.open(kind, position(mark));
    open_.push_back({anchor, before});
  }

  void close() {
    const Open done = open_.back();
    open_.pop_back();
    put(tree_.close(), done.anchor, tree_.values() - done.values_before);
  }

  /// `values`: that it consists of, itself among them.
  void put(YamlNode&& node, YAML::anchor_t anchor, std::size_t values) {
    if (anchor != YAML::NullAnchor) {
      tree_.keep_aside(values, node.position);
      anchors_[anchor] = {node, values};
    }
    tree_.put(std::move(node));
  }

  std::string_view text_;
  const ShortenedYaml& shortened_;
  const bool has_escapes_;
  std::vector<std::size_t> line_starts_ = {0};  ///< of what the parser reads
  int line_offset_;
  TreeBuilder tree_;
  std::optional<std::size_t> last_quote_;  ///< where the last scalar's quote is, if it has one
  Position last_quote_position_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
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

/// Where the document behind the first one begins: at a line "---" that is not the text's first.
Position find_second_document(std::string_view text, int first_line) {
  int line = first_line;
  bool is_begun = false;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view words = text.substr(at, end - at);
    if (is_begun && words.starts_with("---")) return {line, 1};
    is_begun = is_begun || !(trim(words).empty() || words.starts_with('#'));
    at = end + 1;
  }
  return {first_line, 1};
}

}  // namespace

YamlReading read_yaml(std::string_view text, int first_line) {
  YamlReading reading;
  reading.fault = find_no_text(text, first_line);
  if (reading.fault) return reading;
  const ShortenedYaml shortened(text);
  ViewBuffer buffer(shortened.text());
  std::istream stream(&buffer);
  YamlHandler builder(text, shortened, first_line, reading);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (static_cast<bool>(parser)) {
      reading.remarks.push_back({find_second_document(text, first_line),
                                 "what stands behind this line is not read: it begins another "
                                 "document",
                                 "take the line out"});
    }
    if (const auto quote = builder.find_open_quote()) {
      reading.fault = {*quote, "a quote is opened here and not closed",
                       "close it, or leave both quotes away"};
    }
  } catch (const TreeRefusal& refusal) {
    reading.fault = refusal.fault;
  } catch (const YAML::Exception& exception) {
    reading.fault = {builder.position(exception.mark),
                     "not valid YAML: " + shortened.restore(exception.msg),
                     hint_for(exception.msg)};
  }
  reading.values = builder.values();
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
