#include "http/answers.hpp"

#include <utility>

namespace almanach {

Answer answer_text(int status, std::string text, std::string type) {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Content-Type", std::move(type)},
                    {"Cache-Control", "no-store"},
                    {"Access-Control-Allow-Origin", "*"}};
  answer.body.append(std::move(text));
  return answer;
}

Answer not_found() {
  return answer_text(404, "There is nothing at this address.\n");
}

Answer gone() {
  return answer_text(410, "The event that was at this address has been deleted.\n");
}

Answer moved_to(std::string path) {
  Answer answer = answer_text(308, "The page is at another address.\n");
  answer.add_header("Location", std::move(path));
  return answer;
}

Answer not_allowed(std::string allowed) {
  Answer answer = answer_text(405, "Calendars are read here, not written.\n");
  answer.add_header("Allow", std::move(allowed));
  return answer;
}

void add_vary(Answer& answer, std::string_view header) {
  const auto known = answer.headers.find("Vary");
  if (known == answer.headers.end()) {
    answer.add_header("Vary", std::string(header));
  } else {
    known->second.append(", ").append(header);
  }
}

}  // namespace almanach
