#!/bin/sh
# The tree of the image `compile`: compilers for this machine and for aarch64, and qemu to try what they made.
set -eu
"$(dirname "$0")/../debian.sh" bookworm "$1/compile.tar" --variant=minbase \
  --include=python3.11,gcc,g++,gcc-aarch64-linux-gnu,g++-aarch64-linux-gnu,cmake,ninja-build,ccache,patchelf,qemu-user-static
