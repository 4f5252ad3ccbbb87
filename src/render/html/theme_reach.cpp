#include "render/html/theme_reach.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.hpp"

namespace almanach {
namespace {

/// See weigh_roots(), of one selector in lower case.
std::optional<int> weigh_root(std::string_view selector) {
  constexpr std::string_view kElement = "html";
  constexpr std::string_view kRoot = ":root";
  constexpr std::string_view kAlias = ":is(";
  constexpr int kPseudoClass = 10;
  const bool has_element = selector.starts_with(kElement);
  if (has_element) selector.remove_prefix(kElement.size());
  int weight = has_element ? 1 : 0;
  while (!selector.empty()) {
    std::size_t size = kRoot.size();
    if (selector.starts_with(kAlias)) {
      const std::string_view inside = trim(selector.substr(kAlias.size()));
      const std::size_t end = selector.find(')');
      if (!inside.starts_with(kRoot) || end == std::string_view::npos ||
          trim(inside.substr(kRoot.size())).front() != ')')
        return std::nullopt;
      size = end + 1;
    } else if (!selector.starts_with(kRoot)) {
      return std::nullopt;
    }
    selector.remove_prefix(size);
    weight += kPseudoClass;
  }
  return weight >= kPseudoClass ? std::optional(weight) : std::nullopt;
}

/// Media queries that hold for screens whatever they are, before "and" or alone.
constexpr std::array<std::string_view, 4> kScreens = {"onlyscreen", "screen", "onlyall", "all"};

void narrow_by_media(std::string_view query, Reach& reach) {
  for (const std::string_view screen : kScreens) {
    if (query == screen) return;
    const bool has_more =
        query.starts_with(screen) && query.substr(screen.size()).starts_with("and(");
    if (has_more) query.remove_prefix(screen.size() + 3);
  }
  if (query == "(prefers-color-scheme:dark)") {
    reach.light = false;
  } else if (query == "(prefers-color-scheme:light)") {
    reach.dark = false;
  } else if (query == "print" || query == "onlyprint") {
    reach.light = reach.dark = false;
  } else if (!query.empty()) {
    reach.doubt = std::max(reach.doubt, Reach::Doubt::condition);
  }
}

/// Where what stands in a block holds, of which `outer` is what it stands in.
Reach reach_within(std::string_view prelude, const Reach& outer) {
  constexpr std::string_view kMedia = "@media";
  constexpr std::string_view kLayer = "@layer";
  Reach reach = outer;
  if (prelude.starts_with(kLayer)) {
    reach.is_layered = true;
  } else if (prelude.starts_with(kMedia)) {
    narrow_by_media(prelude.substr(kMedia.size()), reach);
  } else if (prelude.starts_with('@')) {
    reach.doubt = std::max(reach.doubt, Reach::Doubt::condition);
  } else if (const auto weight = weigh_roots(prelude); weight && outer.weight == 0) {
    reach.weight = *weight;
  } else {
    reach.doubt = Reach::Doubt::elsewhere;
  }
  return reach;
}

}  // namespace

std::optional<int> weigh_roots(std::string_view selectors) {
  const std::string folded = fold(selectors);
  std::optional<int> heaviest;
  for (std::string_view rest = folded;;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (const auto weight = weigh_root(trim(rest.substr(0, comma))))
      heaviest = std::max(heaviest.value_or(0), *weight);
    if (comma == rest.size()) return heaviest;
    rest.remove_prefix(comma + 1);
  }
}

std::vector<Reach> find_reaches(const std::vector<CssBlock>& blocks) {
  std::vector<Reach> reaches;
  const Reach everywhere{true, true, Reach::Doubt::none, false, 0};
  for (const CssBlock& block : blocks)
    reaches.push_back(
        reach_within(block.prelude, block.outer ? reaches[*block.outer] : everywhere));
  for (Reach& reach : reaches) {
    if (reach.weight == 0) reach.doubt = Reach::Doubt::elsewhere;
  }
  return reaches;
}

}  // namespace almanach
