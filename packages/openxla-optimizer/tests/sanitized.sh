#!/bin/sh
# Builds library and tests with the sanitizers, and runs them: sanitized.sh FOLDER-OF-pjrt_c_api.h SCRATCH
# Without that header (it comes with the wheel xla-cpu-pjrt, in whose include folder it lies) only the encoding is tested.
set -eu
header=$1 to=$2
here=$(cd "$(dirname "$0")" && pwd)
library=$here/../library
compile() {
  "${CC:-gcc}" -std=c11 -g -O1 -Wall -Wextra -Werror -fPIC -fsanitize=address,undefined -fno-sanitize-recover=all "$@"
}
compile -I"$library" "$here/test_compile_options.c" "$library/compile_options.c" -o "$to/test_compile_options"
"$to/test_compile_options"
printf '#include "openxla_optimizer.h"\nint main(void) { return openxla_optimizer_status_code(0); }\n' >"$to/plain.cc"
"${CC:-gcc}" -x c++ -Wall -Wextra -Werror -fsyntax-only -I"$library" "$to/plain.cc"
[ -n "$header" ] || exit 0
compile -I"$header" -shared "$here/fake_plugin.c" -o "$to/fake.so"
compile -I"$header" -shared -DFAKE_MAJOR=9 "$here/fake_plugin.c" -o "$to/major9.so"
compile -I"$header" -I"$library" "$here/test_library.c" "$library"/status.c "$library"/plugin.c "$library"/partition.c \
  "$library"/run.c "$library"/compile_options.c -o "$to/test_library"
"$to/test_library" "$to/fake.so" "$to/major9.so"
