#!/bin/sh
# The digest of folders: sha256 over the sorted list of (sha256, path in its folder) of every file.
# Names and bytes count; dates, owners and where the folder lies do not.
set -eu
[ $# -ge 1 ] || { echo "usage: digest.sh DIR…" >&2; exit 2; }
for dir in "$@"; do
  (cd "$dir" && find . -type f ! -path '*/__pycache__/*' ! -path './.pytest_cache/*' ! -path './tests/*' \
    -exec sha256sum {} + | LC_ALL=C sort -k2)
done | sha256sum | sed 's/ .*//; s/^/sha256:/'
