#include "model/name_order.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE(
    "names stand where people look for them: numbers as numbers, accents and capitals aside") {
  const std::vector<std::string> sorted = {"3 communes", "12 communes", "Cat 1", "cat 2",
                                           "Cat 10",     "cat 010 b",   "cat a", "Échecs",
                                           "ecole",      "École 2",     "Zumba"};
  std::vector<std::string> names(sorted.rbegin(), sorted.rend());
  std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return name_sort_key(a) < name_sort_key(b);
  });
  CHECK(names == sorted);
  CHECK(name_sort_key("École 02") == name_sort_key(" ecole 2"));
  CHECK(name_sort_key("").empty());
  CHECK(name_sort_key("0") < name_sort_key("1"));
  // Numbers that no integer holds are sorted, too.
  CHECK(name_sort_key(std::string(300, '1')) < name_sort_key(std::string(300, '2')));
}
