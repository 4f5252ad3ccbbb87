#include "parse/links.hpp"

#include <fmt/format.h>

#include "base/address_schemes.hpp"
#include "base/notation.hpp"
#include "base/text.hpp"
#include "parse/short_text.hpp"

namespace almanach {
namespace {

/// Where an http(s) address starts in a text, or npos.
std::size_t find_address(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string start = fold(text.substr(i, 8));
    if (start.starts_with("https://") || start.starts_with("http://")) return i;
  }
  return std::string_view::npos;
}

/// The address that begins `rest`, which stands behind `before`: up to a blank, the mark that
/// closes what was opened before it, or the next address; without what ends a sentence.
std::string_view cut_address(std::string_view before, std::string_view rest) {
  constexpr std::string_view kOpening = "\"'<([";
  constexpr std::string_view kClosing = "\"'>)]";
  rest = rest.substr(0, rest.find_first_of(" \t\r\n"));
  const std::size_t mark = before.empty() ? kOpening.npos : kOpening.find(before.back());
  if (mark != kOpening.npos) rest = rest.substr(0, rest.find(kClosing[mark]));
  const std::size_t next = find_address(rest.substr(1));
  if (next != std::string_view::npos && (rest[next] == ',' || rest[next] == ';'))
    rest = rest.substr(0, next);
  return rest.substr(0, rest.find_last_not_of(",;.<>\"") + 1);
}

/// Under which keys a mapping in the place of an address has it.
const YamlNode* find_address_part(const YamlNode& node) {
  if (node.is_scalar()) return &node;
  for (const YamlNode& item : node.items) {
    if (const YamlNode* address = find_address_part(item)) return address;
  }
  for (const std::string_view name : {"url", "href", "link", "lien", "src", "path", "filename",
                                      "file", "fichier", "image", "large", "default"}) {
    const YamlNode* address = node.find(name);
    if (address != nullptr && address->is_scalar()) return address;
  }
  return nullptr;
}

/// `text` as a whole address, below `base` where it is a path; empty (a warning that begins with
/// `start`) where it is none.
std::string resolve_or_warn(const std::string& text, Position position, std::string_view start,
                            const std::string& base, ProblemSink& problems) {
  std::string address = resolve_address(text, base);
  if (address.empty() && !text.empty()) {
    problems.warn(position,
                  fmt::format("{}this is no whole address, and no site_url is configured to "
                              "complete it",
                              start),
                  "write it with https://");
  }
  return address;
}

/// The first address under `link` and its like; what is none is told.
std::string read_link(const YamlNode& front_matter, const ParseContext& context,
                      ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "link");
  if (!found) return "";
  const YamlNode* part = find_address_part(*found->value);
  const std::string text(part == nullptr ? "" : trim(text_of(*part)));
  if (read_bool(text) || !is_fit_address(found->name, text, found->position(), problems)) return "";
  return resolve_or_warn(text, found->position(), fmt::format("{} is left aside: ", found->name),
                         context.config.page_base(), problems);
}

}  // namespace

std::string resolve_address(std::string_view address, const std::string& site_url) {
  if (address.empty()) return "";
  std::string escaped = encode_address(address);
  const std::string folded = fold(address.substr(0, 8));
  if (folded.starts_with("http://") || folded.starts_with("https://")) return escaped;
  if (address.starts_with("//")) return "https:" + escaped;
  const bool mail =
      address.find('@') != std::string_view::npos && address.find('/') == std::string_view::npos;
  if (site_url.empty() || mail || address.find(':') < address.find('/')) return "";
  return site_url + (address.front() == '/' ? "" : "/") + escaped;
}

std::string read_image(const YamlNode& front_matter, const ParseContext& context,
                       ProblemSink& problems) {
  std::string address;
  Position position;
  if (const auto slideshow = context.fields.find(front_matter, "slideshow")) {
    for (const YamlNode& slide : slideshow->value->items) {
      const YamlNode* image = slide.find("image");
      if (image == nullptr || !image->is_scalar() || !address.empty()) continue;
      address = image->scalar;
      position = image->position;
    }
  }
  // Its pictures are told nothing of: sites that have one have it in each file.
  const bool of_slideshow = !address.empty();
  if (!of_slideshow) {
    if (const auto found = context.fields.find(front_matter, "image")) {
      const YamlNode* file = find_address_part(*found->value);
      address = file == nullptr ? "" : text_of(*file);
      position = found->position();
      if (address.empty()) {
        problems.warn(position, fmt::format("{} names no file: it is left aside", found->name),
                      fmt::format("write {}", show_field(context.work.notation(), found->name,
                                                         "https://example.org/bal.jpg")));
      }
    }
  }
  address = trim(clean(address));
  if (!is_fit_address("the image", address, position, problems)) return "";
  if (of_slideshow) return resolve_address(address, context.config.site_url);
  return resolve_or_warn(address, position, "the image is left aside: ", context.config.site_url,
                         problems);
}

std::string read_url(const YamlNode& front_matter, const ParseContext& context,
                     ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "url");
  if (!found) return read_link(front_matter, context, problems);
  const std::string text(trim(text_of(*found->value)));
  if (!is_fit_address(found->name, text, found->position(), problems)) return "";
  return resolve_or_warn(text, found->position(), "", context.config.page_base(), problems);
}

std::string read_conference(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems) {
  for (const FoundField& found : context.fields.find_all(front_matter, "conference")) {
    const std::string text = text_of(*found.value);
    const std::size_t start = find_address(text);
    const bool fit = is_fit_address(
        found.name, std::string_view(text).substr(start == std::string::npos ? text.size() : start),
        found.position(), problems);
    if (!fit) continue;
    if (start != std::string::npos) {
      const std::string_view whole = text;
      return resolve_address(cut_address(whole.substr(0, start), whole.substr(start)), "");
    }
    if (read_bool(text)) continue;
    problems.warn(found.position(),
                  fmt::format("{}: there is no web address in it, it is left aside", found.name),
                  "write the whole address of the video meeting, with https://");
  }
  return "";
}

}  // namespace almanach
