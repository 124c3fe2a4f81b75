#!/bin/sh
# Downloads a recipe's third-party wheels by hash, for one target and one Python:
#   fetch.sh RECIPE --target linux-x86_64|linux-aarch64 --to DIR [--python 3.11]
# Everything that a lock `RECIPE/third-party/TARGET*.lock` names; what is there already is not fetched again.
set -eu
usage() { echo "usage: fetch.sh --target linux-x86_64|linux-aarch64 --to DIR [--python 3.11]" >&2; exit 2; }
[ $# -ge 1 ] || usage
recipe=$1; shift
target='' to='' python=3.11
while [ $# -ge 2 ]; do
  case $1 in
    --target) target=$2 ;;
    --to) to=$2 ;;
    --python) python=$2 ;;
    *) usage ;;
  esac
  shift 2
done
if [ $# -ne 0 ] || [ -z "$to" ] || [ ! -f "$recipe/third-party/$target.lock" ]; then usage; fi
mkdir -p "$to"
# What is damaged, or is of another lock, is fetched anew: pip would stumble over it.
find "$to" -name '*.whl' | while read -r wheel; do
  cat "$recipe/third-party/$target"*.lock | grep -q "sha256:$(sha256sum <"$wheel" | cut -c1-64)" || rm -f "$wheel"
done
platforms=''
for minor in 36 35 34 33 32 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17; do
  platforms="$platforms --platform manylinux_2_${minor}_${target#linux-}"
done
download() {
  # shellcheck disable=SC2086 # words, one for each option
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --python-version "$python" --implementation cp $platforms --platform "manylinux2014_${target#linux-}" \
    --find-links "$to" --dest "$to" --requirement "$@" >&2
}
for lock in "$recipe/third-party/$target"*.lock; do
  head -n 1 "$lock" | grep -q " ${python}[ ;]" || continue
  download "$lock" --no-index 2>/dev/null || download "$lock" || {
    echo "fetch: third-party wheels of ${lock##*/} for Python $python cannot be downloaded" >&2
    echo "  hint: check the index with: python3 -m pip download numpy" >&2
    exit 5
  }
done
