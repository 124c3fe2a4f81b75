#!/bin/sh
# Tests the recipe's own code in seconds: no container. Of the C library the encoding, and with PJRT_HEADER=FOLDER (which
# has pjrt_c_api.h) all of it, as each build does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$here/tests/sanitized.sh" "${PJRT_HEADER:-}" "$scratch"
"$here/../kit/test.sh" "$here" "$@"
