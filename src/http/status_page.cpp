#include "http/status_page.hpp"

#include <algorithm>
#include <utility>

#include "base/work_steps.hpp"
#include "http/answers.hpp"
#include "http/page_answers.hpp"

namespace almanach {
namespace {

/// Who has come at all, the last one first.
std::vector<FetchReport> report_fetches(const Fetches& fetches, std::string_view feed) {
  std::vector<FetchReport> reports;
  const auto counts = fetches.of(feed);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i].count == 0) continue;
    reports.push_back(
        {client_family_name(static_cast<ClientFamily>(i)), counts[i].count, counts[i].last});
  }
  std::stable_sort(reports.begin(), reports.end(),
                   [](const auto& a, const auto& b) { return a.last > b.last; });
  return reports;
}

}  // namespace

StatusReport make_status_report(const Snapshot& snapshot, const Config& config,
                                const Fetches& fetches, Instant now) {
  StatusReport report;
  report.revision = snapshot.revision;
  report.now = now;
  report.since = fetches.since();
  for (const auto& feed : snapshot.feeds) {
    report.calendars.push_back({'/' + feed->feed.id + '/', feed->feed.name, feed->events.size(),
                                feed->calendar->body().size(), feed->cut.left_out,
                                feed->cut.over_budget, feed->modified,
                                report_fetches(fetches, feed->feed.id), !feed->feed.is_public()});
  }
  report.calendars.push_back({"/", config.name, snapshot.all_count, snapshot.all->body().size(),
                              snapshot.all_cut.left_out, snapshot.all_cut.over_budget,
                              snapshot.all_modified, report_fetches(fetches, "all"), false});
  report.dialects = snapshot.dialects;
  for (const auto& problems : snapshot.problems)
    report.problems.insert(report.problems.end(), problems->begin(), problems->end());
  return report;
}

Answer answer_status_page(const Asked& asked, const PageAddress& address, const Config& config,
                          const Fetches& fetches, const Clock& clock) {
  asked.work.spend(kStepsToMake);
  Page page;
  page.address = address;
  page.language = choose_language(asked.request, address, config);
  const Instant now = clock.now();
  Body body;
  body.append(
      render_status_page(page, make_status_report(asked.snapshot, config, fetches, now), config));
  const Digest tag = digest(*body.segments().front());
  const Representation made(std::move(body), tag, "text/html; charset=utf-8", "", now);
  PageRules rules;
  rules.negotiated = !address.language.has_value();
  return answer_with_page(asked, made, rules,
                          cache_control(asked.address.row->cache, config.cache_max_age));
}

}  // namespace almanach
