#include "http/administrators.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// What curl sends on the machine itself.
Request local_request() {
  Request request;
  request.method = "GET";
  request.path = "/status";
  request.version = "HTTP/1.1";
  request.headers = {{"Host", "127.0.0.1:8080"}, {"User-Agent", "curl/8"}, {"Accept", "*/*"}};
  request.client = "127.0.0.1";
  return request;
}

Request with_host(const char* host) {
  Request request = local_request();
  request.headers.erase("Host");
  request.headers.emplace("Host", host);
  return request;
}

Config config_of(const char* yaml) {
  return read_config(yaml, "", {});
}

int refusal(const Request& request, const char* yaml = "") {
  const auto answer = refuse_administrators(request, config_of(yaml));
  return answer ? answer->status : 200;
}

}  // namespace

TEST_CASE("a program of this machine is local") {
  CHECK(is_local_request(local_request()));
  for (const char* host : {"localhost", "localhost:9000", "[::1]:8080", "127.0.0.1"}) {
    INFO(host);
    CHECK(is_local_request(with_host(host)));
  }
  Request other = local_request();
  for (const char* client : {"::1", "127.0.0.2", "::ffff:127.0.0.1", ""}) {
    other.client = client;
    INFO(client);
    CHECK(is_local_request(other));
  }
}

TEST_CASE("what comes from elsewhere, or by HTTP/1.0, or for another host, is not local") {
  Request request = local_request();
  request.client = "192.0.2.1";
  CHECK_FALSE(is_local_request(request));
  request = local_request();
  request.version = "HTTP/1.0";
  CHECK_FALSE(is_local_request(request));
  for (const char* host : {"agenda.example.org", "almanach", "", "10.0.0.1"}) {
    INFO(host);
    CHECK_FALSE(is_local_request(with_host(host)));
  }
}

TEST_CASE("nothing that a proxy adds is on a local request") {
  for (const char* name : {"Forwarded",
                           "forwarded",
                           "Via",
                           "X-Forwarded-For",
                           "X-Forwarded-Proto",
                           "X-Forwarded-Host",
                           "X-FORWARDED-SERVER",
                           "X-Forwarded-Anything",
                           "X-Real-IP",
                           "X-Client-IP",
                           "CF-Connecting-IP",
                           "CF-Ray",
                           "CDN-Loop",
                           "True-Client-IP",
                           "Fastly-Client-IP",
                           "X-Envoy-Internal",
                           "X-Varnish",
                           "X-Original-Host",
                           "X-Original-URL",
                           "X-Cluster-Client-IP"}) {
    INFO(name);
    Request request = local_request();
    request.headers.emplace(name, "");
    CHECK_FALSE(is_local_request(request));
    CHECK(refusal(request) == 403);
  }
}

TEST_CASE("who asks under a name that is neither public nor loopback is at the wrong address") {
  const char* site = "base_url: https://agenda.example.org/\n";
  CHECK(refusal(local_request(), site) == 200);
  CHECK(refusal(with_host("evil.example:8080"), site) == 421);
  CHECK(refusal(with_host("192.0.2.1"), site) == 421);
  CHECK(refusal(with_host(""), site) == 421);
  // It may be a proxy that hands on what it was asked for.
  CHECK(refusal(with_host("agenda.example.org"), site) == 403);
  const char* open = "base_url: https://agenda.example.org:8443\nstatus: public\n";
  CHECK(refusal(with_host("Agenda.example.org"), open) == 200);
  CHECK(refusal(with_host("agenda.example.org:8443"), open) == 200);
  CHECK(refusal(with_host("evil.example"), open) == 421);
  CHECK(refusal(with_host("evil.example"), "status: off\n") == 404);
}
