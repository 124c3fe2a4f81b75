#!/bin/sh
# Stands for what makes the images; no test makes any.
echo "the fixture's images are not made" >&2
exit 1
