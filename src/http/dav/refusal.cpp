#include "http/dav/refusal.hpp"

#include "http/answers.hpp"
#include "http/dav/xml_writer.hpp"

namespace almanach::dav {
namespace {

Answer answer_error(int status, Body body) {
  Answer answer = answer_text(status, "", "application/xml; charset=utf-8");
  answer.body = std::move(body);
  return answer;
}

}  // namespace

Answer answer_refusal(const Refusal& refusal) {
  if (refusal.condition().local.empty()) return answer_text(refusal.status(), refusal.what());
  XmlWriter writer("error");
  writer.name(refusal.condition());
  writer.close("error");
  return answer_error(refusal.status(), writer.finish());
}

Answer refuse_writing(std::string_view href) {
  XmlWriter writer("error");
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
