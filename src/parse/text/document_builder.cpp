#include "parse/text/document_builder.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "parse/text/html_link.hpp"

namespace almanach {
namespace {

std::string without_trailing_spaces(std::string_view line) {
  const std::string_view trimmed = trim(line);
  const auto end = trimmed.empty() ? 0 : trimmed.data() + trimmed.size() - line.data();
  return std::string(line.substr(0, static_cast<std::size_t>(end)));
}

/// Without spaces at line ends, blank lines at both ends, and tabs.
std::string tidy_preformatted(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string line = without_trailing_spaces(text.substr(0, newline));
    if (!out.empty() || !line.empty()) out += line + '\n';
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  while (out.ends_with('\n')) out.pop_back();
  for (std::size_t tab = out.find('\t'); tab != std::string::npos; tab = out.find('\t', tab)) {
    out.replace(tab, 1, "    ");
  }
  return out;
}

}  // namespace

void DocumentBuilder::open(const ElementRole& role, std::string_view reference) {
  const Context outside = context_;
  const bool opened_block = start(role, reference);
  open_.push_back({role.kind, opened_block, outside});
}

/// Whether a block has been opened.
bool DocumentBuilder::start(const ElementRole& role, std::string_view reference) {
  switch (role.kind) {
    case ElementRole::Kind::styled:
      context_.styles |= role.style;
      return false;
    case ElementRole::Kind::link:
      start_link(reference);
      return false;
    case ElementRole::Kind::transparent:
      return false;
    default:
      end_line();
      break;
  }
  if (role.kind == ElementRole::Kind::heading) context_.heading = role.number;
  if (role.kind == ElementRole::Kind::preformatted) context_.preformatted = true;
  return role.kind == ElementRole::Kind::block && blocks_.open(role.block, role.number);
}

void DocumentBuilder::close() {
  const Open done = open_.back();
  open_.pop_back();
  switch (done.kind) {
    case ElementRole::Kind::transparent:
    case ElementRole::Kind::styled:
      break;
    case ElementRole::Kind::link:
      end_link();
      break;
    default:
      end_line();
      break;
  }
  if (done.opened_block) blocks_.close();
  context_ = done.outside;
}

void DocumentBuilder::start_link(std::string_view reference) {
  std::string target = resolve_link(reference, site_url_);
  if (target.empty()) return;
  context_.link = document_.targets.size();
  document_.targets.push_back(std::move(target));
  link_has_text_ = false;
  link_has_image_ = false;
}

/// A picture that leads somewhere without saying where: the target is all there is to tell.
void DocumentBuilder::end_link() {
  if (context_.link == TextSpan::kNoLink) return;
  if (link_has_image_ && !link_has_text_)
    add_text(readable_target(document_.targets[context_.link]));
  line_.end_link();
}

void DocumentBuilder::add_text(std::string_view text) {
  if (context_.preformatted) {
    preformatted_ += clean(text);
    return;
  }
  const int excess = context_.heading > 0 ? kStrong : 0;  // headings are strong already
  const auto styles = static_cast<std::uint8_t>(context_.styles & ~excess);
  if (line_.add_text(text, styles, context_.link)) link_has_text_ = true;
}

void DocumentBuilder::add_break() {
  if (context_.preformatted) {
    preformatted_ += '\n';
  } else if (!line_.add_break(context_.styles, context_.link)) {
    end_line();
  }
}

void DocumentBuilder::add_picture(std::string_view alternative) {
  add_text(alternative);
  link_has_image_ = true;
}

void DocumentBuilder::end_line() {
  TextBlock block;
  if (context_.preformatted) {
    block.kind = TextBlock::Kind::preformatted;
    std::string text = tidy_preformatted(std::exchange(preformatted_, {}));
    if (!text.empty()) block.line.push_back({std::move(text)});
  } else {
    if (context_.heading > 0) block.kind = TextBlock::Kind::heading;
    block.number = context_.heading;
    block.line = line_.take();
  }
  if (!block.line.empty()) blocks_.add(std::move(block));
}

HtmlDocument DocumentBuilder::take() {
  end_line();
  document_.blocks = blocks_.take();
  return std::move(document_);
}

}  // namespace almanach
