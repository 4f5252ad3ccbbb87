#include "parse/hours/roles.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

namespace almanach {
namespace {

bool is_word(const Part& part, std::initializer_list<Word> words) {
  return part.kind == Part::Kind::word &&
         std::find(words.begin(), words.end(), part.word) != words.end();
}

bool has_word(const Clause& clause, std::initializer_list<Word> words) {
  return std::any_of(clause.parts.begin(), clause.parts.end(),
                     [&](const Part& part) { return is_word(part, words); });
}

bool has(const Clause& clause, Part::Kind kind) {
  return std::any_of(clause.parts.begin(), clause.parts.end(),
                     [&](const Part& part) { return part.kind == kind; });
}

/// Whether it holds one time and no word that says what for: "14h", "à 14h", "à 14h précises" is
/// not.
bool is_bare_time(const Clause& clause) {
  return has(clause, Part::Kind::span) &&
         std::all_of(clause.parts.begin(), clause.parts.end(), [](const Part& part) {
           return part.kind != Part::Kind::word ||
                  is_word(part, {Word::at, Word::to, Word::of, Word::article, Word::and_,
                                 Word::until, Word::before});
         });
}

bool is_lone_time(const Clause& clause) {
  return std::any_of(clause.parts.begin(), clause.parts.end(), [](const Part& part) {
    return part.kind == Part::Kind::span && !part.span.closing;
  });
}

/// "avant le 12 mai", "jusqu'à", "fin": until when one may register.
bool names_deadline(const Clause& clause) {
  if (has_word(clause, {Word::deadline})) return true;
  return has_word(clause, {Word::registration}) &&
         has_word(clause, {Word::until, Word::before, Word::late, Word::end});
}

std::optional<Role> label_role(const Part& part) {
  if (part.kind != Part::Kind::word) return std::nullopt;
  switch (part.word) {
    case Word::start:
    case Word::starting:
      return Role::main;
    case Word::end:
      return Role::closing;
    case Word::reception:
      return Role::reception;
    case Word::pause:
      return Role::pause;
    case Word::closed:
      return Role::closed;
    case Word::duration:
      return Role::length;
    case Word::before:
    case Word::late:
      return Role::limit;
    default:
      return std::nullopt;
  }
}

class RoleReader {
 public:
  explicit RoleReader(const HoursText& text) : clauses_(text.clauses) {}

  std::vector<SpanRole> read() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) read_clause(i);
    return std::move(roles_);
  }

 private:
  /// What is asked of a whole clause is asked once, so that many times in one clause cost no more
  /// each.
  void read_clause(std::size_t index) {
    const Clause& clause = clauses_[index];
    if (!has(clause, Part::Kind::span)) {
      label_last_span(clause, index);
      return;
    }
    labels_follow_ = find_label_side(clause);
    deadline_ = names_deadline(clause);
    beside_deadline_ = is_beside_deadline(index);
    optional_ = has_word(clause, {Word::optional});
    bool registers = false;
    for (std::size_t i = 0; i < clause.parts.size(); ++i) {
      registers = registers || is_word(clause.parts[i], {Word::registration, Word::deadline});
      if (clause.parts[i].kind != Part::Kind::span) continue;
      roles_.push_back({role_of(clause, i, registers), index, i});
    }
  }

  Role role_of(const Clause& clause, std::size_t part, bool registers) const {
    const HoursSpan& span = clause.parts[part].span;
    const Role label = find_label(clause, part);
    if (span.is_length || label == Role::length) return Role::length;
    if (is_for_registration(span, registers)) return Role::registration;
    if (span.lead == Lead::before) return Role::limit;
    if (span.closing && (label == Role::closing || label == Role::limit)) return Role::main;
    return span.lead == Lead::until ? Role::closing : label;
  }

  /// "début 9h, fin 12h" or "9h début, 12h fin": the nearest label on the side where this clause
  /// has them.
  Role find_label(const Clause& clause, std::size_t part) const {
    const Role before = label_before(clause, part);
    if (before != Role::main && (!labels_follow_ || before == Role::length)) return before;
    return labels_follow_ ? label_behind(clause, part) : Role::main;
  }

  static Role label_before(const Clause& clause, std::size_t part) {
    for (std::size_t i = part; i > 0 && clause.parts[i - 1].kind != Part::Kind::span; --i) {
      if (const auto role = label_role(clause.parts[i - 1])) return *role;
    }
    return Role::main;
  }

  static Role label_behind(const Clause& clause, std::size_t part) {
    for (std::size_t i = part + 1;
         i < clause.parts.size() && clause.parts[i].kind != Part::Kind::span; ++i) {
      const auto role = label_role(clause.parts[i]);
      if (role && *role != Role::length && *role != Role::limit) return *role;
    }
    return Role::main;
  }

  static bool find_label_side(const Clause& clause) {
    const auto is_span = [](const Part& part) { return part.kind == Part::Kind::span; };
    const auto is_label = [](const Part& part) { return label_role(part).has_value(); };
    const auto first = std::find_if(clause.parts.begin(), clause.parts.end(), is_span);
    const auto last = std::find_if(clause.parts.rbegin(), clause.parts.rend(), is_span);
    return std::none_of(clause.parts.begin(), first, is_label) &&
           std::any_of(clause.parts.rbegin(), last, is_label);
  }

  /// "8h30 (accueil)": the note is about the time before it.
  void label_last_span(const Clause& clause, std::size_t index) {
    if (!clause.note || roles_.empty() || roles_.back().clause + 1 != index) return;
    SpanRole& last = roles_.back();
    const Clause& labelled = clauses_[last.clause];
    if (last.role != Role::main || last.part + 1 != labelled.parts.size() || labelled.note) return;
    if (has_word(clause, {Word::reception})) last.role = Role::reception;
  }

  /// `registers`: a word about registering stands before the span in its clause.
  bool is_for_registration(const HoursSpan& span, bool registers) const {
    if (registers) return deadline_ || !optional_ || span.lead == Lead::from;
    return (deadline_ && !span.closing) || beside_deadline_;
  }

  /// "s'inscrire jusqu'au 27 novembre, 14h" and "14h, date limite d'inscription".
  bool is_beside_deadline(std::size_t index) const {
    const Clause& clause = clauses_[index];
    if (!is_bare_time(clause)) return false;
    if (index > 0) {
      const Clause& before = clauses_[index - 1];
      const bool joined = before.ended_by == TokenKind::comma && before.note == clause.note;
      const bool dated = has_word(before, {Word::registration}) && has(before, Part::Kind::days);
      if (joined && (dated || names_deadline(before)) && !has(before, Part::Kind::span))
        return true;
    }
    if (index + 1 == clauses_.size() || clause.ended_by != TokenKind::comma ||
        !is_lone_time(clause))
      return false;
    const Clause& after = clauses_[index + 1];
    return names_deadline(after) && !has(after, Part::Kind::span) && !has(after, Part::Kind::days);
  }

  const std::vector<Clause>& clauses_;
  std::vector<SpanRole> roles_;
  // Of the clause being read:
  bool labels_follow_ = false;    ///< "9h accueil" instead of "accueil 9h"
  bool deadline_ = false;         ///< it names one
  bool beside_deadline_ = false;  ///< the clause before it or after it does
  bool optional_ = false;         ///< "inscription gratuite"
};

}  // namespace

std::vector<SpanRole> assign_roles(const HoursText& text) {
  return RoleReader(text).read();
}

}  // namespace almanach
