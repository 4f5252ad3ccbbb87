#include "http/page_answers.hpp"

#include <utility>

#include "base/text.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "render/html/assets.hpp"
#include "render/html/document.hpp"
#include "render/html/message_page.hpp"
#include "server/header_list.hpp"

namespace almanach {
namespace {

constexpr const char* kPageType = "text/html; charset=utf-8";
constexpr const char* kScriptType = "text/javascript; charset=utf-8";

void add_safety(Answer& answer, const PageRules& rules, const Config& config) {
  answer.add_header(
      "Content-Security-Policy",
      content_security_policy(rules.framed, rules.with_images, rules.on_paper, config));
  answer.add_header("X-Content-Type-Options", "nosniff");
  answer.add_header("Referrer-Policy", "strict-origin-when-cross-origin");
  // For browsers that do not know frame-ancestors.
  if (!rules.framed) answer.add_header("X-Frame-Options", "DENY");
}

Representation make_script(std::string_view text) {
  Body body;
  body.append(std::string(text));
  return {std::move(body), digest(text), kScriptType, "", Instant{}};
}

Answer answer_script(const Asked& asked, const Representation& script, const Config& config) {
  return answer_with(plan_delivery(asked.request, script), script,
                     cache_control(asked.address.row->cache, config.cache_max_age), asked.work);
}

}  // namespace

std::string preferred_language(const Request& request,
                               const std::function<bool(const std::string& tag)>& is_offered) {
  const auto accepted = request.header("Accept-Language");
  if (!accepted) return "";
  int best = 0;
  std::string chosen;
  std::string_view rest = *accepted;
  while (!rest.empty()) {
    const std::string_view item = take_item(rest);
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string tag = fold(trim(item.substr(0, semicolon)));
    const int weight = weight_of(item.substr(semicolon));
    if (weight <= best || (tag != "*" && !is_offered(tag))) continue;
    best = weight;
    chosen = tag;
  }
  return chosen == "*" ? "" : chosen;
}

Language choose_language(const Request& request, const PageAddress& address, const Config& config) {
  if (address.language) return *address.language;
  const auto find = [](std::string_view tag) {
    return find_language(tag.substr(0, tag.find('-')));
  };
  const std::string tag = preferred_language(
      request, [&](const std::string& offered) { return find(offered).has_value(); });
  return find(tag).value_or(nearest_language(config.language));
}

Answer answer_with_page(const Asked& asked, const Representation& page, const PageRules& rules,
                        std::string cache_control) {
  Answer answer =
      answer_with(plan_delivery(asked.request, page), page, std::move(cache_control), asked.work);
  if (rules.negotiated) add_vary(answer, "Accept-Language");
  add_safety(answer, rules, asked.config);
  return answer;
}

bool takes_pages(const Request& request) {
  const auto accept = request.header("Accept");
  return accept && accept->find("text/html") != std::string::npos;
}

Answer answer_message(int status, Body page, bool with_images, const Config& config) {
  Answer answer = answer_text(status, "", kPageType);
  answer.body = std::move(page);
  answer.add_header("Vary", "Accept, Accept-Language");
  PageRules rules;
  rules.with_images = with_images;
  add_safety(answer, rules, config);
  return answer;
}

Answer answer_not_found(const Request& request, const Config& config) {
  if (!takes_pages(request)) return not_found();
  Page page;
  page.language = choose_language(request, {}, config);
  Body body;
  body.append(render_message_page(404, std::move(page), {}, config));
  return answer_message(404, std::move(body), false, config);
}

Answer answer_asset(const Asked& asked, const Config& config) {
  static const Representation kScript = make_script(script());
  return asked.request.path == script_path() ? answer_script(asked, kScript, config) : not_found();
}

Answer answer_embed_script(const Asked& asked, const Config& config) {
  static const Representation kScript = make_script(embed_script());
  return answer_script(asked, kScript, config);
}

}  // namespace almanach
