// The compiler and the optimizer, loaded when a client is made.
#ifndef IREE_INTEGRATIONS_PJRT_LIBRARIES_H_
#define IREE_INTEGRATIONS_PJRT_LIBRARIES_H_

#include <stddef.h>

#include "iree/compiler/embedding_api.h"
#include "partitioner/api.h"

// Declared by the headers that this is built with, so that a function which is gone stops the build.
#define PJRT_COMPILER_FUNCTIONS(X)  \
  X(ireeCompilerErrorDestroy)       \
  X(ireeCompilerErrorGetMessage)    \
  X(ireeCompilerGetAPIVersion)      \
  X(ireeCompilerInvokePipeline)     \
  X(ireeCompilerOutputDestroy)      \
  X(ireeCompilerOutputGetData)      \
  X(ireeCompilerSessionCreate)      \
  X(ireeCompilerSessionDestroy)     \
  X(ireeCompilerSessionSetFlag)
#define PJRT_OPTIMIZER_FUNCTIONS(X) \
  X(openxlaPartitionerFree)         \
  X(openxlaPartitionerRun)

typedef struct pjrt_libraries_t {
  void* compiler;
  void* optimizer;
#define PJRT_MEMBER(name) __typeof__(&name) name;
  PJRT_COMPILER_FUNCTIONS(PJRT_MEMBER)
  PJRT_OPTIMIZER_FUNCTIONS(PJRT_MEMBER)
#undef PJRT_MEMBER
} pjrt_libraries_t;

// Return 0, or write into `message` what is missing.
int pjrt_load_compiler(pjrt_libraries_t* libraries, const char* path, char* message, size_t capacity);
int pjrt_load_optimizer(pjrt_libraries_t* libraries, const char* path, char* message, size_t capacity);
void pjrt_unload(pjrt_libraries_t* libraries);

#endif  // IREE_INTEGRATIONS_PJRT_LIBRARIES_H_
