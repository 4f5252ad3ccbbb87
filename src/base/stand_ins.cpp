#include "base/stand_ins.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

// A plane for private use, 65,534 characters, in UTF-8 the only ones from F3 B0 80 80 on.
constexpr char32_t kFirst = 0xF0000;
constexpr std::size_t kMost = 0xFFFE;

}  // namespace

bool StandIns::append(std::string& out, std::string_view stretch) {
  if (stretches_.size() == kMost) return false;
  append_utf8(out, kFirst + static_cast<char32_t>(stretches_.size()));
  stretches_.push_back(stretch);
  return true;
}

std::string StandIns::restore(std::string_view piece) const {
  std::string out;
  while (!piece.empty()) {
    const std::size_t lead = std::min(piece.find(kLead), piece.size());
    out += piece.substr(0, lead);
    piece.remove_prefix(lead);
    if (piece.empty()) break;
    std::size_t size = 0;
    const char32_t c = next_code_point(piece, size);
    const bool known = c >= kFirst && c - kFirst < stretches_.size();
    out += known ? stretches_[c - kFirst] : piece.substr(0, size);
    piece.remove_prefix(size);
  }
  return out;
}

}  // namespace almanach
