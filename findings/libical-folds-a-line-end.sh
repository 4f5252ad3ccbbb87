#!/bin/bash
# libical folds a line that is full just before its end between the CR and the LF of that end.
#
# Guess: what libical writes can be split at CRLF into lines without a CR (RFC 5545 section 3.1).
# Seen with libical 3.0.16 (Debian 12, 3.0.16-1+b1): values of 61 and 135 letters (199 were tried) come out as
#   ...xxx CR CR LF space LF
# Unfolded by octets (each CRLF and space taken out) the line is whole again; a reader that splits lines first gets a
# bare CR at the end of the value, and a line of nothing but a space.
# Needs gcc, and the ICU that libical3 depends on.
set -euo pipefail
version=3.0.16
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for package in libical-dev libical3; do
  apt-get -qq download "$package=$(apt-cache madison "$package" | awk -v v="$version" 'index($3, v) == 1 { print $3; exit }')"
done
for package in ./*.deb; do dpkg -x "$package" root; done

cat >program.c <<'END'
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  for (int length = 1; length < 200; ++length) {
    char text[400];
    char value[200];
    memset(value, 'x', (size_t)length);
    value[length] = 0;
    snprintf(text, sizeof text, "BEGIN:VEVENT\r\nIMAGE;VALUE=URI:https://a.example/%s\r\nEND:VEVENT\r\n", value);
    icalcomponent *event = icalparser_parse_string(text);
    char *written = icalcomponent_as_ical_string_r(event);
    if (strstr(written, "\r\r\n \n") != NULL) printf("%d\n", length);
    icalmemory_free_buffer(written);
    icalcomponent_free(event);
  }
  return 0;
}
END
libraries=$(dirname "$(find root -name 'libical.so.3' | head -n 1)")
gcc -I root/usr/include program.c -L "$libraries" -l:libical.so.3 -Wl,-rpath,"$PWD/$libraries" -Wl,--allow-shlib-undefined -o program
seen=$(LD_LIBRARY_PATH="$libraries" ./program | tr '\n' ' ')
echo "libical $version: lengths that are folded within their line end: $seen"
expected="61 135 "
if [[ $seen != "$expected" ]]; then
  echo "this has changed: expected '$expected'" >&2
  exit 1
fi
