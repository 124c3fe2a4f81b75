// iree-run-module --module=FILE --device=NAME [--plugin=FILE]… --input="1 2 3"…; prints the result's elements.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "iree/runtime/api.h"

#define MAX_INPUTS 16
#define MAX_LENGTH 4096

static float inputs[MAX_INPUTS][MAX_LENGTH];

static int stop(const char* what) {
  fprintf(stderr, "iree-run-module: error: %s\n", what);
  return 1;
}

static size_t read_input(const char* text, float* input) {
  size_t length = 0;
  char* end = NULL;
  for (float value; length < MAX_LENGTH; text = end) {
    value = strtof(text, &end);
    if (end == text) break;
    input[length++] = value;
  }
  return length;
}

static iree_runtime_module_t* load(const char* path, const char* device) {
  static char data[1 << 20];
  FILE* file = fopen(path, "rb");
  size_t size = file ? fread(data, 1, sizeof(data), file) : 0;
  if (file) fclose(file);
  return iree_runtime_module_load(data, size, device);
}

int main(int argc, char** argv) {
  const char* path = "out.vmfb";
  const char* device = "local-sync";
  const float* arguments[MAX_INPUTS];
  int count = 0;
  size_t length = 0;
  for (int i = 1; i < argc; ++i) {
    if (strncmp(argv[i], "--module=", 9) == 0) {
      path = argv[i] + 9;
    } else if (strncmp(argv[i], "--device=", 9) == 0) {
      device = argv[i] + 9;
    } else if (strncmp(argv[i], "--plugin=", 9) == 0) {
      if (iree_runtime_load_plugin(argv[i] + 9)) return stop(iree_runtime_last_error());
    } else if (strncmp(argv[i], "--input=", 8) == 0 && count < MAX_INPUTS) {
      length = read_input(argv[i] + 8, inputs[count]);
      arguments[count] = inputs[count];
      ++count;
    } else {
      return stop(argv[i]);
    }
  }
  iree_runtime_module_t* module = load(path, device);
  if (!module) return stop(iree_runtime_last_error());
  if (iree_runtime_module_argument_count(module) != count) return stop("wrong number of inputs");
  static float result[MAX_LENGTH];
  if (iree_runtime_module_invoke(module, arguments, length, result)) {
    return stop(iree_runtime_last_error());
  }
  iree_runtime_module_destroy(module);
  for (size_t i = 0; i < length; ++i) printf("%s%.6g", i ? " " : "", (double)result[i]);
  putchar('\n');
  return 0;
}
