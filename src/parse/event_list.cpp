#include "parse/event_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "parse/details.hpp"
#include "parse/entry_keys.hpp"
#include "parse/file_dialect.hpp"
#include "parse/sessions.hpp"
#include "parse/unread_keys.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 3> kListNames = {"events", "evenements", "événements"};

/// The list that a mapping holds, or null.
const YamlNode* find_list(const YamlNode& root) {
  for (const std::string_view name : kListNames) {
    const YamlNode* list = root.find(name);
    if (list != nullptr && list->is_sequence()) return list;
  }
  return nullptr;
}

bool has_list_name(const YamlNode::Entry& entry) {
  return std::find(kListNames.begin(), kListNames.end(), entry.key) != kListNames.end();
}

/// Reads one YAML file.
class ListReader {
 public:
  /// Appends to `result`, which is borrowed.
  ListReader(std::string path, const ParseContext& context, ParsedFile& result)
      : path_(std::move(path)),
        context_(context),
        result_(result),
        problems_(path_, result_.problems) {}

  void read(const YamlReading& yaml) {
    const YamlNode& root = yaml.root;
    const YamlNode* list = root.is_sequence() ? &root : find_list(root);
    if (list == nullptr ? !looks_like_event(root) : !has_event(*list)) {
      remark_on_slips(list == nullptr ? root : *list);
      return;
    }
    for (const YamlFault& remark : yaml.remarks)
      problems_.warn(remark.position, remark.message, remark.hint);
    if (list == nullptr) {
      add({path_, "", root, root.position, {}, 1});
    } else {
      remark_beside_list(root);
      read_list(*list);
    }
  }

 private:
  bool looks_like_event(const YamlNode& item) const {
    for (const std::string_view field : {"title", "start", "end"}) {
      if (context_.fields.find(item, field)) return true;
    }
    return false;
  }

  bool has_event(const YamlNode& list) const {
    return std::any_of(list.items.begin(), list.items.end(),
                       [&](const YamlNode& item) { return looks_like_event(item); });
  }

  bool is_name_of_event(const std::string& name) const {
    YamlNode value;
    value.kind = YamlNode::Kind::scalar;
    value.scalar = name;
    YamlNode item;
    item.kind = YamlNode::Kind::mapping;
    item.entries.push_back({name, {}, std::move(value)});
    return looks_like_event(item);
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

  void remark_beside_list(const YamlNode& root) {
    for (const YamlNode::Entry& entry : root.entries) {
      if (has_list_name(entry)) continue;
      problems_.warn(entry.position,
                     fmt::format("\"{}\" stands beside the list and is left aside", entry.key),
                     "write it in each event, or in the folder's feed.yml");
    }
  }

  std::string text_under(const YamlNode& item, std::string_view field) const {
    const auto found = context_.fields.find(item, field);
    return found ? text_of(*found->value) : "";
  }

  /// Names that were given come first: a title must not take what is another's.
  std::vector<std::string> choose_keys(const std::vector<YamlNode>& items) {
    std::vector<std::string> keys(items.size());
    for (const std::string_view field : {"id", "uid", "title"}) {
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (!keys[i].empty()) continue;
        const bool repeated_before = taken_.had_repetition();
        keys[i] = taken_.take(text_under(items[i], field));
        if (taken_.had_repetition() == repeated_before) continue;
        problems_.warn(
            items[i].position,
            fmt::format("two events of the list have the {} \"{}\": they are told apart by their "
                        "order",
                        field, collapse_spaces(text_under(items[i], field))),
            "give each event of the list an id of its own: one that moves in the list changes "
            "places with the other");
      }
    }
    return keys;
  }

  void read_list(const YamlNode& list) {
    const std::vector<std::string> keys = choose_keys(list.items);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const YamlNode& item = list.items[i];
      if (item.is_mapping()) {
        add({path_, keys[i], item, item.position, {}, 1});
      } else if (!item.is_null()) {
        problems_.warn(item.position, "this item of the list is not an event and is skipped",
                       "write the fields of an event under the hyphen, as title: ...");
      }
    }
  }

  void add(const WrittenEvent& written) { parse_sessions(written, context_, taken_, result_); }

  std::string path_;
  const ParseContext& context_;
  EntryKeys taken_;
  ParsedFile& result_;
  ProblemSink problems_;
};

}  // namespace

ParsedFile parse_event_list(const std::string& path, std::string_view bytes,
                            const ParseContext& context) {
  ParsedFile result;
  const YamlReading yaml = read_yaml(bytes);
  context.work.spend_on_values(yaml.values);
  if (yaml.fault) {
    ProblemSink(path, result.problems)
        .error(yaml.fault->position, yaml.fault->message, yaml.fault->hint);
    result.entries.emplace_back();
    return result;
  }
  const FileDialect dialect(context, survey_list(yaml.root), result);
  ListReader(path, dialect.context(), result).read(yaml);
  return result;
}

}  // namespace almanach
