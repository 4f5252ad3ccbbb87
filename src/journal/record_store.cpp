#include "journal/record_store.hpp"

#include <fmt/format.h>

#include <random>

namespace almanach {

std::string draw_journal_id() {
  std::random_device device;
  std::string id;
  for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", device());
  return id;
}

JournalContents NoStore::load() {
  JournalContents contents;
  contents.id = draw_journal_id();
  return contents;
}

std::shared_ptr<const Event> NoStore::read_event(std::int64_t /*number*/) {
  return nullptr;
}

void NoStore::save(const JournalChanges& /*changes*/) {}

}  // namespace almanach
