#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "render/html/agenda.hpp"

namespace almanach::testing {

/// Events of one feed in the zone of Paris, as pages list them.
class ListedEvents {
 public:
  ListedEvents() {
    feed.id = "fetes";
    feed.name = "Fêtes";
    feed.language = "fr";
    feed.zone = *Zone::find("Europe/Paris");
  }

  Event& add_day(const std::string& title, Day first, Day last) {
    return add(title, DaySpan{first, last});
  }
  Event& add_time(const std::string& title, WallTime start, int hours) {
    const Instant from = feed.zone.place(start).instant;
    return add(title, TimeSpan{from, from + std::chrono::hours(hours)});
  }

  RevisedEvent& revised(std::size_t index) { return revised_.at(index); }
  std::vector<ListedEvent> listed() const {
    std::vector<ListedEvent> all;
    for (const RevisedEvent& one : revised_) all.push_back({&one, &feed});
    return all;
  }

  Feed feed;

 private:
  Event& add(const std::string& title, Span span) {
    auto event = std::make_shared<Event>();
    event->title = title;
    event->zone = feed.zone;
    event->span = span;
    RevisedEvent one;
    one.event = event;
    one.slug = slugify(title);
    one.uid = one.slug;
    revised_.push_back(one);
    return *event;
  }

  std::deque<RevisedEvent> revised_;
};

}  // namespace almanach::testing
