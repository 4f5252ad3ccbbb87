#!/bin/bash
# Hugo writes the "+" of a name as it is, until the section has a pattern of permalinks: there it is a hyphen.
#
# Guess: a name is made into a part of an address in one way, whatever puts the parts together.
# Seen with Hugo 0.111.3 (Debian 12, 0.111.3-1), `hugo list all`: of two sections that hold "a+b.md" and "a + b.md",
#   plain, without a pattern:       /plain/a+b/     /plain/a-+-b/
#   shaped, "/:section/:filename/": /shaped/a-b/    /shaped/a--b/
# The same holds for :title. Whoever foretells the addresses of a site from its files cannot have one rule for both.
set -euo pipefail
version=0.111.3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq download "hugo=$(apt-cache madison hugo | awk -v v="$version" 'index($3, v) == 1 { print $3; exit }')"
dpkg -x ./hugo_*.deb root

mkdir -p site/content/plain site/content/shaped
printf 'baseURL = "https://site.example/"\n[permalinks]\nshaped = "/:section/:filename/"\n' >site/config.toml
for section in plain shaped; do
  for name in "a+b" "a + b"; do
    printf -- '---\ntitle: Page\n---\n' >"site/content/$section/$name.md"
  done
done

(cd site && "$folder/root/usr/bin/hugo" list all) | grep -o 'https://site.example/[^,]*' | LC_ALL=C sort >seen
cat seen
diff - seen <<'END'
https://site.example/plain/a+b/
https://site.example/plain/a-+-b/
https://site.example/shaped/a--b/
https://site.example/shaped/a-b/
END
echo "as stated: + is kept without a pattern, and a hyphen with one"
