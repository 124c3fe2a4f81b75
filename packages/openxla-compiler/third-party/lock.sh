#!/bin/sh
# Pins requirements.in for every target: writes TARGET.lock, every file by hash.
# A person runs it to move what the released wheels need, and reads the diff.
set -eu
cd "$(dirname "$0")"
for architecture in x86_64 aarch64; do
  lock=linux-$architecture.lock
  {
    echo "# What the released wheels need on linux-$architecture; made by lock.sh from requirements.in."
    python3 -m pip install --quiet --dry-run --ignore-installed --report - --target /nonexistent \
      --only-binary=:all: --python-version 3.11 --implementation cp \
      --platform "manylinux_2_28_$architecture" --platform "manylinux_2_27_$architecture" \
      --platform "manylinux_2_17_$architecture" --platform "manylinux2014_$architecture" \
      --requirement requirements.in | python3 ../../../images/linux/lock.py
  } >"$lock.new"
  mv "$lock.new" "$lock"
done
