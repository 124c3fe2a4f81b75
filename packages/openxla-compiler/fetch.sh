#!/bin/sh
# Downloads what the released wheels need besides each other and the pins. See docs/recipes.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../kit/fetch.sh" "$here" "$@"
