#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// What a page that says that there is nothing leads on to. Borrowed for the time of a call.
struct MessageContent {
  const Feed* feed = nullptr;        ///< that the address is one of; null: of none
  std::vector<const Feed*> feeds;    ///< the site's
  std::vector<AgendaEntry> entries;  ///< that are next: of `feed`, else of all
  Day today;
};

/// The page that says why there is nothing at an address, and what there is: `status` is 404 or
/// 410. Title of `page`, whose address is in place of the one that was asked for, is filled in. Any
/// thread.
std::string render_message_page(int status, Page page, const MessageContent& content,
                                const Config& config);

}  // namespace almanach
