#!/bin/sh
# Tests a recipe's own code in seconds: no container, no compiler, no network once the two packages are there.
# Without numpy (Debian's python3-numpy) the models are not tested.
#   packages/kit/test.sh [FOLDER OF THE RECIPE]
set -eu
kit=$(cd "$(dirname "$0")" && pwd)
recipe=$kit
[ $# -eq 0 ] || { recipe=$(cd "$1" && pwd); shift; }
python=python3
if ! "$python" -c 'import packaging, tomllib, wheel.wheelfile' 2>/dev/null; then
  venv=${XDG_CACHE_HOME:-$HOME/.cache}/openxla-compiler-release/kit-tests
  [ -x "$venv/bin/python" ] || python3.11 -m venv --system-site-packages "$venv"
  sed -n '/^packaging==/{N;p};/^wheel==/{N;p}' "$kit/../../images/linux/requirements.lock" >"$venv/tests.lock"
  "$venv/bin/pip" install --quiet --require-hashes --requirement "$venv/tests.lock"
  python=$venv/bin/python
fi
cd "$recipe"
PYTHONPATH=$recipe:${kit%/kit} PYTHONDONTWRITEBYTECODE=1 exec "$python" -m unittest discover --start-directory "$recipe/tests" "$@"
