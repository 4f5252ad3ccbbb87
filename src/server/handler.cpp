#include "server/handler.hpp"

#include <exception>

#include "base/log.hpp"

namespace almanach {
namespace {

Answer report_failure(const Request& request, const std::exception& error) {
  log_error("{} {}: {}", request.method, request.path, error.what());
  Answer answer;
  answer.status = 500;
  answer.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
  answer.body.append("Something went wrong here; it has been noted.\n");
  return answer;
}

}  // namespace

QuickAnswer answer_at_once_safely(const Handler& handler, const Request& request) {
  try {
    return handler.answer_at_once(request);
  } catch (const std::exception& error) {
    return report_failure(request, error);
  }
}

Answer answer_safely(const Handler& handler, const Request& request) {
  try {
    return handler.answer(request);
  } catch (const std::exception& error) {
    return report_failure(request, error);
  }
}

}  // namespace almanach
