#include "parse/info_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/address_schemes.hpp"
#include "base/text.hpp"
#include "parse/details.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

const YamlNode* find_part(const YamlNode& entry, std::initializer_list<std::string_view> names) {
  for (const YamlNode::Entry& part : entry.entries) {
    const std::string key = fold(trim(part.key));
    if (std::find(names.begin(), names.end(), key) != names.end()) return &part.value;
  }
  return nullptr;
}

std::string without_colon(std::string label) {
  while (!label.empty() && label.back() == ':') {
    label.pop_back();
    label = std::string(trim(label));
  }
  return label;
}

/// "mailto:anne@example.org?subject=Bal" and "tel:+33 1 23" are read without their scheme; an
/// address of mail needs none.
void take_link(const std::string& written, const std::string& site_url, InfoEntry& entry) {
  entry.written_link = written;
  entry.field.link = resolve_address(written, site_url);
  entry.target = entry.field.link;
  if (!entry.target.empty()) return;
  const std::string scheme = scheme_of(written);
  if (scheme == "mailto" || scheme == "tel") {
    const std::string rest(trim(std::string_view(written).substr(written.find(':') + 1)));
    entry.target = scheme + ":" + encode_address(rest);
    entry.written_link = rest.substr(0, rest.find('?'));
  } else if (written.find('@') != std::string::npos &&
             written.find_first_of(" \"<>") == std::string::npos) {
    entry.target = "mailto:" + written;
  }
}

}  // namespace

std::vector<InfoEntry> read_info_fields(const YamlNode& front_matter, const ParseContext& context,
                                        ProblemSink& problems) {
  std::vector<InfoEntry> entries;
  const auto found = context.fields.find(front_matter, "info");
  if (!found) return entries;
  if (!found->value->is_sequence()) {
    problems.warn(found->position(), fmt::format("{} is no list: it is left aside", found->name),
                  "write \"- intitule: Horaires\" and below it \"contenu: 14h-17h30\"");
  }
  for (const YamlNode& item : found->value->items) {
    if (entries.size() == kMostInfoEntries) {
      problems.warn(item.position,
                    fmt::format("more than {} entries: the others are left out", kMostInfoEntries),
                    "write them into the text below the fields");
      break;
    }
    InfoEntry entry;
    const YamlNode* label = find_part(item, {"intitule", "titre", "title", "label"});
    const YamlNode* text = find_part(item, {"contenu", "content", "texte", "text", "value"});
    const YamlNode* link = find_part(item, {"lien", "link", "url", "href"});
    if (label != nullptr) {
      entry.field.label = keep_short(without_colon(read_inline(text_of(*label))),
                                     "the entry's title", label->position, problems);
    }
    if (text != nullptr) {
      constexpr std::size_t kSetUp = 160;  // what reading the shortest text costs, in bytes
      const std::string written = text_of(*text);
      context.work.spend_on_text(kSetUp + written.size());
      entry.field.text = read_markdown(written, {context.config.site_url}).plain;
    }
    if (link != nullptr) {
      const std::string address(trim(text_of(*link)));
      if (is_fit_address("the link", address, link->position, problems))
        take_link(address, context.config.site_url, entry);
    }
    entry.text_position = text != nullptr ? text->position : item.position;
    if (!entry.field.text.empty() || !entry.written_link.empty())
      entries.push_back(std::move(entry));
  }
  return entries;
}

std::optional<InfoEntry> read_registration(const YamlNode& front_matter,
                                           const ParseContext& context, ProblemSink& problems) {
  for (const FoundField& found : context.fields.find_all(front_matter, "registration")) {
    const YamlNode* link = found.value->is_mapping()
                               ? find_part(*found.value, {"url", "link", "lien", "href"})
                               : found.value;
    const std::string address(link == nullptr ? "" : trim(text_of(*link)));
    const std::string folded = fold(address);
    if (!folded.starts_with("http://") && !folded.starts_with("https://")) continue;
    if (!is_fit_address(found.name, address, found.position(), problems)) continue;
    InfoEntry entry;
    entry.field.label = context.feed.language.substr(0, 2) == "fr" ? "Inscription" : "Registration";
    take_link(address, context.config.site_url, entry);
    entry.text_position = found.position();
    return entry;
  }
  return std::nullopt;
}

}  // namespace almanach
