#!/bin/sh
# Tests the recipe's own code in seconds: no container, no compiler.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../kit/test.sh" "$here" "$@"
