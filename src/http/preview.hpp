#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "publish/snapshot.hpp"
#include "render/html/page_address.hpp"
#include "server/message.hpp"

namespace almanach {

/// The preview (Responder::preview): what is read in each content file, for who writes them. It
/// shows drafts, private feeds and everybody's mistakes, so that for all but programs on this
/// machine its addresses are as if there were none.
///
///   /preview                   all content files, those with problems first; `q`: by name
///   /preview?file=PATH         a file: its event as a page and as calendar lines, its problems,
///   and
///                              where each fact was read; `event`: another than its first, from 2
///   /preview/events            the next news as an event stream (HTML, section 9.2), once there is
///                              some: each answer holds one event at most
///   /preview/preview.js        the script of both pages

/// Whether the preview answers this request: it was asked for (`--preview`), who asks is on this
/// machine (is_local_request()), and no feed has its address from before that was reserved. Else
/// the path means what it means of feeds. Any thread.
bool shows_preview(const Request& request, const Snapshot& snapshot, const Config& config);

/// Whether such a request is for news, and there is none yet (NothingNew). Any thread.
bool waits_for_news(const Request& request, const Snapshot& snapshot);

/// Answers GET and HEAD, of a request that shows_preview(). `address` is its path, read. What is
/// told of a file is read anew, from the disk: all but the script and news take a worker. Throws as
/// WorkBudget::spend() does. Any thread.
Answer answer_preview(const Asked& asked, const PageAddress& address, const Clock& clock);

}  // namespace almanach
