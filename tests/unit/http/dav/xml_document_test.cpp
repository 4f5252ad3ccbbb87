#include "http/dav/xml_document.hpp"

#include "http/dav/refusal.hpp"
#include "support/catch.hpp"

using namespace almanach::dav;

namespace {

constexpr std::uint64_t kSteps = 1'000'000;

int status_of(const std::string& bytes) {
  try {
    almanach::WorkBudget work(kSteps);
    const XmlDocument document(bytes, work);
    return 200;
  } catch (const Refusal& refusal) {
    return refusal.status();
  }
}

}  // namespace

TEST_CASE("elements and attributes are in their namespaces") {
  almanach::WorkBudget work(kSteps);
  const XmlDocument document(
      "<?xml version='1.0'?><!-- x --><a xmlns='urn:1' xmlns:p='urn:2'><p:b x='1' p:x='2'>t&lt;"
      "<![CDATA[&amp;]]>&#233;</p:b><c xmlns=''/><d xmlns:p='urn:3'><p:e/></d><p:f/></a>",
      work);
  const XmlElement& root = document.root();
  CHECK(root.name == XmlName{"urn:1", "a"});
  REQUIRE(root.children.size() == 4);
  CHECK(root.children[0].name == XmlName{"urn:2", "b"});
  CHECK(root.children[0].text == "t<&amp;é");
  CHECK(root.children[0].attribute("x") == "1");
  CHECK(root.children[1].name == XmlName{"", "c"});
  CHECK(root.children[2].children.at(0).name == XmlName{"urn:3", "e"});
  CHECK(root.find({"urn:2", "f"}) == &root.children[3]);
  CHECK(root.find({"urn:3", "f"}) == nullptr);
}

TEST_CASE("UTF-16 is read too") {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string("<a xmlns='DAV:'/>")) {
    bytes += c;
    bytes += '\0';
  }
  almanach::WorkBudget work(kSteps);
  CHECK(XmlDocument(bytes, work).root().name == dav_name("a"));
}

TEST_CASE("what is no XML, or more than one would send, is refused") {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  std::string many = "<a>";
  for (std::size_t i = 0; i <= XmlDocument::kMostElements; ++i) many += "<b/>";
  many += "</a>";
  std::string wide = "<a";
  for (std::size_t i = 0; i <= XmlDocument::kMostAttributes; ++i)
    wide += " x" + std::to_string(i) + "=''";
  wide += "/>";
  const std::string laughs =
      "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><l>&c;</l>";
  const std::string outside = "<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><l>&x;</l>";
  for (const std::string& bytes : {std::string(),
                                   std::string("text"),
                                   std::string("<a>"),
                                   std::string("<a></b>"),
                                   std::string("<a/><b/>"),
                                   std::string("<p:a/>"),
                                   std::string("<a:/>"),
                                   std::string("<a xmlns:p='u'><p:8/></a>"),
                                   std::string("<a xmlns:p='u'><p:b:c/></a>"),
                                   std::string("<a>&unknown;</a>"),
                                   std::string("<a>&</a>"),
                                   std::string("<a>&#0;</a>"),
                                   std::string("<a>&#xD800;</a>"),
                                   std::string("<a>&#99999999;</a>"),
                                   std::string("<a x='1' x='2'/>"),
                                   std::string("<a xmlns:p=''/>"),
                                   std::string("<a>\x01</a>"),
                                   std::string("<a>\xC3(</a>"),
                                   "<a xmlns='" + std::string(kLongestSpace + 1, 'u') + "'/>",
                                   "<a xmlns:p='" + std::string(kLongestSpace + 1, 'u') + "'/>",
                                   '<' + std::string(kLongestName + 1, 'a') + "/>",
                                   deep,
                                   many,
                                   wide,
                                   laughs,
                                   outside}) {
    INFO(bytes.substr(0, 80));
    CHECK(status_of(bytes) == 400);
  }
}

TEST_CASE("names may be as long as any that a standard has, and longer") {
  CHECK(status_of("<p:" + std::string(kLongestName, 'a') + " xmlns:p='" +
                  std::string(kLongestSpace, 'u') + "'/>") == 200);
}

TEST_CASE("a document costs what it holds: its bytes, its elements, and its namespaces in force") {
  const auto spent_on = [](const std::string& bytes) {
    almanach::WorkBudget work(kSteps);
    const XmlDocument document(bytes, work);
    return work.spent();
  };
  CHECK(spent_on("<a/>") == 1);
  CHECK(spent_on("<a><b/><b/></a>") == 3);
  CHECK(spent_on("<a>" + std::string(12'800, ' ') + "</a>") >= 100);
  // Each name is looked up among all that are bound around it.
  std::string bound;
  for (int level = 0; level < 8; ++level) {
    bound += "<a";
    for (int i = 0; i < 32; ++i)
      bound += " xmlns:p" + std::to_string(level) + "x" + std::to_string(i) + "='u'";
    bound += '>';
  }
  std::string many = bound;
  for (int i = 0; i < 1'000; ++i) many += "<p0x0:b/>";
  for (int level = 0; level < 8; ++level) many += "</a>";
  CHECK(spent_on(many) >= 3'000);
  almanach::WorkBudget little(100);
  CHECK_THROWS_AS(XmlDocument(many, little), almanach::WorkExceeded);
}
