#!/bin/sh
# The trees of the images `clean` and `build`: clean.tar, and aarch64.tar where no maintainer script runs.
set -eu
debian=$(dirname "$0")/debian.sh
"$debian" "$1/aarch64.tar" --variant=extract --architectures=arm64 --skip=check/qemu \
  --include=python3.11-minimal,libpython3.11-stdlib,libstdc++6,libgcc-s1,zlib1g &
aarch64=$!
"$debian" "$1/clean.tar" --variant=minbase --include=python3.11,python3.11-venv,qemu-user-static
wait "$aarch64"
