#include "base/shared_parts.hpp"

#include "support/catch.hpp"

namespace {

struct Row {
  std::vector<int> numbers;
};

const std::vector<int>& items_of(const Row& row) {
  return row.numbers;
}

std::shared_ptr<const Row> make_row(std::vector<int> numbers) {
  return std::make_shared<const Row>(Row{std::move(numbers)});
}

using Rows = almanach::SharedParts<Row>;

std::vector<int> list(const Rows& rows) {
  return {rows.begin(), rows.end()};
}

}  // namespace

TEST_CASE("the items of all parts are gone through as one sequence") {
  Rows rows;
  CHECK(rows.empty());
  CHECK(rows.size() == 0);
  CHECK(rows.begin() == rows.end());
  rows.append(make_row({1, 2}));
  rows.append(make_row({3}));
  rows.append(make_row({4, 5, 6}));
  CHECK(rows.size() == 6);
  CHECK(list(rows) == std::vector{1, 2, 3, 4, 5, 6});
  CHECK(rows.front() == 1);
  for (std::size_t place = 0; place < rows.size(); ++place)
    CHECK(rows[place] == static_cast<int>(place) + 1);
  CHECK(rows.items_before(0) == 0);
  CHECK(rows.items_before(2) == 3);
}

TEST_CASE("copies share the parts, and one of them has another last part") {
  Rows rows;
  rows.append(make_row({1, 2}));
  rows.append(make_row({3}));
  Rows other = rows;
  CHECK(&other[0] == &rows[0]);
  other.replace_last(make_row({7, 8}));
  CHECK(list(other) == std::vector{1, 2, 7, 8});
  CHECK(list(rows) == std::vector{1, 2, 3});
  CHECK(&other[0] == &rows[0]);
}
