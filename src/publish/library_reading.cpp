// The part of Library that reads files, many at a time; library.cpp says which ones and keeps what
// comes of them.

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "base/parallel.hpp"
#include "parse/content_file.hpp"
#include "publish/library.hpp"

namespace almanach {
namespace {

/// An update that has taken so many is to be seen before the next file is begun.
constexpr std::uint64_t kStepsOfUpdate = 250'000;
/// The first update has to come to an end too. 100,000 events in files of their own take half of
/// it.
constexpr std::uint64_t kStepsOfStart = 100'000'000;

}  // namespace

/// Some at a time: what was read of a file and is not stored yet takes as much room again.
void Library::read_all(std::vector<FileToRead> work, std::atomic<std::uint64_t>& spent,
                       std::set<std::string>& touched) {
  constexpr std::size_t kFilesAtOnce = 2'000;
  for (std::size_t first = 0; first < work.size(); first += kFilesAtOnce) {
    const auto files = std::span(work).subspan(first, std::min(kFilesAtOnce, work.size() - first));
    std::vector<Outcome> outcomes(files.size());
    for_each_run(files.size(), [&](std::size_t begin, std::size_t end) {
      process_run(files, begin, end, spent, outcomes);
    });
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (outcomes[i].postponed) {
        waiting_.push_back(std::move(files[i]));
      } else {
        store(files[i].path, std::move(outcomes[i]), touched);
      }
    }
  }
}

void Library::process_run(std::span<const FileToRead> work, std::size_t begin, std::size_t end,
                          std::atomic<std::uint64_t>& spent, std::span<Outcome> outcomes) const {
  if (cache_ != nullptr) find_cached(work, begin, end, outcomes);
  const std::uint64_t most = began_ ? kStepsOfUpdate : kStepsOfStart;
  SharedSurvey last;
  for (std::size_t i = begin; i < end; ++i) {
    if (outcomes[i].cached) continue;
    if (spent >= most) {
      outcomes[i].postponed = true;
      continue;
    }
    outcomes[i] = process(work[i]);
    spent += outcomes[i].steps;
    if (!outcomes[i].parsed) continue;
    SharedSurvey& survey = outcomes[i].parsed->survey;
    if (last && *last == *survey) survey = last;
    last = survey;
  }
}

/// A file that is seen for the first time may be one that an earlier start has parsed.
void Library::find_cached(std::span<const FileToRead> work, std::size_t begin, std::size_t end,
                          std::span<Outcome> outcomes) const {
  std::vector<ParseCache::Asked> asked;
  std::vector<std::size_t> places;
  for (std::size_t i = begin; i < end; ++i) {
    if (!work[i].stamp || find_file(work[i].path) != nullptr) continue;
    if (work[i].stamp->size > config_.max_file_size) continue;  // the limit was another one
    asked.push_back({&*work[i].stamp, &*feed_state(work[i].path).context});
    places.push_back(i);
  }
  if (asked.empty()) return;
  std::vector<std::optional<FileReading>> found = cache_->find(asked);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) continue;
    Outcome& outcome = outcomes[places[i]];
    outcome.read.bytes.emplace();
    outcome.read.stamp = *asked[i].stamp;
    outcome.digest = found[i]->digest;
    outcome.parsed = std::move(found[i]->parsed);
    outcome.reading = found[i]->reading;
    outcome.cached = true;
  }
}

/// Whatever a parser makes of a file, the others are served. Only want of memory is not the file's.
ParsedFile Library::parse(const std::string& path, std::string_view bytes,
                          const FolderState& folder, const Dialect& dialect,
                          std::uint64_t& steps) const {
  try {
    FileWork work;
    FolderPages pages(folder_, config_.max_file_size);
    ParsedFile file =
        parse_content_file(path, bytes, {config_, dialect, folder.feed, work, &pages});
    file.references.assign(pages.asked().begin(), pages.asked().end());
    steps += work.budget().spent();
    return file;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    ParsedFile file;
    file.entries.emplace_back();  // which events it holds is not to be told
    file.problems.push_back({Severity::error, path, 0, 0,
                             fmt::format("reading it failed: {}", failure.what()),
                             "this is a fault of Almanach: please report it, with the file"});
    return file;
  }
}

/// Reads a file once more, as its feed was served, where that reads it otherwise.
void Library::read_as_served(const std::string& path, std::string_view bytes,
                             const FolderState& folder, Outcome& outcome) const {
  const FolderDialect& dialect = folder.dialect;
  const bool served = was_served(path);
  if (!dialect.is_contested(*outcome.parsed->survey, served)) return;
  SharedSurvey survey = outcome.parsed->survey;
  ContestedFile file;
  file.served = served;
  file.makes_events_of_dates =
      (dialect.dialect().date_is_start() && !dialect.kept()->date_is_start()) ||
      (dialect.dialect().name_is_start() && !dialect.kept()->name_is_start());
  file.now = *std::exchange(outcome.parsed, std::nullopt);
  file.kept = parse(path, bytes, folder, *dialect.kept(), outcome.steps);
  outcome.held = choose_reading(std::move(file), outcome.parsed.emplace());
  outcome.parsed->survey = std::move(survey);
}

Library::Outcome Library::process(const FileToRead& work) const {
  Outcome outcome;
  const FolderState& state = feed_state(work.path);
  const FileState* const known = find_file(work.path);
  outcome.read = folder_.read(work.path, config_.max_file_size);
  if (!outcome.read.bytes) return outcome;
  outcome.digest = digest(*outcome.read.bytes);
  if (!work.must_parse && known != nullptr && known->digest == outcome.digest) {
    outcome.read.bytes->clear();
    return outcome;
  }
  if (cache_ != nullptr && known == nullptr) {
    if (auto found = cache_->find(work.path, outcome.digest, *state.context)) {
      outcome.parsed = std::move(found->parsed);
      outcome.reading = found->reading;
    }
  }
  if (!outcome.parsed) {
    outcome.parsed =
        parse(work.path, *outcome.read.bytes, state, state.dialect.dialect(), outcome.steps);
    read_as_served(work.path, *outcome.read.bytes, state, outcome);
  }
  // The bytes are not needed any more, and of 100,000 files they would fill the memory.
  outcome.read.bytes->clear();
  outcome.read.bytes->shrink_to_fit();
  return outcome;
}

}  // namespace almanach
