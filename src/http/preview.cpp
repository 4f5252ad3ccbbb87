#include "http/preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "content/disk_folder.hpp"
#include "http/administrators.hpp"
#include "http/answers.hpp"
#include "http/page_answers.hpp"
#include "model/event_addresses.hpp"
#include "publish/content_view.hpp"
#include "publish/private_feeds.hpp"
#include "render/calendar.hpp"
#include "render/dialect_lines.hpp"
#include "render/html/assets.hpp"
#include "render/html/preview_page.hpp"

namespace almanach {
namespace {

constexpr std::string_view kNewsPath = "/preview/events";
/// Files in the list at once, and problems beside it.
constexpr std::size_t kMostFiles = 200;
constexpr std::size_t kMostElsewhere = 50;
/// Events of a file that are told how they were read where it gives none.
constexpr std::size_t kMostReadings = 5;
/// When EventSource asks again, in milliseconds.
constexpr int kRetry = 200;

/// What names the snapshot in a stream: no other one is called so, of another start either.
std::string news_id(const Snapshot& snapshot) {
  return fmt::format("{}-{}", snapshot.made.time_since_epoch().count(), snapshot.revision);
}

std::string find_value(const Request& request, std::string_view name) {
  for (auto& [key, value] : read_form_query(request.query)) {
    if (key == name) return std::move(value);
  }
  return "";
}

/// The news that the client has seen: what it says itself counts more than its page.
std::string seen_news(const Request& request) {
  const auto last = request.header("Last-Event-ID");
  return last ? *last : find_value(request, "seen");
}

Answer answer_news(const Asked& asked) {
  const std::string id = news_id(asked.snapshot);
  const std::string text = seen_news(asked.request) == id
                               ? fmt::format("retry: {}\n: nothing new\n\n", kRetry)
                               : fmt::format("retry: {}\nid: {}\ndata: {}\n\n", kRetry, id, id);
  return answer_text(200, text, "text/event-stream");
}

/// A page of this machine's alone.
Answer answer_with_text(int status, std::string page, const Config& config) {
  Answer answer = answer_text(status, std::move(page), "text/html; charset=utf-8");
  answer.add_header("Content-Security-Policy", preview_security_policy(config));
  answer.add_header("Referrer-Policy", "no-referrer");
  answer.add_header("X-Frame-Options", "DENY");
  answer.add_header("Vary", "Accept-Language");
  return answer;
}

/// Problems of a file.
struct ProblemCount {
  std::size_t errors = 0;
  std::size_t warnings = 0;
};
using ProblemCounts = std::map<std::string_view, ProblemCount>;
using EventCounts = std::unordered_map<std::string, std::size_t>;

/// Those that are of a file come first, errors before warnings; then files that give nothing.
bool comes_before(const PreviewEntry& a, const PreviewEntry& b) {
  const auto rank = [](const PreviewEntry& file) {
    const bool gives = file.role != FileRole::event || file.events > 0;
    return std::tuple(file.errors == 0, file.warnings == 0, gives);
  };
  return rank(a) < rank(b);
}

/// The reading of an event: of a day of its own, that of the series which it stands in.
const EventTrace* find_trace(const std::vector<EventTrace>& traces, std::string_view key) {
  const EventTrace* best = nullptr;
  for (const EventTrace& trace : traces) {
    if (key.starts_with(trace.key) && (best == nullptr || trace.key.size() > best->key.size()))
      best = &trace;
  }
  return best;
}

/// Makes the pages of one request.
class PreviewMaker {
 public:
  PreviewMaker(const Asked& asked, const PageAddress& address, const Clock& clock)
      : config_(asked.config),
        whole_(whole_of(asked.snapshot)),
        view_(*asked.snapshot.private_feeds->files()),
        clock_(clock),
        news_(fmt::format("{}?seen={}", kNewsPath, news_id(asked.snapshot))) {
    page_.address = address;
    page_.language = choose_language(asked.request, address, config_);
  }

  Answer answer_list(const std::string& sought) const {
    PreviewList list;
    list.news = news_;
    list.folder = config_.content;
    list.sought = find_invalid_utf8(sought) ? "" : sought;
    list.all = view_.files.size();
    const ProblemCounts counts = count_problems(list);
    const EventCounts events = count_events();
    const std::string wanted = fold(list.sought);
    for (const ViewedFile& file : view_.files) {
      if (fold(file.path).find(wanted) != std::string::npos)
        list.files.push_back(describe(file, counts, events));
    }
    std::stable_sort(list.files.begin(), list.files.end(), comes_before);
    list.found = list.files.size();
    list.files.resize(std::min(list.files.size(), kMostFiles));
    return answer_with_text(200, render_preview_list(page_, list, config_), config_);
  }

  /// `index`: of its events, from 0.
  Answer answer_file(const std::string& path, std::size_t index) const {
    PreviewFile shown;
    shown.news = news_;
    shown.path = path;
    const ViewedFile* const file = view_.find(path);
    shown.is_missing = file == nullptr;
    Zone zone = config_.timezone;
    std::vector<RevisedEvent> drafts;
    if (file != nullptr) {
      const Feed& feed = view_.feeds.at(file->feed).feed;
      zone = feed.zone;
      ViewedReading reading =
          read_again(view_, *file, DiskFolder(config_.content, config_.follow_links), config_);
      shown.is_held = file->is_held;
      shown.zone = zone.name();
      add_problems(path, shown);
      drafts = find_drafts(reading);
      for (const RevisedEvent& draft : drafts) shown.events.push_back({&draft, &feed, true, false});
      add_served(path, reading, shown);
      shown.chosen = index < shown.events.size() ? index : 0;
      add_lines(shown);
      add_traces(reading, shown);
      add_evidence(file->feed, shown);
      shown.source = std::move(reading.bytes);
    }
    return answer_with_text(
        shown.is_missing ? 404 : 200,
        render_preview_file(page_, shown, Day(zone.wall_time(clock_.now())), config_), config_);
  }

 private:
  /// By file; those of what is no content file go into the list as they are.
  ProblemCounts count_problems(PreviewList& list) const {
    ProblemCounts counts;
    for (const auto& part : whole_.problems) {
      for (const Problem& problem : *part) {
        if (view_.find(problem.file) == nullptr) {
          if (list.elsewhere.size() < kMostElsewhere) list.elsewhere.push_back(problem);
          continue;
        }
        ProblemCount& count = counts[problem.file];
        ++(problem.severity == Severity::error ? count.errors : count.warnings);
      }
    }
    return counts;
  }

  /// That are served, by file.
  EventCounts count_events() const {
    EventCounts counts;
    for (const auto& published : whole_.feeds) {
      for (const auto& event : published->events) ++counts[file_of(event->revised.event->path)];
    }
    return counts;
  }

  static PreviewEntry describe(const ViewedFile& file, const ProblemCounts& counts,
                               const EventCounts& events) {
    const auto found = counts.find(file.path);
    const ProblemCount count = found == counts.end() ? ProblemCount() : found->second;
    const auto given = events.find(file.path);
    return {file.path,       given == events.end() ? 0 : given->second,
            count.errors,    count.warnings,
            file.role,       file.main,
            file.is_readable};
  }

  void add_problems(const std::string& path, PreviewFile& shown) const {
    for (const auto& part : whole_.problems) {
      for (const Problem& problem : *part) {
        if (problem.file == path) shown.problems.push_back(problem);
      }
    }
  }

  /// The events that the file keeps from being published, as they would be served.
  std::vector<RevisedEvent> find_drafts(ViewedReading& reading) const {
    std::vector<RevisedEvent> drafts;
    for (ParsedEntry& entry : reading.parsed.entries) {
      const EventTrace* const trace = find_trace(reading.events, entry.key);
      if (!entry.event || trace == nullptr || !trace->is_hidden) continue;
      RevisedEvent& draft = drafts.emplace_back();
      draft.slug = plain_slug(entry.event->path);
      draft.uid = entry.event->uid.empty() ? fmt::format("{}@{}", draft.slug, config_.site_id)
                                           : entry.event->uid;
      draft.created = draft.modified = clock_.now();
      draft.event = std::make_shared<const Event>(*std::move(entry.event));
    }
    return drafts;
  }

  void add_served(const std::string& path, const ViewedReading& reading, PreviewFile& shown) const {
    const auto is_read = [&](const Event& event) {
      return std::any_of(
          reading.parsed.entries.begin(), reading.parsed.entries.end(),
          [&](const ParsedEntry& entry) { return entry.event && entry.event->path == event.path; });
    };
    const bool at_fault = has_error(shown.problems);
    for (const auto& published : whole_.feeds) {
      for (const auto& event : published->events) {
        const Event& served = *event->revised.event;
        if (file_of(served.path) != path) continue;
        shown.events.push_back(
            {&event->revised, event->feed.get(), false, at_fault && !is_read(served)});
      }
    }
  }

  void add_lines(PreviewFile& shown) const {
    if (shown.events.empty()) return;
    const PreviewEvent& event = shown.events[shown.chosen];
    shown.lines = render_event(*event.revised, *event.feed, config_);
    std::erase(shown.lines, '\r');
  }

  /// Of the chosen event; then of what gives none, which is what an editor looks for.
  static void add_traces(const ViewedReading& reading, PreviewFile& shown) {
    std::set<const EventTrace*> told;
    for (const ParsedEntry& entry : reading.parsed.entries) {
      if (entry.event) told.insert(find_trace(reading.events, entry.key));
    }
    if (!shown.events.empty()) {
      const std::string& path = shown.events[shown.chosen].revised->event->path;
      const EventTrace* const trace = find_trace(reading.events, key_of(path));
      shown.traces_chosen = trace != nullptr;
      if (trace != nullptr) shown.traces.push_back(*trace);
      told.insert(trace);
    }
    for (const EventTrace& trace : reading.events) {
      if (shown.traces.size() >= kMostReadings) return;
      if (told.count(&trace) == 0) shown.traces.push_back(trace);
    }
  }

  void add_evidence(const std::string& feed, PreviewFile& shown) const {
    for (const DialectDescription& dialect : whole_.dialects) {
      if (dialect.feed == feed) shown.evidence = write_description(dialect, page_.language);
    }
  }

  const Config& config_;
  const Snapshot& whole_;
  const ContentView& view_;
  const Clock& clock_;
  std::string news_;
  Page page_;
};

/// The event that is asked for, from 0.
std::size_t read_index(const std::string& text) {
  constexpr std::size_t kDigits = 6;
  if (text.empty() || text.size() > kDigits ||
      text.find_first_not_of("0123456789") != std::string::npos)
    return 0;
  const std::size_t number = std::stoul(text);
  return number == 0 ? 0 : number - 1;
}

}  // namespace

bool shows_preview(const Request& request, const Snapshot& snapshot, const Config& config) {
  return config.has_preview && (request.method == "GET" || request.method == "HEAD") &&
         is_local_request(request) && snapshot.find_feed("preview") == nullptr &&
         snapshot.private_feeds && snapshot.private_feeds->files();
}

bool waits_for_news(const Request& request, const Snapshot& snapshot) {
  return request.path == kNewsPath && request.method == "GET" && !request.has_waited &&
         seen_news(request) == news_id(snapshot);
}

Answer answer_preview(const Asked& asked, const PageAddress& address, const Clock& clock) {
  const std::string& path = asked.request.path;
  if (path == kNewsPath) return answer_news(asked);
  if (path == "/preview/preview.js")
    return answer_text(200, std::string(preview_script()), "text/javascript; charset=utf-8");
  if (asked.address.row->kind != AddressKind::page)
    return answer_not_found(asked.request, asked.config);
  asked.work.spend(kStepsToMake);
  const PreviewMaker maker(asked, address, clock);
  const std::string file = find_value(asked.request, "file");
  if (file.empty()) return maker.answer_list(find_value(asked.request, "q"));
  return maker.answer_file(file, read_index(find_value(asked.request, "event")));
}

}  // namespace almanach
