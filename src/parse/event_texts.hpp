#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/description.hpp"
#include "parse/info_fields.hpp"

namespace almanach {

/// The description of an event in the making: its parts in their order, each as plain text and as
/// safe HTML. One thread.
class EventTexts {
 public:
  /// `language`: the feed's, in which what we add is said.
  explicit EventTexts(std::string_view language);

  /// Adds a part behind the others; nothing where `plain` is empty.
  void append(const std::string& plain, const std::string& html);
  /// Adds practical information: "Modalités : Gratuit (https://…)", one line an entry.
  void append_info(const std::vector<InfoEntry>& entries);
  /// Puts a part before the others.
  void lead_with(const std::string& plain, const std::string& html);
  /// Puts the address of a video meeting before the others, unless it stands among them: most
  /// calendar programs show nothing of the properties for it. Empty: there is none.
  void tell_conference(const std::string& address);

  std::size_t size() const { return plain_.size() + html_.size(); }  ///< bytes
  Description description() const { return {plain_, html_}; }

 private:
  std::string info_plain(const InfoEntry& entry) const;
  std::string info_html(const InfoEntry& entry) const;

  bool french_;
  std::string plain_;
  std::string html_;
};

}  // namespace almanach
