#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/civil.hpp"
#include "server/client_family.hpp"

namespace almanach {

/// How often a family of programs has fetched a calendar, and when it last did.
struct FetchCount {
  std::uint64_t count = 0;
  Instant last;  ///< 1970 where the count is 0
};

/// Counts who fetches each feed, since the program's start: by feed and family alone, so that
/// nobody's address or habit is kept. In memory, some 200 bytes a feed, for 1,500 feeds; later ones
/// are not counted. Nobody waits for anybody: a count is one addition. Any thread.
class Fetches {
 public:
  /// `since` is when counting begins.
  explicit Fetches(Instant since) : since_(since) {}
  ~Fetches();
  Fetches(const Fetches&) = delete;
  Fetches& operator=(const Fetches&) = delete;

  /// Counts a fetch of `feed`, the id of one that is served, or "all". Only of feeds that exist, or
  /// the table fills with what people try.
  void record(std::string_view feed, ClientFamily family, Instant now);

  /// When counting began.
  Instant since() const { return since_; }
  /// The counts of `feed`, by family, in their order.
  std::array<FetchCount, kClientFamilies> of(std::string_view feed) const;

 private:
  struct Counter {
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::int64_t> last{0};  ///< seconds since 1970
  };
  struct Row {
    explicit Row(std::string_view id) : feed(id) {}
    const std::string feed;
    std::array<Counter, kClientFamilies> counters;
  };

  static constexpr std::size_t kSlots = 2'048;
  static constexpr std::size_t kMostRows = 1'500;

  /// The index of the slot that holds the feed's row, or of the empty one where it would be.
  std::size_t find_slot(std::string_view feed) const;

  const Instant since_;
  /// A hash table with open addressing; a row is never moved nor removed.
  std::array<std::atomic<Row*>, kSlots> slots_{};
  std::atomic<std::size_t> rows_{0};
};

}  // namespace almanach
