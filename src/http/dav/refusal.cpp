#include "http/dav/refusal.hpp"

#include <cstdint>

#include "http/answers.hpp"
#include "http/dav/xml_writer.hpp"

namespace almanach::dav {
namespace {

/// What says that something is not done: a few lines, at most a path among them.
constexpr std::uint64_t kSteps = 1'000;

Answer answer_error(int status, Body body) {
  Answer answer = answer_text(status, "", "application/xml; charset=utf-8");
  answer.body = std::move(body);
  return answer;
}

}  // namespace

Answer answer_refusal(const Refusal& refusal) {
  if (refusal.condition().local.empty()) return answer_text(refusal.status(), refusal.what());
  WorkBudget work(kSteps);
  XmlWriter writer("error", work);
  writer.name(refusal.condition());
  writer.close("error");
  return answer_error(refusal.status(), writer.finish());
}

Answer refuse_work(bool is_report) {
  constexpr int kInsufficientStorage = 507;
  if (is_report)
    return answer_refusal({kInsufficientStorage, dav_name("number-of-matches-within-limits")});
  return answer_text(kInsufficientStorage, "That is too much to be told at once.\n");
}

Answer refuse_writing(std::string_view href) {
  WorkBudget work(kSteps);
  XmlWriter writer("error", work);
  writer.open("need-privileges");
  writer.open("resource");
  writer.leaf("href", href);
  writer.open("privilege");
  writer.empty("write");
  writer.close("privilege");
  writer.close("resource");
  writer.close("need-privileges");
  writer.close("error");
  return answer_error(403, writer.finish());
}

}  // namespace almanach::dav
