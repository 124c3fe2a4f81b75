#!/bin/sh
# The package recipe's digest: this folder, what it shares with others, and the images' folder, without tests.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../images/linux/digest.sh" "$here" "$here/../kit" "$here/../../images/linux"
