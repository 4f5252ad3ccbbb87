#pragma once

#include <tuple>
#include <utility>

#include "model/event.hpp"

namespace almanach {

/// Calls `visit(row)` with each row of kEventFields, an EventField<Member>, in their order.
template <typename Visit>
constexpr void for_each_event_field(const Visit& visit) {
  std::apply([&](const auto&... row) { (visit(row), ...); }, kEventFields);
}

/// Whether a member says nothing: it is as in Event(). Any thread.
template <typename Member>
bool is_empty(const Member& value) {
  return value == Member();
}

/// Whether the rows are as many as Event's members, and of their types, in their order.
template <typename... Member>
constexpr bool match_event(const std::tuple<EventField<Member>...>&) {
  return requires { Event{std::declval<Member>()...}; } &&
         !requires { Event{std::declval<Member>()..., {}}; };
}

static_assert(
    match_event(kEventFields),
    "each member of Event needs a row in kEventFields, at the place that it has in Event");

}  // namespace almanach
