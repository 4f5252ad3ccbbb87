#include "control/health.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Snapshot with(Problems problems) {
  Snapshot snapshot;
  snapshot.revision = 5;
  snapshot.problems.push_back(std::make_shared<const Problems>(std::move(problems)));
  return snapshot;
}

std::string health_of(const Problems& problems) {
  const Snapshot snapshot = with(problems);
  return describe_health({&snapshot, std::chrono::seconds(3), ""});
}

}  // namespace

TEST_CASE("a verdict is one line with performance data") {
  CHECK(health_of({}) ==
        "OK - 0 feeds, 0 events, revision 5|feeds=0;;;0 events=0;;;0 errors=0;0;;0 warnings=0;;;0 "
        "held=0;;0;0 look=3s;;120;0\n");
  CHECK(health_of({{Severity::error, "a.md", 1, 1, "an odd | word", ""},
                   {Severity::error, "b.md", 1, 1, "another", ""},
                   {Severity::warning, "c.md", 1, 1, "no end", ""}}) ==
        "WARNING - error: a.md: an odd   word (and 1 more)|feeds=0;;;0 events=0;;;0 errors=2;0;;0 "
        "warnings=1;;;0 held=0;;0;0 look=3s;;120;0\n");
}

TEST_CASE("each kind of problem has its verdict") {
  const auto verdict = [](Severity severity, ProblemKind kind) {
    return verdict_of(health_of({{severity, "x", 0, 0, "odd", "", kind}}));
  };
  CHECK(verdict(Severity::warning, ProblemKind::content) == Verdict::ok);
  CHECK(verdict(Severity::error, ProblemKind::content) == Verdict::warning);
  CHECK(verdict(Severity::error, ProblemKind::vanished) == Verdict::critical);
  CHECK(verdict(Severity::error, ProblemKind::reread) == Verdict::critical);
  CHECK(verdict(Severity::error, ProblemKind::hidden) == Verdict::critical);
  CHECK(verdict(Severity::warning, ProblemKind::hidden) == Verdict::warning);
  CHECK(verdict(Severity::error, ProblemKind::denied) == Verdict::critical);
  CHECK(verdict(Severity::error, ProblemKind::service) == Verdict::critical);
  CHECK(verdict(Severity::warning, ProblemKind::service) == Verdict::warning);
}

TEST_CASE("a daemon that serves nothing yet, is stuck or fails to rebuild is critical") {
  using std::chrono::seconds;
  CHECK(describe_health({nullptr, seconds(1), ""}) ==
        "CRITICAL - nothing is served yet: the content is being read|look=1s;;120;0\n");
  const Snapshot snapshot = with({});
  CHECK(verdict_of(describe_health({&snapshot, seconds(120), ""})) == Verdict::ok);
  CHECK(verdict_of(describe_health({&snapshot, seconds(121), ""})) == Verdict::critical);
  CHECK(describe_health({&snapshot, seconds(1), "no memory"})
            .starts_with("CRITICAL - the site cannot be rebuilt: no memory|"));
}

TEST_CASE("what is no verdict is unknown") {
  CHECK(verdict_of("almost OK") == Verdict::unknown);
  CHECK(verdict_of("") == Verdict::unknown);
  CHECK(verdict_name(Verdict::unknown) == "UNKNOWN");
}
