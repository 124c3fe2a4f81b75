// Loads what the compiler emits and executes it.
#ifndef IREE_RUNTIME_API_H_
#define IREE_RUNTIME_API_H_

#include <stddef.h>

#define IREE_RUNTIME_EXPORTED __attribute__((visibility("default")))

typedef struct iree_runtime_module_t iree_runtime_module_t;

// What the last call of this thread failed with.
IREE_RUNTIME_EXPORTED const char* iree_runtime_last_error(void);
IREE_RUNTIME_EXPORTED const char* iree_runtime_revision(void);

// Loads a library of custom calls; 0 when it has them in the form that this runtime understands.
IREE_RUNTIME_EXPORTED int iree_runtime_load_plugin(const char* path);

// `device`: local-sync, local-task or cuda. NULL when the module is not for it.
IREE_RUNTIME_EXPORTED iree_runtime_module_t* iree_runtime_module_load(const void* data, size_t size,
                                                                      const char* device);
IREE_RUNTIME_EXPORTED int iree_runtime_module_argument_count(const iree_runtime_module_t* module);
IREE_RUNTIME_EXPORTED void iree_runtime_module_destroy(iree_runtime_module_t* module);

// All arguments and the result have `length` elements.
IREE_RUNTIME_EXPORTED int iree_runtime_module_invoke(const iree_runtime_module_t* module,
                                                     const float* const* arguments, size_t length,
                                                     float* result);

#endif  // IREE_RUNTIME_API_H_
