#include "publish/folder_dialect.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/log.hpp"

namespace almanach {
namespace {

/// Whether they differ at most in how many files have a digit under a key.
bool are_same_but_digits(const KeyCounts& one, const KeyCounts& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const auto& a, const auto& b) {
                      KeyCount count = a.second;
                      count.digits = b.second.digits;
                      return a.first == b.first && count == b.second;
                    });
}

}  // namespace

void FolderDialect::restore(const std::optional<std::string>& text) {
  kept_learned_ = text.has_value();
  if (text) {
    try {
      kept_ = std::make_shared<const Dialect>(base_->read_text(*text));
      kept_text_ = *text;
    } catch (const std::invalid_argument& nonsense) {
      log_warning("what the journal says of how a folder is written is left aside: {}",
                  nonsense.what());
      kept_learned_ = false;
    }
  }
  if (!kept_learned_) kept_ = std::make_shared<const Dialect>(base_->without_learning());
  agrees_ = false;
  readings_.clear();
}

void FolderDialect::rebase(std::shared_ptr<const Dialect> base) {
  if (base == base_) return;
  base_ = std::move(base);
  dialect_ = base_;
  if (!kept_text_.empty()) {
    restore(std::string(kept_text_));
  } else if (kept_) {
    restore(std::nullopt);
  }
  // The next learn() is to make the dialect anew.
  keys_.clear();
  readings_.clear();
}

bool FolderDialect::learn(const KeyCounts& keys) {
  if (keys == keys_) return false;
  // A number in a text, as of a room, comes and goes with an edit.
  const bool may_be_same = !keys_.empty() && !may_contest(true) && are_same_but_digits(keys, keys_);
  keys_ = keys;
  auto learned = std::make_shared<const Dialect>(base_->learn(folder_, keys_));
  if (may_be_same && learned->write_text() == dialect_->write_text()) return false;
  dialect_ = std::move(learned);
  agrees_ = !kept_text_.empty() && dialect_->write_text() == kept_text_;
  readings_.clear();
  return true;
}

bool FolderDialect::settle() {
  if (is_new() || kept_ == dialect_) return false;
  kept_ = dialect_;
  kept_learned_ = true;
  agrees_ = true;
  readings_.clear();
  const std::string before = std::exchange(kept_text_, dialect_->write_text());
  return before != kept_text_;
}

Dialect FolderDialect::in_force() const {
  if (!may_contest(false)) return *dialect_;
  Survey survey;
  for (const auto& [path, count] : keys_) {
    KeyUse& use = survey.uses.emplace_back();
    use.path = path;
    use.forms.date = count.dates * 2 >= count.files;
    use.forms.digit = count.digits != 0;
  }
  return kept_->with(survey);
}

bool FolderDialect::is_contested(const Survey& survey, bool served) const {
  return may_contest(served) && kept_->reading_of(survey) != dialect_->reading_of(survey);
}

const Digest& FolderDialect::reading_of(const SharedSurvey& survey, bool served) {
  const auto [known, fresh] = readings_.try_emplace({survey, served && may_contest(served)});
  if (fresh) known->second = find_reading(*survey, served);
  return known->second;
}

Digest FolderDialect::find_reading(const Survey& survey, bool served) const {
  const Digest now = dialect_->reading_of(survey);
  if (!may_contest(served)) return now;
  const Digest before = kept_->reading_of(survey);
  if (before == now) return now;
  return Digester().add(before).add(now).add(served ? "served" : "").finish();
}

}  // namespace almanach
