"""Servers to compare with: nginx with static files, and Radicale with a collection of the same events."""

import hashlib
import re
import subprocess

from servers import Server, free_port

COLLECTION = "/bench/agenda/"


def versions():
    nginx = subprocess.run(["/usr/sbin/nginx", "-v"], capture_output=True, text=True, check=True).stderr
    radicale = subprocess.run(["/usr/bin/radicale", "--version"], capture_output=True, text=True, check=True).stdout
    return f"{nginx.strip().split()[-1]}, Radicale {radicale.strip()}"


class Nginx(Server):
    """Tuned for static files: no access log, files kept open, sendfile, compressed bodies made before."""

    CONFIGURATION = """
worker_processes {workers};
worker_rlimit_nofile 40000;
daemon off;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 40000; }}
http {{
  types {{ text/calendar ics; }}
  access_log off;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
  sendfile on; tcp_nopush on; tcp_nodelay on;
  keepalive_requests 100000000;
  open_file_cache max=10000 inactive=1h; open_file_cache_valid 1h;
  server {{ listen 127.0.0.1:{port}; root {place}/root; gzip_static on; add_header Vary Accept-Encoding; }}
}}
"""

    def __init__(self, place, files, compressed, workers="auto"):
        """`files`, and `compressed` the same in gzip: bytes by path."""
        port = free_port()
        for path, body in files.items():
            file = place / "root" / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            file.with_name(file.name + ".gz").write_bytes(compressed[path])
        for folder in place.rglob("*"):
            folder.chmod(0o755 if folder.is_dir() else 0o644)
        place.chmod(0o755)
        (place / "nginx.conf").write_text(self.CONFIGURATION.format(place=place, port=port, workers=workers))
        super().__init__(["/usr/sbin/nginx", "-p", str(place), "-c", str(place / "nginx.conf")], port)


class Radicale(Server):
    """Debian's, with its own server, on a collection that holds the events of `feed`, a calendar's bytes."""

    def __init__(self, place, feed):
        port = free_port()
        collection = place / "collections" / "collection-root" / COLLECTION.strip("/")
        collection.mkdir(parents=True)
        (collection / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
        text = feed.decode("utf-8")
        zones = "".join(re.findall(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", text, re.DOTALL))
        for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.DOTALL):
            name = hashlib.sha1(event.encode()).hexdigest()
            calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench\r\n{zones}{event}END:VCALENDAR\r\n"
            (collection / f"{name}.ics").write_bytes(calendar.encode())
        rights = place / "rights"
        rights.write_text("[all]\nuser: .*\ncollection: .*\npermissions: rRwW\n")
        config = place / "config"
        config.write_text(
            f"[server]\nhosts = 127.0.0.1:{port}\nmax_connections = 20\n[auth]\ntype = none\n"
            f"[rights]\ntype = from_file\nfile = {rights}\n[storage]\nfilesystem_folder = {place}/collections\n"
        )
        super().__init__(["/usr/bin/python3", "/usr/bin/radicale", "-C", str(config)], port)
