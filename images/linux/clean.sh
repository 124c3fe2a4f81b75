#!/bin/sh
# The trees of the images `clean` and `build`: clean.tar, and aarch64.tar where no maintainer script runs.
#   clean.sh SUITE PYTHON FOLDER
set -eu
debian=$(dirname "$0")/debian.sh
# From Debian 13 on, /lib is a link of the package base-files, which nothing in this tree needs.
# shellcheck disable=SC2016 # the tree is an argument of the hook
"$debian" "$1" "$3/aarch64.tar" --variant=extract --architectures=arm64 --skip=check/qemu \
  --extract-hook='[ -e "$1/lib" ] || ln -s usr/lib "$1/lib"' \
  --include="python$2-minimal,libpython$2-stdlib,libstdc++6,libgcc-s1,zlib1g" &
aarch64=$!
"$debian" "$1" "$3/clean.tar" --variant=minbase --include="python$2,python$2-venv,qemu-user-static"
wait "$aarch64"
