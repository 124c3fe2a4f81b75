#!/bin/sh
# Makes the images of docs/recipes.md, `build`, `clean` and `compile`, or those that are named, unless they exist;
# with --debian 13, the image `clean` of images/linux-debian13.
# Network: Debian's packages and the Python index that pip is configured with. No upstream code runs.
set -eu

usage() { echo "usage: build.sh --cache DIR [--print-recipe] [--rebuild] [build|clean|compile]..." >&2; exit 2; }
later() { echo "image: $1" >&2; echo "  hint: $2" >&2; exit 5; }
say() { echo "image: $*" >&2; }

here=$(cd "$(dirname "$0")" && pwd)
cache='' print='' rebuild='' roles='' debian=12
while [ $# -gt 0 ]; do
  case $1 in
    --cache) [ $# -ge 2 ] || usage; cache=$2; shift ;;
    --print-recipe) print=1 ;;
    --rebuild) rebuild=1 ;;
    --debian) [ $# -ge 2 ] || usage; debian=$2; shift ;;
    build | clean | compile) roles="$roles $1" ;;
    *) usage ;;
  esac
  shift
done
case $debian in
  12) suite=bookworm python=3.11 folders=$here roles=${roles:- clean build compile} ;;
  13) suite=trixie python=3.13 folders="$here $here-debian13" roles=${roles:- clean} ;;
  *) usage ;;
esac
case $debian$roles in 13*build* | 13*compile*) usage ;; esac

# shellcheck disable=SC2086 # words, one for each folder
digest() { "$here/digest.sh" $folders; }
[ -z "$print" ] || { digest; exit 0; }
[ -n "$cache" ] || usage

podman=${PODMAN:-podman}
export CONTAINERS_CONF="${CONTAINERS_CONF:-$here/containers.conf}"
started=$(date +%s)

# The recipe of one role: the files that decide what is in its image, and no others, so that a change of one role
# leaves the images of the others as they are.
recipe() {
  case $1 in
    clean) (cd "$here" && sha256sum Containerfile clean.sh debian.sh && echo "$suite $python") ;;
    build) (cd "$here" && sha256sum Containerfile clean.sh debian.sh requirements.lock) ;;
    compile) (cd "$here" && sha256sum compile/Containerfile compile/compile.sh debian.sh) ;;
  esac | sha256sum | sed 's/ .*//; s/^/sha256:/'
}

tag() { echo "localhost/openxla-compiler-$1:$(recipe "$1" | cut -c8-19)"; }

# The image's id when it carries its recipe's label, else nothing.
image_id() {
  "$podman" image inspect --format '{{index .Labels "org.openxla.recipe"}} {{.Id}}' "$(tag "$1")" 2>/dev/null |
    sed -n "s/^$(recipe "$1") /sha256:/p"
}

report() {
  printf '{"recipe": "%s"' "$(digest)"
  for role in $roles; do
    printf ', "%s": {"tag": "%s", "id": "%s"}' "$role" "$(tag "$role")" "$(image_id "$role")"
  done
  printf ', "built": %s, "seconds": %s}\n' "$1" "$(($(date +%s) - started))"
  exit 0
}

# One image of a folder that has everything it needs: make ROLE CONTAINERFILE [OPTION]
make() {
  "$podman" build --quiet --network=none --timestamp 1700000000 --layers --build-arg "RECIPE=$(recipe "$1")" \
    --tag "$(tag "$1")" --file "$here/$2" --target "$1" "$work" >&2 ||
    later "podman could not build the image \"$1\"" "$podman info; disk: df -h"
}

# `build` is made from `clean`, which therefore comes first: with its own label, not that of a layer of `build`.
wanted=''
case $roles in *build*) needed="clean build $roles" ;; *) needed=$roles ;; esac
for role in $needed; do
  case $wanted in *"$role"*) continue ;; esac
  if [ -n "$rebuild" ] || [ -z "$(image_id "$role")" ]; then wanted="$wanted $role"; fi
done
[ -n "$wanted" ] || report false

command -v "$podman" >/dev/null || later "no container engine \"$podman\"" "apt-get install podman runc"
command -v mmdebstrap >/dev/null || later "mmdebstrap is missing" "apt-get install mmdebstrap"
mkdir -p "$cache/wheels"
work=$(mktemp -d "$cache/images.XXXXXX")
trap 'rm -rf "$work"' EXIT

case $wanted in *build*)
  say "tools: downloading by hash"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --python-version 3.11 --implementation cp --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 \
    --platform manylinux2014_x86_64 --platform manylinux_2_5_x86_64 --find-links "$cache/wheels" \
    --dest "$cache/wheels" --requirement "$here/requirements.lock" >&2 ||
    later "the build tools cannot be downloaded" "check the index with: python3 -m pip download build"
  mkdir "$work/wheels"
  cp "$cache"/wheels/*.whl "$here/requirements.lock" "$work/wheels/" ;;
esac
case $wanted in *build* | *clean*)
  say "clean: Debian $debian with Python $python, and an aarch64 tree for qemu"
  "$here/clean.sh" "$suite" "$python" "$work" >&2 ||
    later "mmdebstrap failed for the clean image" "check apt's network: mmdebstrap $suite /dev/null" ;;
esac
case $wanted in *compile*)
  say "compile: Debian 12 with compilers for x86_64 and aarch64"
  "$here/compile/compile.sh" "$work" >&2 || later "mmdebstrap failed for the compile image" "check apt's network" ;;
esac

say "podman:$wanted"
for role in $wanted; do
  case $role in
    compile) make compile compile/Containerfile ;;
    *) make "$role" Containerfile ;;
  esac
done
report true
