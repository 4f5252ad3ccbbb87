#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "http/page_answers.hpp"
#include "http/page_query.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"
#include "render/html/document.hpp"
#include "server/message.hpp"

namespace almanach {

class MadePage;

/// Answers GET of the addresses that are pages for people. Any thread.
class Pages {
 public:
  /// Borrowed for its life, but `kept`: where answers are kept.
  Pages(const Config& config, const Clock& clock, std::shared_ptr<AnswerStore> kept)
      : config_(config), clock_(clock), cache_(std::move(kept)) {}

  /// `address` is the request's path, read. The row is one of pages. Throws as WorkBudget::spend()
  /// does: what lies ready costs next to nothing.
  Answer answer(const Asked& asked, const PageAddress& address) const;

  /// A file that pages load, by its path, which is another for another content: the theme's logo,
  /// or see answer_asset().
  Answer answer_file(const Asked& asked) const;

 private:
  /// What a request asks for.
  struct Wanted {
    const Asked& asked;
    Page page;
    PageQuery query;
    std::string language;  ///< of the events: see content_language()
  };
  /// Makes a page of the day that is today where its events are.
  using Make = std::function<std::string(Day today)>;

  /// A page of the whole site, of a feed, of an event.
  Answer answer_site(const Wanted& wanted) const;
  Answer answer_named(const Wanted& wanted) const;
  /// A list of events; `feed` is null for those of all feeds.
  Answer answer_agenda(const Wanted& wanted, const PublishedFeed* feed, bool framed) const;
  Answer answer_event(const Wanted& wanted, const PublishedFeed& feed,
                      const PublishedEvent& event) const;
  Answer answer_choosing(const Wanted& wanted) const;
  /// The poster of a feed or, of one that has ended, of what it goes on as.
  Answer answer_poster(const Wanted& wanted, const PublishedFeed& feed) const;
  Answer answer_help(const Wanted& wanted) const;
  /// 404 or 410, as a page that leads on: to `feed`, which the address is one of, where it is not
  /// null. It is the same for all such addresses, so that many cost no more than one.
  Answer answer_missing(const Wanted& wanted, int status, const PublishedFeed* feed) const;
  /// The page that `make` makes, once for each edition and day. What is past leaves at midnight of
  /// `zone`, not in between: the page of a day is one page.
  Answer answer_page(const Wanted& wanted, const Zone& zone, PageRules rules,
                     const Make& make) const;
  /// The page that is kept under `key`, which tells all that it is made from, or is made now.
  std::shared_ptr<const MadePage> find_page(const std::string& key, const Wanted& wanted,
                                            Instant midnight,
                                            const std::function<std::string()>& make) const;

  const Config& config_;
  const Clock& clock_;
  mutable RepresentationCache cache_;  ///< of MadePage
};

}  // namespace almanach
