#include "render/html/theme_colors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "base/content_limits.hpp"
#include "base/css.hpp"
#include "base/css_color.hpp"
#include "base/text.hpp"
#include "base/tree.hpp"
#include "render/html/assets.hpp"
#include "render/html/theme_reach.hpp"

namespace almanach {
namespace {

using Kind = CssToken::Kind;
using Tokens = std::span<const CssToken>;

constexpr std::array<ColorPair, 10> kPairs = {{{"--ink", "--ground"},
                                               {"--ink", "--panel"},
                                               {"--soft", "--ground"},
                                               {"--soft", "--panel"},
                                               {"--accent", "--ground"},
                                               {"--accent", "--panel"},
                                               {"--on-accent", "--accent"},
                                               {"--bad", "--bad-ground"},
                                               {"--warn", "--warn-ground"},
                                               {"--good", "--good-ground"}}};

/// The two sets of colours that pages have on screens.
enum class Scheme { light, dark };

std::string_view scheme_name(Scheme scheme) {
  return scheme == Scheme::light ? "light" : "dark";
}

/// What a property is in one scheme.
struct Setting {
  Tokens value;
  std::size_t offset = 0;
  bool is_themes = false;  ///< not our own
  bool is_important = false;
  bool is_layered = false;
  int weight = 0;            ///< of its selector
  bool is_for_both = false;  ///< said once for light and dark
};

using Settings = std::map<std::string, Setting, std::less<>>;

/// Whether `later` goes before what stands before it (CSS Cascade 5 section 6.1).
bool is_stronger(const Setting& later, const Setting& present) {
  if (later.is_important != present.is_important) return later.is_important;
  if (later.is_layered != present.is_layered) return later.is_layered == later.is_important;
  return later.weight >= present.weight;
}

/// The colours of one scheme, whoever sets them.
class Palette {
 public:
  Palette(Scheme scheme, const Settings& settings) : scheme_(scheme), settings_(settings) {}

  const Setting* find(std::string_view name) const {
    const auto found = settings_.find(name);
    return found == settings_.end() ? nullptr : &found->second;
  }

  std::optional<CssColor> color(std::string_view name) const {
    const Setting* setting = find(name);
    return setting == nullptr ? std::nullopt : resolve(setting->value, 0);
  }

 private:
  /// What stands before and behind the first comma that is in no bracket.
  static std::pair<Tokens, Tokens> part_at_comma(Tokens inside) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i].kind == Kind::open || inside[i].kind == Kind::function) ++depth;
      if (inside[i].kind == Kind::close) --depth;
      if (depth == 0 && inside[i].is(Kind::delimiter, ","))
        return {without_space(inside.first(i)), without_space(inside.subspan(i + 1))};
    }
    return {without_space(inside), {}};
  }

  /// Obeys var() and light-dark() around a colour; what refers to itself is none.
  std::optional<CssColor> resolve(Tokens value, int depth) const {
    constexpr int kDeepest = 8;
    value = without_space(value);
    const bool is_function = value.size() >= 2 && value.front().kind == Kind::function;
    if (!is_function || depth > kDeepest) return read_css_color(value);
    const std::string name = fold(value.front().text);
    const auto [first, second] = part_at_comma(value.subspan(1, value.size() - 2));
    if (name == "light-dark") return resolve(scheme_ == Scheme::light ? first : second, depth + 1);
    if (name != "var" || first.empty()) return read_css_color(value);
    const Setting* setting = find(first.front().text);
    return resolve(setting == nullptr ? second : setting->value, depth + 1);
  }

  Scheme scheme_;
  const Settings& settings_;
};

/// As "3.54": rounded down, so that what is too low does not look as if it were enough.
std::string show_ratio(double ratio) {
  return fmt::format("{:.2f}", std::floor(ratio * 100) / 100);
}

/// Our stylesheet and, behind it, a theme's.
class ColorCheck {
 public:
  ColorCheck() : own_(read_css(stylesheet()).tokens) { add(list_css_rules(own_), false); }

  void add_theme(const Theme& theme) {
    file_ = theme.stylesheet.path;
    text_ = theme.stylesheet.bytes;
    add(list_css_rules(read_css(text_).tokens), true);
  }

  Problems run() {
    for (const Scheme scheme : {Scheme::light, Scheme::dark}) {
      const Palette palette(scheme, settings_of(scheme));
      for (const ColorPair& pair : kPairs) check(palette, scheme, pair);
    }
    sort_problems(problems_);
    limit_problems(problems_, file_, kMostProblems);
    return std::move(problems_);
  }

  std::vector<std::string> find_low() const {
    std::vector<std::string> low;
    for (const Scheme scheme : {Scheme::light, Scheme::dark}) {
      const Palette palette(scheme, settings_of(scheme));
      for (const ColorPair& pair : kPairs) {
        const auto text = palette.color(pair.text);
        const auto ground = palette.color(pair.ground);
        const double ratio = text && ground ? contrast_ratio(*text, *ground) : 0;
        if (ratio >= kLeastContrast) continue;
        low.push_back(fmt::format("{} on {} in {}: {}", pair.text, pair.ground, scheme_name(scheme),
                                  show_ratio(ratio)));
      }
    }
    return low;
  }

 private:
  const Settings& settings_of(Scheme scheme) const {
    return scheme == Scheme::light ? light_ : dark_;
  }

  void warn(std::size_t offset, std::string message, std::string hint) {
    const Position position = position_of(text_, offset);
    problems_.push_back({Severity::warning, file_, position.line, position.column,
                         std::move(message), std::move(hint)});
  }

  void add(CssRules rules, bool is_themes) {
    const std::vector<Reach> reaches = find_reaches(rules.blocks);
    // They are kept: the settings refer to them.
    for (const CssProperty& property : kept_.emplace_back(std::move(rules.properties))) {
      Reach reach;
      reach.doubt = Reach::Doubt::elsewhere;
      if (property.block) reach = reaches[*property.block];
      if (is_themes) remark_on(property, reach);
      if (reach.doubt != Reach::Doubt::none) continue;
      const Setting setting{property.value,           property.offset,  is_themes,
                            property.is_important,    reach.is_layered, reach.weight,
                            reach.light && reach.dark};
      if (reach.light) put(light_, property.name, setting);
      if (reach.dark) put(dark_, property.name, setting);
    }
  }

  static void put(Settings& settings, const std::string& name, const Setting& setting) {
    const auto [present, is_new] = settings.try_emplace(name, setting);
    if (!is_new && is_stronger(setting, present->second)) present->second = setting;
  }

  /// What is to be said of a declaration of the theme by itself.
  void remark_on(const CssProperty& property, const Reach& reach) {
    constexpr const char* kWhere =
        "set it in :root, or in :root within @media (prefers-color-scheme: dark)";
    const std::vector<std::string>& known = known_;
    const bool is_ours = std::find(known.begin(), known.end(), property.name) != known.end();
    const auto say = [&](fmt::format_string<const std::string&> message, const char* hint) {
      warn(property.offset, fmt::format(message, property.name), hint);
    };
    if (is_ours && reach.is_layered && !property.is_important) {
      say("{} never takes effect in a @layer: what the pages set is in none, and goes first",
          "take it out of the @layer");
    } else if (is_ours && reach.doubt == Reach::Doubt::elsewhere) {
      say("{} is set elsewhere than in :root: contrast is not checked there", kWhere);
    } else if (is_ours && reach.doubt == Reach::Doubt::condition) {
      say("{} is set under a condition: contrast is not checked there", kWhere);
    }
    if (is_ours || reach.doubt != Reach::Doubt::none) return;
    // One letter off; more is a name of the theme's own, as "--brand" is.
    const auto near = std::find_if(known.begin(), known.end(), [&](const std::string& name) {
      return edit_distance(name, property.name, 1) == 1;
    });
    if (near == known.end()) return;
    warn(property.offset, fmt::format("{} is no property of the pages", property.name),
         fmt::format("did you mean \"{}\"?", *near));
  }

  void check(const Palette& palette, Scheme scheme, const ColorPair& pair) {
    const Setting* text = palette.find(pair.text);
    const Setting* ground = palette.find(pair.ground);
    if (text == nullptr || ground == nullptr) return;
    for (const auto& [name, setting] :
         {std::pair(pair.text, text), std::pair(pair.ground, ground)}) {
      if (setting->is_themes && !palette.color(name)) warn_unknown(name, *setting);
    }
    const auto text_color = palette.color(pair.text);
    const auto ground_color = palette.color(pair.ground);
    if (!text_color || !ground_color || (!text->is_themes && !ground->is_themes)) return;
    const double ratio = contrast_ratio(*text_color, *ground_color);
    if (ratio >= kLeastContrast) return;
    const Setting& said = text->is_themes ? *text : *ground;
    const bool is_only_in_light = scheme == Scheme::dark && said.is_for_both;
    warn(said.offset,
         fmt::format("{} (#{:06x}) on {} (#{:06x}) has a contrast of {} in {}: text needs 4.5",
                     pair.text, *text_color, pair.ground, *ground_color, show_ratio(ratio),
                     scheme_name(scheme)),
         is_only_in_light ? "set both in :root within @media (prefers-color-scheme: dark), too"
                          : "make the darker of them darker, or the lighter lighter");
  }

  void warn_unknown(std::string_view name, const Setting& setting) {
    warn(setting.offset, fmt::format("{} is no plain colour: its contrast is not checked", name),
         "write #rrggbb, rgb(), hsl() or a name of CSS to have it checked");
  }

  std::string file_;
  std::string_view text_;
  std::vector<CssToken> own_;
  std::vector<std::vector<CssProperty>> kept_;
  std::vector<std::string> known_ = look_properties();
  Settings light_;
  Settings dark_;
  Problems problems_;
};

}  // namespace

std::span<const ColorPair> color_pairs() {
  return kPairs;
}

std::vector<std::string> look_properties() {
  std::vector<std::string> names;
  const CssRules rules = list_css_rules(read_css(stylesheet()).tokens);
  for (const CssProperty& property : rules.properties) {
    const bool is_known = std::find(names.begin(), names.end(), property.name) != names.end();
    const CssBlock* block = property.block ? &rules.blocks[*property.block] : nullptr;
    if (!is_known && block != nullptr && !block->outer && weigh_roots(block->prelude))
      names.push_back(property.name);
  }
  return names;
}

Problems check_theme_colors(const Theme& theme) {
  if (without_space(read_css(theme.stylesheet.bytes).tokens).empty()) {
    return {{Severity::warning, theme.stylesheet.path, 1, 1, "the stylesheet is empty",
             "write rules, such as :root { --accent: #005c4b; }, or take it out of the theme"}};
  }
  ColorCheck check;
  check.add_theme(theme);
  return check.run();
}

std::vector<std::string> find_own_low_contrasts() {
  return ColorCheck().find_low();
}

}  // namespace almanach
