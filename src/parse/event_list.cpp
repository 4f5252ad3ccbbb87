#include "parse/event_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/json.hpp"
#include "base/notation.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "dialect/path_names.hpp"
#include "parse/details.hpp"
#include "parse/entry_keys.hpp"
#include "parse/file_dialect.hpp"
#include "parse/file_survey.hpp"
#include "parse/sessions.hpp"
#include "parse/unread_keys.hpp"

namespace almanach {
namespace {

/// Levels of mappings and lists that are searched for lists of events: `dates: {2026: {may:
/// [...]}}` has three.
constexpr int kMostLevelsOfLists = 8;

/// A mapping that has one of these is its list, whatever else it says.
constexpr std::array<std::string_view, 3> kListNames = {"events", "evenements", "événements"};

/// What makes a mapping with a title an event: it says when.
constexpr std::array<std::string_view, 5> kSayWhen = {"start", "end", "sessions", "occurrences",
                                                      "rdate"};
/// What a list of links or of people does not say.
constexpr std::array<std::string_view, 4> kSayMore = {"place", "address", "hours", "recurrence"};

bool has_named_list(const YamlNode& root) {
  return std::any_of(kListNames.begin(), kListNames.end(), [&](std::string_view name) {
    const YamlNode* list = root.find(name);
    return list != nullptr && list->is_sequence();
  });
}

YamlReading read_tree(std::string_view path, std::string_view bytes, FileWork& work) {
  if (path.ends_with(".json")) {
    work.set_notation(Notation::json);
    return read_json(bytes);
  }
  if (path.ends_with(".toml")) {
    work.set_notation(Notation::toml);
    return read_toml(bytes);
  }
  return read_yaml(bytes);
}

/// Reads one file of data.
class ListReader {
 public:
  /// Appends to `result`, which is borrowed.
  ListReader(std::string path, const ParseContext& context, ParsedFile& result)
      : path_(std::move(path)),
        context_(context),
        result_(result),
        problems_(path_, result_.problems, context.work.notation()) {}

  void read(const YamlReading& tree) {
    const YamlNode& root = tree.root;
    const bool single = says(root, kSayWhen) && !has_named_list(root);
    if (!single) collect(root, 0);
    if (!single && items_.empty()) {
      remark_on_no_event(root);
      return;
    }
    for (const YamlFault& remark : tree.remarks)
      problems_.warn(remark.position, remark.message, remark.hint);
    if (single) {
      add({path_, "", root, root.position, {}, 1});
    } else {
      remark_beside_list(root);
      read_items();
    }
  }

 private:
  /// What may be an event, and what it is called where it stands.
  struct Item {
    const YamlNode* node = nullptr;
    std::string name;  ///< its key, of one in a mapping
  };

  template <typename Fields>
  bool says(const YamlNode& node, const Fields& fields) const {
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
      return context_.fields.find(node, field).has_value();
    });
  }

  bool is_titled_event(const YamlNode& node) const {
    return says(node, kSayWhen) && context_.fields.find(node, "title").has_value();
  }

  /// Takes the items of each list of which one at least says when it is, and of each mapping of
  /// which one has a title besides.
  void collect(const YamlNode& node, int level) {
    if (level > kMostLevelsOfLists) return;
    if (node.is_sequence()) {
      const bool is_list = std::any_of(node.items.begin(), node.items.end(),
                                       [&](const YamlNode& item) { return says(item, kSayWhen); });
      for (const YamlNode& item : node.items) {
        if (is_list) {
          items_.push_back({&item, ""});
        } else {
          collect(item, level + 1);
        }
      }
      return;
    }
    const bool has_events =
        std::any_of(node.entries.begin(), node.entries.end(),
                    [&](const YamlNode::Entry& entry) { return is_titled_event(entry.value); });
    for (const YamlNode::Entry& entry : node.entries) {
      if (has_events && entry.value.is_mapping() && says(entry.value, kSayWhen)) {
        items_.push_back({&entry.value, entry.key});
        continue;
      }
      const std::size_t before = items_.size();
      collect(entry.value, level + 1);
      if (has_events && items_.size() == before) remark_on_undated(entry);
    }
  }

  /// Beside events, what has no day may be meant as one too.
  void remark_on_undated(const YamlNode::Entry& entry) {
    if (!looks_meant(entry.value)) return;
    problems_.warn(
        entry.position,
        fmt::format("no start or end date: \"{}\" is not an event and is skipped", entry.key),
        fmt::format("add {} to it if it is one", problems_.show("start: 2026-05-10 14:00")));
  }

  bool is_name_of_event(const std::string& name) const {
    YamlNode value;
    value.kind = YamlNode::Kind::scalar;
    value.scalar = name;
    YamlNode item;
    item.kind = YamlNode::Kind::mapping;
    item.entries.push_back({name, {}, std::move(value)});
    constexpr std::array<std::string_view, 3> kFacts = {"title", "start", "end"};
    return says(item, kFacts);
  }

  /// Titles with a place or hours may be meant as events; titles alone are links or people, and no
  /// title at all is other people's data.
  bool looks_meant(const YamlNode& node) const {
    return context_.fields.find(node, "title").has_value() && says(node, kSayMore);
  }

  void remark_on_no_event(const YamlNode& root) {
    remark_on_slips(root);
    const YamlNode* meant = looks_meant(root) ? &root : nullptr;
    for (const YamlNode& item : root.items) {
      if (meant == nullptr && looks_meant(item)) meant = &item;
    }
    if (meant == nullptr) return;
    const bool is_list = meant != &root;
    problems_.warn(
        meant->position,
        is_list ? "no start or end date: no item of the list is an event, and the file is skipped"
                : "no start or end date: the file is not an event and is skipped",
        fmt::format("add {} to it if it is one", problems_.show("start: 2026-05-10 14:00")));
  }

  /// Of a file that seems to be no content: where somebody may have meant it so.
  void remark_on_slips(const YamlNode& node) {
    for (const UnreadKey& key : find_unread_keys(node, context_.fields, context_.work)) {
      if (!is_name_of_event(key.meant)) continue;
      problems_.warn(key.position,
                     fmt::format("unknown key \"{}\": without title and date the file is not an "
                                 "event and is skipped",
                                 key.key),
                     fmt::format("did you mean \"{}\"?", key.meant));
    }
    for (const YamlNode& item : node.items) remark_on_slips(item);
  }

  /// What one might think to hold for all events of the file.
  void remark_beside_list(const YamlNode& root) {
    for (const std::string_view field : {"start", "end", "place", "address", "hours", "duration",
                                         "timezone", "contact", "recurrence", "status"}) {
      const auto found = context_.fields.find(root, field);
      if (!found || found->value->is_sequence() || found->value->is_mapping()) continue;
      problems_.warn(found->key_position,
                     fmt::format("\"{}\" stands beside the list and is left aside", found->name),
                     "write it in each event, or in the folder's feed.yml");
    }
  }

  std::string text_under(const YamlNode& item, std::string_view field) const {
    const auto found = context_.fields.find(item, field);
    return found ? text_of(*found->value) : "";
  }

  /// Names that were given come first: a title must not take what is another's.
  std::vector<std::string> choose_keys() {
    std::vector<std::string> keys(items_.size());
    for (const std::string_view field : {"id", "uid", "key", "title"}) {
      for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!keys[i].empty()) continue;
        const Item& item = items_[i];
        const std::string name = field == "key" ? item.name : text_under(*item.node, field);
        const bool repeated_before = taken_.had_repetition();
        keys[i] = taken_.take(name);
        if (taken_.had_repetition() == repeated_before) continue;
        problems_.warn(
            item.node->position,
            fmt::format("two events of the list have the {} \"{}\": they are told apart by their "
                        "order",
                        field, collapse_spaces(name)),
            "give each event of the list an id of its own: one that moves in the list changes "
            "places with the other");
      }
    }
    return keys;
  }

  void read_items() {
    const std::vector<std::string> keys = choose_keys();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const YamlNode& item = *items_[i].node;
      if (item.is_mapping()) {
        add({path_, keys[i], item, item.position, {}, 1});
      } else if (!item.is_null()) {
        problems_.warn(
            item.position, "this item of the list is not an event and is skipped",
            fmt::format("write the fields of an event there, as {}", problems_.show("title: ...")));
      }
    }
  }

  void add(const WrittenEvent& written) { parse_sessions(written, context_, taken_, result_); }

  std::string path_;
  const ParseContext& context_;
  std::vector<Item> items_;  ///< in the order of the file
  EntryKeys taken_;
  ParsedFile& result_;
  ProblemSink problems_;
};

}  // namespace

ParsedFile parse_event_list(const std::string& path, std::string_view bytes,
                            const ParseContext& context) {
  ParsedFile result;
  const YamlReading tree = read_tree(path, bytes, context.work);
  context.work.spend_on_values(tree.values);
  if (tree.fault) {
    ProblemSink(path, result.problems, Notation::yaml)
        .error(tree.fault->position, tree.fault->message, tree.fault->hint);
    result.entries.emplace_back();
    return result;
  }
  // The program's own configuration may lie at the top of the folder that it names.
  if (path == "almanach.yml" && tree.root.find("content") != nullptr) return result;
  Survey survey = survey_list_file(tree.root, context);
  survey.of_events = survey.is_list && names_events(path);
  const FileDialect dialect(context, std::move(survey), result);
  ListReader(path, dialect.context(), result).read(tree);
  return result;
}

}  // namespace almanach
