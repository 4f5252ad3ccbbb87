#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/css.hpp"

namespace almanach {

/// Where on screens the declarations of a block hold.
struct Reach {
  enum class Doubt {
    none,
    condition,  ///< at times
    elsewhere   ///< for parts of pages
  };
  bool light = false;
  bool dark = false;
  Doubt doubt = Doubt::none;
  bool is_layered = false;  ///< in a @layer
  int weight = 0;           ///< of the selector of the root (Selectors 4 section 16); 0: elsewhere
};

/// How much the heaviest of `selectors` weighs that are those of the root alone, as ":root",
/// "html:root", ":is(:root)" are. Empty: none is, or it weighs less than ":root" does. Any thread.
std::optional<int> weigh_roots(std::string_view selectors);

/// Of each of the blocks of a stylesheet. Any thread.
std::vector<Reach> find_reaches(const std::vector<CssBlock>& blocks);

}  // namespace almanach
