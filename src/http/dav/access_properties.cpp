#include <array>

#include "http/dav/property.hpp"

namespace almanach::dav {
namespace {

bool is_any(const Context&, const Resource&) {
  return true;
}

bool is_principal(const Context&, const Resource& resource) {
  return resource.kind == Resource::Kind::principal;
}

void write_nothing(const Context&, const Resource&, XmlWriter&) {}

/// RFC 3744 sections 4.2 and 5.1.
void write_principal(const Context& context, const Resource&, XmlWriter& writer) {
  writer.leaf("href", context.hrefs.href(kPrincipalPath));
}

/// RFC 3744 section 5.8.
void write_principals(const Context& context, const Resource&, XmlWriter& writer) {
  writer.leaf("href", context.hrefs.href(kPrincipalsPath));
}

void write_read_privilege(XmlWriter& writer) {
  writer.open("privilege");
  writer.empty("read");
  writer.close("privilege");
}

/// RFC 3744 section 5.3: a tree of one.
void write_supported_privileges(const Context&, const Resource&, XmlWriter& writer) {
  writer.open("supported-privilege");
  write_read_privilege(writer);
  writer.leaf("description", "Read");
  writer.close("supported-privilege");
}

/// RFC 3744 section 5.4: exactly this, or some programs offer to write.
void write_privileges(const Context&, const Resource&, XmlWriter& writer) {
  write_read_privilege(writer);
}

/// RFC 3744 section 5.5.
void write_acl(const Context&, const Resource&, XmlWriter& writer) {
  writer.open("ace");
  writer.open("principal");
  writer.empty("all");
  writer.close("principal");
  writer.open("grant");
  write_read_privilege(writer);
  writer.close("grant");
  writer.empty("protected");
  writer.close("ace");
}

/// RFC 3744 section 5.6.
void write_acl_restrictions(const Context&, const Resource&, XmlWriter& writer) {
  writer.empty("grant-only");
  writer.empty("no-invert");
}

constexpr std::array<Property, 11> kProperties = {{
    {dav_name("owner"), false, is_any, write_principal},
    {dav_name("group"), false, is_any, write_nothing},
    {dav_name("supported-privilege-set"), false, is_any, write_supported_privileges},
    {dav_name("current-user-privilege-set"), false, is_any, write_privileges},
    {dav_name("acl"), false, is_any, write_acl},
    {dav_name("acl-restrictions"), false, is_any, write_acl_restrictions},
    {dav_name("inherited-acl-set"), false, is_any, write_nothing},
    {dav_name("principal-collection-set"), false, is_any, write_principals},
    {dav_name("principal-URL"), false, is_principal, write_principal},
    {dav_name("alternate-URI-set"), false, is_principal, write_nothing},
    {dav_name("group-membership"), false, is_principal, write_nothing},
}};

}  // namespace

std::span<const Property> access_properties() {
  return kProperties;
}

}  // namespace almanach::dav
