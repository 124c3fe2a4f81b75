#include "iree/integrations/pjrt/libraries.h"

#include <dlfcn.h>
#include <stdio.h>

static int missing(const char* name, char* message, size_t capacity) {
  snprintf(message, capacity, "%s is missing: %s", name, dlerror());
  return 1;
}

#define PJRT_RESOLVE(name)                                                             \
  libraries->name = (__typeof__(libraries->name))dlsym(library, #name);                \
  if (!libraries->name) return missing(#name, message, capacity);

int pjrt_load_compiler(pjrt_libraries_t* libraries, const char* path, char* message,
                       size_t capacity) {
  void* library = libraries->compiler = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return missing("the compiler", message, capacity);
  PJRT_COMPILER_FUNCTIONS(PJRT_RESOLVE)
  return 0;
}

int pjrt_load_optimizer(pjrt_libraries_t* libraries, const char* path, char* message,
                        size_t capacity) {
  void* library = libraries->optimizer = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return missing("the optimizer", message, capacity);
  PJRT_OPTIMIZER_FUNCTIONS(PJRT_RESOLVE)
  return 0;
}

void pjrt_unload(pjrt_libraries_t* libraries) {
  if (libraries->compiler) dlclose(libraries->compiler);
  if (libraries->optimizer) dlclose(libraries->optimizer);
}
