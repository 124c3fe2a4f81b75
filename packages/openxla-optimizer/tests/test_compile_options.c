/* The hand-made encoding, byte by byte, as protobuf's own library writes it. */
#include <stdio.h>
#include <string.h>

#include "compile_options.h"

static int is(size_t size, const unsigned char *found, const char *expected) {
  char text[3 * OPENXLA_COMPILE_OPTIONS_SIZE] = "";
  for (size_t index = 0; index < size; index++) sprintf(text + 2 * index, "%02x", found[index]);
  if (strcmp(text, expected) == 0) return 1;
  fprintf(stderr, "found %s, expected %s\n", text, expected);
  return 0;
}

int main(void) {
  unsigned char out[OPENXLA_COMPILE_OPTIONS_SIZE];
  int good = is(openxla_compile_options(out, 4, 1), out, "1a1408ffffffffffffffffff01200128043001980101");
  good &= is(openxla_compile_options(out, 300, 0), out, "1a1508ffffffffffffffffff01200128ac023001980100");
  good &= openxla_compile_options(out, UINT64_MAX, 1) < sizeof out;
  return good ? 0 : 1;
}
