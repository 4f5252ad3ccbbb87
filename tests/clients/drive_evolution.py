#!/usr/bin/python3
"""drive_evolution.py HOST PORT BACKEND=PATH...: what Evolution Data Server's back ends see there.

Has to run under dbus-run-session, with a home of its own. For each line on standard input it looks anew and prints one
JSON object: by back end, whether one may write, and the titles.
"""

import json
import sys

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer  # noqa: E402

DO_NOT_WAIT = 0xFFFFFFFF


def add_source(registry, host, port, backend, path):
    source = EDataServer.Source.new_with_uid(f"{backend}-under-test", None)
    source.set_display_name(backend)
    source.set_parent(f"{backend}-stub")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name(backend)
    authentication = source.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION)
    authentication.set_host(host)
    authentication.set_port(port)
    authentication.set_method("none")
    source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND).set_resource_path(path)
    source.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_secure(False)
    registry.commit_source_sync(source, None)
    return registry.ref_source(source.get_uid())


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    registry = EDataServer.SourceRegistry.new_sync(None)
    clients = {}
    for argument in sys.argv[3:]:
        backend, path = argument.split("=", 1)
        source = add_source(registry, host, port, backend, path)
        clients[backend] = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, DO_NOT_WAIT, None)
    for _ in sys.stdin:
        seen = {}
        for backend, client in clients.items():
            client.refresh_sync(None)
            _, components = client.get_object_list_as_comps_sync("#t", None)
            titles = sorted(component.get_summary().get_value() for component in components)
            seen[backend] = {"read_only": client.is_readonly(), "titles": titles}
        print(json.dumps(seen), flush=True)


main()
