#include "http/dav/xml_document.hpp"

#include "http/dav/refusal.hpp"
#include "support/catch.hpp"

using namespace almanach::dav;

namespace {

int status_of(const std::string& bytes) {
  try {
    const XmlDocument document(bytes);
    return 200;
  } catch (const Refusal& refusal) {
    return refusal.status();
  }
}

}  // namespace

TEST_CASE("elements and attributes are in their namespaces") {
  const XmlDocument document(
      "<?xml version='1.0'?><!-- x --><a xmlns='urn:1' xmlns:p='urn:2'><p:b x='1' p:x='2'>t&lt;"
      "<![CDATA[&amp;]]>&#233;</p:b><c xmlns=''/><d xmlns:p='urn:3'><p:e/></d><p:f/></a>");
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
  CHECK(XmlDocument(bytes).root().name == dav_name("a"));
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
                                   deep,
                                   many,
                                   wide,
                                   laughs,
                                   outside}) {
    INFO(bytes.substr(0, 80));
    CHECK(status_of(bytes) == 400);
  }
}
