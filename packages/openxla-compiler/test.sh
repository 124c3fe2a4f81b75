#!/bin/sh
# Tests the recipe's own code in seconds: no container, no compiler, no network once `packaging` is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=python3
if ! "$python" -c 'import packaging, tomllib' 2>/dev/null; then
  venv=${XDG_CACHE_HOME:-$HOME/.cache}/openxla-compiler-release/recipe-tests
  [ -x "$venv/bin/python" ] || python3.11 -m venv "$venv"
  grep -A1 '^packaging==' "$here/../../images/linux/requirements.lock" >"$venv/packaging.lock"
  "$venv/bin/pip" install --quiet --require-hashes --requirement "$venv/packaging.lock"
  python=$venv/bin/python
fi
PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 exec "$python" -m unittest discover --start-directory "$here/tests" "$@"
