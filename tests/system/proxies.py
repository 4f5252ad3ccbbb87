"""The servers that stand in front of Almanach, each run as its sample in config/ says, on ports of this machine."""

import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import ssl
import subprocess

import daemon as daemons

APACHE_MODULES = pathlib.Path("/usr/lib/apache2/modules")


class Proxy:
    """A running server; `tls` is empty where the sample is a part of a site without it."""

    def __init__(self, process, log, name, plain, tls):
        self._process = process
        self._log = log
        self.name = name
        self.plain = plain
        self.tls = tls

    def request(self, method, path, headers=None, body=None, secure=None):
        secure = bool(self.tls) if secure is None else secure
        if secure:
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=daemons.DEADLINE_SECONDS, context=context)
            context.wrap_socket, plain_wrap = (
                lambda sock, **options: plain_wrap(sock, **{**options, "server_hostname": self.name}), context.wrap_socket
            )  # fmt: skip
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=daemons.DEADLINE_SECONDS)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host=True)
            for name, value in {"Host": self.name, **(headers or {})}.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return daemons.Answer(response.status, response.headers, response.read())

    def get(self, path, headers=None, **options):
        return self.request("GET", path, headers, **options)

    def wait(self, path):
        def answers():
            assert self._process.poll() is None, self._log.read_text(errors="replace")
            with contextlib.suppress(OSError):
                return self.get(path).status == 200
            return False

        daemons.wait_until(answers, "the proxy answers")

    def stop(self):
        # Apache's processes outlive the one that has begun them.
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def nginx(place, servers):
    paths = "".join(f"{name}_temp_path {place}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (place / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {place}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{paths}{servers}}}\n",
        encoding="utf-8",
    )
    return ["/usr/sbin/nginx", "-p", place, "-c", place / "nginx.conf", "-e", "stderr"]


def caddy(place, sites):
    (place / "Caddyfile").write_text(
        f"{{\nadmin off\nauto_https off\ndefault_bind 127.0.0.1\nstorage file_system {place}/storage\n}}\n{sites}", encoding="utf-8"
    )
    return ["/usr/bin/caddy", "run", "--config", place / "Caddyfile", "--adapter", "caddyfile"]


def apache(place, hosts):
    ports = "".join(f"Listen 127.0.0.1:{port}\n" for port in sorted(set(re.findall(r"<VirtualHost \*:(\d+)>", hosts))))
    modules = ("mpm_event", "authz_core", "alias", "env", "headers", "socache_shmcb", "ssl", "proxy", "proxy_http")
    loads = "".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n" for name in modules)
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (place / "apache.conf").write_text(
        f"{loads}{user}ServerRoot {place}\nServerName localhost\nDefaultRuntimeDir {place}\nPidFile {place}/pid\n"
        f"ErrorLog /dev/stderr\n{ports}{hosts}", encoding="utf-8"
    )  # fmt: skip
    return ["/usr/sbin/apache2", "-f", place / "apache.conf", "-DFOREGROUND"]


def haproxy(place, sections):
    (place / "haproxy.cfg").write_text(
        f"global\n    maxconn 100\ndefaults\n    timeout client 30s\n    timeout connect 5s\n    timeout server 30s\n{sections}",
        encoding="utf-8",
    )
    return ["/usr/sbin/haproxy", "-db", "-f", place / "haproxy.cfg"]


def certificate(place, name):
    """A key and a certificate for `name`, and both in one file as HAProxy wants them."""
    key, chain, both = place / "privkey.pem", place / "fullchain.pem", place / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(chain)],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(chain.read_bytes() + key.read_bytes())
    return key, chain, both


def whole_site(kind, sample, place, name, backend, plain, tls):
    """The sample for a name of its own, with this machine's ports and files; the command that runs it."""
    key, chain, both = certificate(place, name)
    text = sample.replace("127.0.0.1:8080", f"127.0.0.1:{backend}")
    text = re.sub(r"/etc/letsencrypt/live/[^/]*/fullchain\.pem", str(chain), text)
    text = re.sub(r"/etc/letsencrypt/live/[^/]*/privkey\.pem", str(key), text)
    if kind == "nginx":
        text = re.sub(r"listen \[::\].*\n", "\n", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
        return nginx(place, text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{tls} ssl http2;"))
    if kind == "caddy":
        text = text.replace(f"\n{name} {{", f"\nhttps://{name}:{tls} {{\n\ttls {chain} {key}")
        return caddy(place, text.replace(f"http://{name} {{", f"http://{name}:{plain} {{"))
    if kind == "apache":
        return apache(place, text.replace("*:80>", f"*:{plain}>").replace("*:443>", f"*:{tls}>"))
    text = text.replace("bind :80\n", f"bind 127.0.0.1:{plain}\n").replace("bind :443 ", f"bind 127.0.0.1:{tls} ")
    return haproxy(place, text.replace("/etc/haproxy/agenda.example.org.pem", str(both)))


def part_of_site(kind, sample, place, name, backend, plain, _tls):
    """The sample for a path, in a site that is nothing else."""
    text = sample.replace("127.0.0.1:8080", f"127.0.0.1:{backend}")
    if kind == "nginx":
        return nginx(place, f"server {{ listen 127.0.0.1:{plain}; server_name {name};\n{text}}}\n")
    if kind == "caddy":
        return caddy(place, text.replace(f"\n{name} {{", f"\nhttp://{name}:{plain} {{"))
    if kind == "apache":
        return apache(place, f"<VirtualHost *:{plain}>\nServerName {name}\n{text}</VirtualHost>\n")
    lines, behind = text.split("# --- Behind it")
    return haproxy(place, f"frontend site\n    mode http\n    bind 127.0.0.1:{plain}\n{lines}\n{behind}")


def missing(kind):
    """Why it cannot be run here; empty: it can."""
    program = {"nginx": "/usr/sbin/nginx", "caddy": "/usr/bin/caddy", "apache": "/usr/sbin/apache2", "haproxy": "/usr/sbin/haproxy"}
    if not os.access(program[kind], os.X_OK):
        return f"no {program[kind]}: ./dev test installs it"
    return "" if shutil.which("openssl") else "no openssl: ./dev test installs it"


def launch(command, place, name, plain, tls=0):
    """The server that `command` runs; what it says is in `place`."""
    log = place / "log"
    with open(log, "wb") as stream:
        environment = {**os.environ, "HOME": str(place)}
        process = subprocess.Popen(list(map(str, command)), stdout=stream, stderr=stream, env=environment, start_new_session=True)
    return Proxy(process, log, name, plain, tls)


def start(kind, make, sample, place, name, backend):
    place.mkdir(parents=True)
    plain, tls = daemons.free_port(), daemons.free_port()
    command = make(kind, sample, place, name, backend, plain, tls)
    return launch(command, place, name, plain, tls if make is whole_site else 0)
