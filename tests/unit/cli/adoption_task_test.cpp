#include "cli/adoption_task.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a task is read as it was written") {
  AdoptionTask task;
  task.source = "https://old.example/a b.ics";
  task.feed = "culture";
  task.pairs = {"uid with blanks=culture/a.md", "b=c"};
  task.accept_doubtful = true;
  task.apply = true;
  task.json = true;
  task.language = Language::french;
  task.calendar = std::string("\n\xff\r\nBEGIN:VCALENDAR\n\n") + '\0';
  CHECK(read_task(write_task(task)) == task);
  CHECK(read_task(write_task({})) == AdoptionTask{});
}

TEST_CASE("what is no task is none") {
  CHECK_FALSE(read_task(""));
  CHECK_FALSE(read_task("almanach adopt 2\n\n"));
  CHECK_FALSE(read_task("almanach adopt 1\nsource x\n"));
  CHECK_FALSE(read_task("almanach adopt 1\nnew-thing yes\n\n"));
  AdoptionTask task;
  task.pairs = {"a\napply yes"};
  CHECK_THROWS_AS(write_task(task), std::invalid_argument);
}
