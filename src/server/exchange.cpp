#include "server/exchange.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <chrono>
#include <cstring>
#include <utility>

#include "base/log.hpp"
#include "server/http_date.hpp"

namespace almanach {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// Headers that cpp-httplib would act on by itself, against what we offer: no ranges, no own
/// coding, no body.
bool is_kept_from_parser(std::string_view name) {
  for (const std::string_view dropped : std::initializer_list<std::string_view>{
           "Range", "Content-Length", "Expect", "Transfer-Encoding"}) {
    if (same_name(name, dropped)) return true;
  }
  return false;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 417:
      return "Expectation Failed";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

/// A request in memory on one side, the head of its answer on the other.
class MemoryStream : public httplib::Stream {
 public:
  MemoryStream(std::string request, const std::string& client)
      : request_(std::move(request)), client_(client) {}

  bool is_readable() const override { return read_ < request_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min(size, request_.size() - read_);
    std::memcpy(buffer, request_.data() + read_, count);
    read_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    written_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = client_;
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return -1; }

  std::string take_written() { return std::move(written_); }

 private:
  std::string request_;
  const std::string& client_;
  std::size_t read_ = 0;
  std::string written_;
};

/// What the handler needs of the call that it runs in, and what it leaves for it.
struct Call {
  const RequestHead* head = nullptr;
  const RequestTerms* terms = nullptr;
  std::string body;
  std::optional<Answer> answer;
};

thread_local Call* current_call = nullptr;

/// The head for the parser. Methods that it does not know, or would read a body for, go past it as
/// OPTIONS.
std::string rebuild_head(const RequestHead& head) {
  const bool plain = head.method == "GET" || head.method == "HEAD";
  std::string text = fmt::format("{} {} HTTP/{}\r\n", plain ? head.method : "OPTIONS", head.target,
                                 head.http_1_0 ? "1.0" : "1.1");
  for (const auto& [name, value] : head.headers) {
    if (!is_kept_from_parser(name)) text += fmt::format("{}: {}\r\n", name, value);
  }
  text += "\r\n";
  return text;
}

}  // namespace

class Exchange::Server : public httplib::Server {
 public:
  explicit Server(Exchange::Handler handler) : handler_(std::move(handler)) {
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      handle(request, response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      // Its timings are not ours, and a 304 tells no length.
      response.headers.erase("Keep-Alive");
      if (response.status == 304 || response.status == 204)
        response.headers.erase("Content-Length");
    });
  }

  /// Whether the connection is to end after the answer. A template only for the sake of the two
  /// signatures: cpp-httplib 0.18 (Debian 13) wants the addresses that 0.11 (Debian 12) asks the
  /// stream for.
  template <typename AnyStream>
  bool run(AnyStream& stream, const std::string& client, bool closing) {
    bool closed = false;
    const auto nothing = [](httplib::Request&) {};
    if constexpr (requires { this->process_request(stream, closing, closed, nothing); }) {
      this->process_request(stream, closing, closed, nothing);
    } else {
      this->process_request(stream, client, 0, "", 0, closing, closed, nothing);
    }
    return closed;
  }

 private:
  void handle(const httplib::Request& request, httplib::Response& response) const {
    HttpRequest ours;
    ours.path = request.path;
    const std::size_t mark = request.target.find('?');
    if (mark != std::string::npos) ours.query = request.target.substr(mark + 1);
    // As they were sent: the parser takes percent signs in headers for escapes, and knows few
    // methods.
    ours.method = current_call->head->method;
    for (const auto& [name, value] : current_call->head->headers)
      ours.headers.emplace_back(name, value);
    ours.client = current_call->terms->client;
    ours.hurried = current_call->terms->hurried;
    ours.body = std::move(current_call->body);
    Answer answer = answer_safely(ours);
    // What is put off is asked for again; until then the library needs some status.
    response.status = answer.is_put_off() ? 503 : answer.status;
    for (const auto& [name, value] : answer.headers) response.headers.emplace(name, value);
    response.headers.emplace("Content-Length", std::to_string(answer.body.size()));
    response.headers.emplace("Accept-Ranges", "none");
    current_call->answer = std::move(answer);
  }

  Answer answer_safely(const HttpRequest& request) const {
    try {
      return handler_(request);
    } catch (const std::exception& error) {
      log_error("{} {}: {}", request.method, request.path, error.what());
      Answer answer;
      answer.status = 500;
      answer.headers = {{"Content-Type", "text/plain; charset=utf-8"},
                        {"Cache-Control", "no-store"}};
      answer.body.append("Something went wrong here; it has been noted.\n");
      return answer;
    }
  }

  Exchange::Handler handler_;
};

Exchange::Exchange(Handler handler) : server_(std::make_unique<Server>(std::move(handler))) {}

Exchange::~Exchange() = default;

std::optional<Reply> Exchange::reply(const RequestHead& head, std::string body,
                                     const RequestTerms& terms) const {
  Call call;
  call.head = &head;
  call.terms = &terms;
  call.body = std::move(body);
  current_call = &call;
  MemoryStream stream(rebuild_head(head), terms.client);
  const bool closed = server_->run(stream, terms.client, terms.closing);
  current_call = nullptr;
  if (!call.answer) return reply_to_fault({400, "The request cannot be read.\n"});
  Answer& answer = *call.answer;
  if (answer.is_put_off()) return std::nullopt;
  Reply reply;
  reply.status = answer.status;
  reply.route = answer.route;
  reply.repeatable = answer.repeatable;
  reply.fetched = answer.fetched;
  reply.close = closed || terms.closing;
  std::string written = stream.take_written();
  written.resize(written.size() - kLineEnd.size());
  reply.head = std::make_shared<const std::string>(std::move(written));
  const bool bodiless = head.method == "HEAD" || answer.status == 304 || answer.status == 204;
  if (!bodiless) reply.body = std::move(answer.body);
  return reply;
}

Reply Exchange::reply_to_fault(const HeadFault& fault) {
  Reply reply;
  reply.status = fault.status;
  reply.head = std::make_shared<const std::string>(fmt::format(
      "HTTP/1.1 {} {}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: text/plain; "
      "charset=utf-8\r\nCache-Control: no-store\r\n",
      fault.status, reason_phrase(fault.status), fault.message.size()));
  reply.body.append(std::string(fault.message));
  reply.close = true;
  return reply;
}

Segment end_of_head() {
  thread_local Instant second{};
  thread_local Segment segment;
  const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (now != second || !segment) {
    second = now;
    segment =
        std::make_shared<const std::string>(fmt::format("Date: {}\r\n\r\n", format_http_date(now)));
  }
  return segment;
}

}  // namespace almanach
