#pragma once

#include <optional>

#include "config/config.hpp"
#include "server/message.hpp"

namespace almanach {

/// What keeps addresses of administrators (Audience::administrators) from everybody else. They name
/// files and their mistakes. All functions: any thread.

/// What refuses a request for such an address; empty: it is to be answered.
///
///   404  `status: off`.
///   421  Whoever is asked: the Host is neither that of `base_url` nor a loopback name (RFC 9110
///        section 15.5.20). A page of another site, in a browser on this machine, asks under that
///        site's name, which its name server may point at this machine when it likes.
///   403  `status: local`, and the request is not from this machine, see is_local_request().
std::optional<Answer> refuse_administrators(const Request& request, const Config& config);

/// Whether a request comes from this machine, and on nobody else's behalf. A proxy on this machine
/// asks for others under the machine's own address. It is told from a local program by this: a
/// request is local when
///
///   - its peer is a loopback address or a local socket;
///   - it is HTTP/1.1: nginx speaks 1.0 to what is behind it, unless it is told otherwise (before
///     its version 1.29.7);
///   - its Host is a loopback name: HAProxy, Caddy and `proxy_set_header Host $host` hand on the
///     public one, an nginx with an `upstream` of its own writes the name of that;
///   - it has no header that proxies add: Forwarded, Via, X-Forwarded-*, X-Real-IP and what content
///     delivery networks and other proxies use for the same (Caddy, Apache, Traefik, Envoy, Varnish
///     add some unasked).
///
/// What cannot be told from a local program is a proxy that speaks 1.1, writes a loopback Host and
/// adds nothing: nginx from 1.29.7 on with a bare `proxy_pass http://127.0.0.1:8080;`, HAProxy
/// without `option forwardfor` for clients that write a loopback Host, a tunnel of bytes. The
/// samples in config/ say what such a proxy has to add. The port in Host is not looked at: who can
/// choose a Host can guess a port, and a tunnel of the administrator's (ssh -L) has a port of its
/// own.
bool is_local_request(const Request& request);

/// Takes out of an answer what would let pages of other sites read it, and says that none may hold
/// it: no CORS headers, Cross-Origin-Resource-Policy: same-origin (Fetch standard), nosniff.
void keep_from_pages(Answer& answer);

}  // namespace almanach
