#include "server/handler.hpp"

#include <exception>
#include <new>

#include "base/log.hpp"
#include "base/work_budget.hpp"
#include "model/link_path.hpp"
#include "server/reply.hpp"

namespace almanach {
namespace {

Answer report_failure(const Request& request, const std::exception& error) {
  log_error("{} {}: {}", request.method, hide_links(request.path), error.what());
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
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return report_failure(request, error);
  }
}

Answer answer_safely(const Handler& handler, const Request& request) {
  Answer unseen;
  unseen.status = kClientGone;
  if (request.abandoned && *request.abandoned) return unseen;
  try {
    return handler.answer(request);
  } catch (const WorkAbandoned&) {
    return unseen;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return report_failure(request, error);
  }
}

}  // namespace almanach
