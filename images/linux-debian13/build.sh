#!/bin/sh
# Makes the image `clean` with Debian 13 and Python 3.13, as images/linux/build.sh makes that of Debian 12.
# There is no other: what is tried here was built in the images of images/linux.
set -eu
exec "$(dirname "$0")/../linux/build.sh" --debian 13 "$@"
