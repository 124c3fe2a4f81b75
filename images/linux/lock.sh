#!/bin/sh
# Pins requirements.in: prints requirements.lock, every file by hash, for Python 3.11 on x86_64.
# A person runs it to move the tools, and reads the diff.
set -eu
cd "$(dirname "$0")"
echo "# The build tools inside the build image. Every file by hash; made by lock.sh from requirements.in."
python3 -m pip install --quiet --dry-run --ignore-installed --report - --target /nonexistent \
  --only-binary=:all: --python-version 3.11 --implementation cp \
  --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
  --platform manylinux_2_5_x86_64 --requirement requirements.in |
  python3 lock.py
