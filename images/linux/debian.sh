#!/bin/sh
# One Debian tree as a tar; dates and order fixed, so equal packages give equal bytes: debian.sh SUITE OUTPUT OPTION...
set -eu
suite=$1 output=$2; shift 2
mode=root; [ "$(id -u)" = 0 ] || mode=unshare
SOURCE_DATE_EPOCH=1700000000 exec mmdebstrap --quiet --mode="$mode" --skip=output/dev \
  --dpkgopt='path-exclude=/usr/bin/qemu-*' --dpkgopt='path-include=/usr/bin/qemu-aarch64' --dpkgopt='path-include=/usr/bin/qemu-aarch64-static' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  "$@" "$suite" "$output"
