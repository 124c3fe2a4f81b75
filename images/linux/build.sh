#!/bin/sh
# Makes the two images of docs/recipes.md, `build` and `clean`, unless they exist.
# Network: Debian's packages and the Python index that pip is configured with. No upstream code runs.
set -eu

usage() { echo "usage: build.sh --cache DIR [--print-recipe] [--rebuild]" >&2; exit 2; }
later() { echo "image: $1" >&2; echo "  hint: $2" >&2; exit 5; }
say() { echo "image: $*" >&2; }

here=$(cd "$(dirname "$0")" && pwd)
cache='' print='' rebuild=''
while [ $# -gt 0 ]; do
  case $1 in
    --cache) [ $# -ge 2 ] || usage; cache=$2; shift ;;
    --print-recipe) print=1 ;;
    --rebuild) rebuild=1 ;;
    *) usage ;;
  esac
  shift
done

recipe=$("$here/digest.sh" "$here")
[ -z "$print" ] || { echo "$recipe"; exit 0; }
[ -n "$cache" ] || usage

podman=${PODMAN:-podman}
export CONTAINERS_CONF="${CONTAINERS_CONF:-$here/containers.conf}"
short=$(echo "$recipe" | cut -c8-19)
started=$(date +%s)

tag() { echo "localhost/openxla-compiler-$1:$short"; }

# The image's id when it carries this recipe's label, else nothing.
image_id() {
  "$podman" image inspect --format '{{index .Labels "org.openxla.recipe"}} {{.Id}}' "$(tag "$1")" 2>/dev/null |
    sed -n "s/^$recipe /sha256:/p"
}

report() {
  printf '{"recipe": "%s", "build": {"tag": "%s", "id": "%s"}, "clean": {"tag": "%s", "id": "%s"}, "built": %s, "seconds": %s}\n' \
    "$recipe" "$(tag build)" "$(image_id build)" "$(tag clean)" "$(image_id clean)" "$1" "$(($(date +%s) - started))"
  exit 0
}

# One Debian tree as a tar; dates and order fixed by SOURCE_DATE_EPOCH, so equal packages give equal bytes.
debian() {
  output=$1; shift
  SOURCE_DATE_EPOCH=1700000000 mmdebstrap --quiet --mode="$mode" --skip=output/dev \
    --dpkgopt='path-exclude=/usr/bin/qemu-*' --dpkgopt='path-include=/usr/bin/qemu-aarch64-static' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    "$@" bookworm "$output"
}

command -v "$podman" >/dev/null || later "no container engine \"$podman\"" "apt-get install podman runc"
command -v mmdebstrap >/dev/null || later "mmdebstrap is missing" "apt-get install mmdebstrap"
if [ -z "$rebuild" ] && [ -n "$(image_id build)" ] && [ -n "$(image_id clean)" ]; then report false; fi

mkdir -p "$cache/wheels"
work=$(mktemp -d "$cache/images.XXXXXX")
trap 'rm -rf "$work"' EXIT
mode=root; [ "$(id -u)" = 0 ] || mode=unshare

say "tools: downloading by hash"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
  --python-version 3.11 --implementation cp --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 \
  --platform manylinux2014_x86_64 --platform manylinux_2_5_x86_64 --find-links "$cache/wheels" \
  --dest "$cache/wheels" --requirement "$here/requirements.lock" >&2 ||
  later "the build tools cannot be downloaded" "check the index with: python3 -m pip download build"

say "aarch64: Debian tree for qemu, no maintainer script runs"
debian "$work/aarch64.tar" --variant=extract --architectures=arm64 --skip=check/qemu \
  --include=python3.11-minimal,libpython3.11-stdlib,libstdc++6,libgcc-s1,zlib1g >&2 &
aarch64=$!
say "clean: Debian 12 with Python 3.11"
debian "$work/clean.tar" --variant=minbase --include=python3.11,python3.11-venv,qemu-user-static >&2 ||
  later "mmdebstrap failed for the clean image" "check apt's network: mmdebstrap bookworm /dev/null"
wait "$aarch64" || later "mmdebstrap failed for the aarch64 tree" "check apt's network"

say "podman: two images"
mkdir "$work/wheels"
cp "$cache"/wheels/*.whl "$work/wheels/"
cp "$here/requirements.lock" "$here/Containerfile" "$work/"
for name in clean build; do
  "$podman" build --quiet --network=none --timestamp 1700000000 --layers --target "$name" \
    --label "org.openxla.recipe=$recipe" --tag "$(tag "$name")" "$work" >&2 ||
    later "podman could not build the image \"$name\"" "$podman info; disk: df -h"
done
report true
