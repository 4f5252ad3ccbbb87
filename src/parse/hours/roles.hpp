#pragma once

#include <cstddef>
#include <vector>

#include "parse/hours/clauses.hpp"

namespace almanach {

/// What a time in a text is for.
enum class Role {
  main,          ///< the event's own hours
  closing,       ///< "fin 17h", "jusqu'à 17h": its end alone
  reception,     ///< "accueil dès 8h30"
  pause,         ///< "pause 12h-14h"
  closed,        ///< "fermé de 12h à 14h"
  limit,         ///< "avant 14h"
  registration,  ///< "s'inscrire jusqu'au 12 mai, 14h"
  length,        ///< "durée : 2h"
};

/// A span and its place among clauses[clause].parts.
struct SpanRole {
  Role role = Role::main;
  std::size_t clause = 0;
  std::size_t part = 0;
};

/// The role of each span of the text, in the order written.
std::vector<SpanRole> assign_roles(const HoursText& text);

}  // namespace almanach
