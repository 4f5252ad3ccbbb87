#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/dav/dav.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

namespace almanach::testing {

/// CalDAV over a folder in memory.
class DavServer {
 public:
  using Headers = httplib::Headers;

  static constexpr std::uint64_t kSteps = 1'000'000;  ///< of one request
  static constexpr std::uint64_t kStepsAtOnce = 300;  ///< of one that is answered at once

  Answer ask(const std::string& method, const std::string& path, const std::string& body = "",
             Headers headers = {}) {
    WorkBudget work(kSteps);
    Answer answer = ask(method, path, body, std::move(headers), work);
    spent_ = work.spent();
    return answer;
  }

  /// Empty: a worker is needed.
  std::optional<Answer> ask_at_once(const std::string& method, const std::string& path,
                                    Headers headers = {}) {
    WorkBudget work(kStepsAtOnce);
    try {
      return ask(method, path, "", std::move(headers), work);
    } catch (const WorkExceeded&) {
      return std::nullopt;
    }
  }

  /// Steps of the last request that was not asked at once.
  std::uint64_t spent() const { return spent_; }

  /// The body of an answer that has to have that status.
  std::string text(int status, const std::string& method, const std::string& path,
                   const std::string& body = "", Headers headers = {}) {
    const Answer answer = ask(method, path, body, std::move(headers));
    const std::string joined = answer.body.join();
    INFO(joined);
    REQUIRE(answer.status == status);
    return joined;
  }

  /// A PROPFIND for some properties, written as elements of the prefixes D, C, S and A.
  std::string propfind(const std::string& path, const std::string& properties,
                       const std::string& depth = "0") {
    return text(
        207, "PROPFIND", path,
        "<D:propfind " + std::string(kSpaces) + "><D:prop>" + properties + "</D:prop></D:propfind>",
        {{"Depth", depth}});
  }

  /// A REPORT; `content` stands in its element, `name` with prefix.
  std::string report(const std::string& path, const std::string& name, const std::string& content,
                     int status = 207, const std::string& depth = "1") {
    return text(status, "REPORT", path,
                "<" + name + " " + kSpaces + ">" + content + "</" + name + ">", {{"Depth", depth}});
  }

  static constexpr const char* kSpaces =
      "xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav' "
      "xmlns:S='http://calendarserver.org/ns/' xmlns:A='http://apple.com/ns/ical/'";

  Publisher publisher;

 private:
  Answer ask(const std::string& method, const std::string& path, const std::string& body,
             Headers headers, WorkBudget& work) {
    Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    request.body = body;
    return dav().answer({request, *publisher.rescan(), find_address(path), publisher.config, work});
  }

  /// Made once the configuration is as it shall be.
  const dav::Dav& dav() {
    if (!dav_) {
      dav_ = std::make_unique<dav::Dav>(publisher.config,
                                        std::make_shared<AnswerStore>(Limits().cache));
    }
    return *dav_;
  }

  std::unique_ptr<dav::Dav> dav_;
  std::uint64_t spent_ = 0;
};

/// The references in a multistatus, in its order.
inline std::vector<std::string> hrefs_of(const std::string& multistatus) {
  std::vector<std::string> hrefs;
  constexpr std::string_view kStart = "<response><href>";
  for (std::size_t at = 0; (at = multistatus.find(kStart, at)) != std::string::npos;) {
    at += kStart.size();
    hrefs.push_back(multistatus.substr(at, multistatus.find('<', at) - at));
  }
  return hrefs;
}

/// The text of the first element of that qualified name; empty where there is none.
inline std::string text_of(const std::string& xml, const std::string& name) {
  const std::size_t start = xml.find('<' + name + '>');
  if (start == std::string::npos) return {};
  const std::size_t from = start + name.size() + 2;
  return xml.substr(from, xml.find("</" + name + '>', from) - from);
}

}  // namespace almanach::testing
