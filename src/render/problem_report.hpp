#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "dialect/description.hpp"

namespace almanach {

/// What was understood of one event.
struct EventLine {
  std::string file;   ///< with '#' and the event's key, where the file holds several
  std::string title;  ///< as it is served
  std::string text;   ///< see describe_event()
};

/// What `check` found, as JSON for machines: `{"dialects":[…],"events":[…],"problems":[…]}`, all in
/// the order given; a problem with severity, file, line, column, message and hint. Invalid UTF-8 in
/// a file name becomes U+FFFD. Ends with a newline.
std::string render_check_report(const std::vector<DialectDescription>& dialects,
                                const std::vector<EventLine>& events, const Problems& problems);

/// A feed's line in /status.json.
struct FeedCount {
  std::string id;
  std::string name;
  std::size_t events = 0;
  std::string zone_release;  ///< of the zone data that it is made with
  bool is_private = false;   ///< seen by secret link alone
};

/// The body of /status.json: `{"revision":N,"feeds":[…],"dialects":[…],"problems":[…]}`. A feed is
/// `{"id","name","events","zone_data":"2026f"}`, with `"access":"link"` where it is private, a
/// dialect
/// `{"feed","files","fields":{"start":{"date":102}},"undated","evidence":[…]}`: by field and key
/// the number of files.
std::string render_status(std::uint64_t revision, const std::vector<FeedCount>& feeds,
                          const std::vector<DialectDescription>& dialects,
                          const Problems& problems);

}  // namespace almanach
