#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "journal/record_store.hpp"

namespace almanach::testing {

/// Records in memory; they last as long as the store does, and so does its id.
class MemoryStore : public RecordStore {
 public:
  JournalContents load() override;
  std::shared_ptr<const Event> read_event(std::int64_t number) override;
  void save(const JournalChanges& changes) override;

 private:
  const std::string id_ = draw_journal_id();
  std::string site_id_;
  std::map<std::string, FeedRecord> feeds_;
  std::map<std::string, std::string> dialects_;
  std::map<std::int64_t, LinkRecord> links_;
  Instant access_changed_;
  std::map<std::int64_t, EventRecord> events_;
  std::map<std::pair<std::string, std::string>, std::int64_t> addresses_;
  std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> gone_pairs_;
};

}  // namespace almanach::testing
