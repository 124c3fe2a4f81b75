// iree-compile PROGRAM --iree-hal-target-backends=NAME -o FILE; or --iree-list-plugins, --iree-list-targets.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "iree/compiler/embedding_api.h"

static void print_name(const char* name, void* user) {
  (void)user;
  puts(name);
}

static int stop(iree_compiler_error_t* error) {
  fprintf(stderr, "iree-compile: error: %s\n", ireeCompilerErrorGetMessage(error));
  ireeCompilerErrorDestroy(error);
  return 1;
}

static char* read_text(const char* path) {
  FILE* file = fopen(path, "rb");
  if (!file) return NULL;
  char* text = calloc(1, 1 << 20);
  if (text && fread(text, 1, (1 << 20) - 1, file) == 0) text[0] = 0;
  fclose(file);
  return text;
}

static int write_output(iree_compiler_output_t* output, const char* path) {
  size_t size = 0;
  const void* data = ireeCompilerOutputGetData(output, &size);
  FILE* file = fopen(path, "wb");
  int written = file && fwrite(data, 1, size, file) == size;
  if (file && fclose(file) != 0) written = 0;
  ireeCompilerOutputDestroy(output);
  if (!written) fprintf(stderr, "iree-compile: error: cannot write %s\n", path);
  return written ? 0 : 1;
}

int main(int argc, char** argv) {
  const char* input = NULL;
  const char* path = "out.vmfb";
  iree_compiler_session_t* session = ireeCompilerSessionCreate();
  iree_compiler_error_t* error = NULL;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "--iree-list-plugins") == 0) {
      ireeCompilerEnumeratePlugins(print_name, NULL);
      return 0;
    }
    if (strcmp(argv[i], "--iree-list-targets") == 0) {
      ireeCompilerEnumerateRegisteredHALTargetBackends(print_name, NULL);
      return 0;
    }
    if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
      path = argv[++i];
    } else if (argv[i][0] == '-') {
      if ((error = ireeCompilerSessionSetFlag(session, argv[i]))) return stop(error);
    } else {
      input = argv[i];
    }
  }
  char* text = input ? read_text(input) : NULL;
  if (!text) {
    fprintf(stderr, "iree-compile: error: no program to read\n");
    return 2;
  }
  iree_compiler_output_t* output = NULL;
  error = ireeCompilerInvokePipeline(session, text, &output);
  free(text);
  ireeCompilerSessionDestroy(session);
  return error ? stop(error) : write_output(output, path);
}
