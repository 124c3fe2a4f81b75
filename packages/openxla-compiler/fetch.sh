#!/bin/sh
# Downloads what the released wheels need besides each other, by hash, for one target. See docs/recipes.md.
set -eu
usage() { echo "usage: fetch.sh --target linux-x86_64|linux-aarch64 --to DIR" >&2; exit 2; }
target='' to=''
while [ $# -ge 2 ]; do
  case $1 in
    --target) target=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
lock="$(cd "$(dirname "$0")" && pwd)/third-party/$target.lock"
if [ $# -ne 0 ] || [ -z "$to" ] || [ ! -f "$lock" ]; then usage; fi
architecture=${target#linux-}
mkdir -p "$to"
# What is damaged, or is of another lock, is fetched anew: pip would stumble over it.
find "$to" -name '*.whl' | while read -r wheel; do
  grep -q "sha256:$(sha256sum <"$wheel" | cut -c1-64)" "$lock" || rm -f "$wheel"
done
# Complete already: every hash of the lock is a file there.
if (cd "$to" && find . -name '*.whl' -exec sha256sum {} + | cut -c1-64 | sort -u) >"$to/.have" 2>/dev/null &&
  sed -n 's/.*--hash=sha256:\([0-9a-f]*\).*/\1/p' "$lock" | sort -u | comm -23 - "$to/.have" | grep -q . ; then
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --python-version 3.11 --implementation cp --platform "manylinux_2_28_$architecture" \
    --platform "manylinux_2_27_$architecture" --platform "manylinux_2_17_$architecture" \
    --platform "manylinux2014_$architecture" --find-links "$to" --dest "$to" --requirement "$lock" >&2 || {
    echo "fetch: third-party wheels for $target cannot be downloaded" >&2
    echo "  hint: check the index with: python3 -m pip download numpy" >&2
    exit 5
  }
fi
rm -f "$to/.have"
