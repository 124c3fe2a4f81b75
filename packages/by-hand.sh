#!/bin/sh
# Builds and checks openxla-compiler for one target without the roller: how a red is reproduced.
# The reference for how the containers are called; docs/recipes.md has the interface.
#   packages/by-hand.sh --target linux-x86_64 --wheels DIR --to DIR [--version V] [--only build|check] [--host DIR]
# DIR of --wheels holds one iree_base_compiler and one iree_base_runtime wheel for the target; DIR of --host is the
# --to of linux-x86_64, which the check of another target needs.
set -eu

usage() { sed -n '2,6s/^# *//p' "$0" >&2; exit 2; }

root=$(cd "$(dirname "$0")/.." && pwd)
recipe=$root/packages/openxla-compiler
target='' wheels='' to='' version=0.1.0.dev0 only='' host=''
while [ $# -ge 2 ]; do
  case $1 in
    --target) target=$2 ;;
    --wheels) wheels=$2 ;;
    --to) to=$2 ;;
    --version) version=$2 ;;
    --only) only=$2 ;;
    --host) host=$(cd "$2/build" && pwd) ;;
    *) usage ;;
  esac
  shift 2
done
if [ $# -ne 0 ] || [ -z "$target" ] || [ -z "$wheels" ] || [ -z "$to" ]; then usage; fi

podman=${PODMAN:-podman}
export CONTAINERS_CONF="${CONTAINERS_CONF:-$root/images/linux/containers.conf}"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/openxla-compiler-release
images=$("$root/images/linux/build.sh" --cache "$cache/images")
mkdir -p "$to"
to=$(cd "$to" && pwd)

image() { echo "$images" | sed "s/.*\"$1\": {\"tag\": \"\([^\"]*\)\".*/\1/"; }

# One wheel's entry of inputs.json: hand_over COMPONENT FILE-PREFIX
hand_over() {
  set -- "$1" "$wheels/$2"-*_"${target#linux-}".whl
  if [ $# -ne 2 ] || [ ! -f "$2" ]; then
    echo "by-hand: expected one wheel of $1 for $target in $wheels" >&2
    exit 2
  fi
  cp "$2" "$to/in/"
  printf '"%s": {"file": "%s", "sha256": "%s"}' "$1" "$(basename "$2")" "$(sha256sum "$2" | cut -c1-64)"
}

# Runs a script of the recipe with everything taken away: confined NAME IMAGE MEMORY IN COMMAND…
confined() {
  name=$1 image=$2 memory=$3 in=$4
  shift 4
  rm -rf "${to:?}/$name" "$to/scratch"
  mkdir -p "$to/$name" "$to/scratch"
  if [ "$(id -u)" = 0 ]; then
    chown 10001:10001 "$to/$name" "$to/scratch"
    user='--user 10001:10001'
  else
    user="--userns=keep-id --user $(id -u):$(id -g)"
  fi
  code=0
  hosted=''
  [ -z "$host" ] || hosted="-v $host:/host:ro"
  # shellcheck disable=SC2086 # several words on purpose
  "$podman" run --rm --name "openxla-by-hand-$name-$$" --label org.openxla.roller=by-hand \
    --init --network=none --cap-drop=ALL --security-opt=no-new-privileges --read-only \
    --tmpfs /tmp:rw,size=256m,mode=1777,exec $user --hostname builder \
    --memory "$memory" --memory-swap "$memory" --pids-limit 512 --cpus 2 --timeout 1200 \
    -v "$recipe:/recipe:ro" -v "$in:/in:ro" -v "$to/wheelhouse:/wheelhouse:ro" $hosted \
    -v "$to/$name:/out:rw" -v "$to/scratch:/scratch:rw" "$image" "$@" || code=$?
  rm -rf "$to/scratch"
  [ "$code" = 0 ] || exit "$code"
}

"$recipe/fetch.sh" --target "$target" --to "$to/wheelhouse"
if [ "$only" != check ]; then
  rm -rf "$to/in"
  mkdir -p "$to/in"
  printf '{"target": "%s", "version": "%s", "source-date-epoch": 1763769600, "pin-set": {"digest": "sha256:by-hand", "pins": {}}, "wheels": {%s, %s}}\n' \
    "$target" "$version" "$(hand_over iree-base-compiler iree_base_compiler)" \
    "$(hand_over iree-base-runtime iree_base_runtime)" >"$to/in/inputs.json"
  confined build "$(image build)" 4g "$to/in" /opt/tools/bin/python /recipe/build.py
fi
if [ "$only" != build ]; then
  confined check "$(image clean)" 6g "$to/build" /usr/bin/python3.11 /recipe/check.py
fi
