// The compiler as a library: a C API that is loaded by dlopen or linked.
#ifndef IREE_COMPILER_EMBEDDING_API_H_
#define IREE_COMPILER_EMBEDDING_API_H_

#include <stddef.h>
#include <stdint.h>

#define IREE_EMBED_EXPORTED __attribute__((visibility("default")))

typedef struct iree_compiler_error_t iree_compiler_error_t;
typedef struct iree_compiler_session_t iree_compiler_session_t;
typedef struct iree_compiler_output_t iree_compiler_output_t;

// Major in the upper 16 bits: grows when something is taken away.
IREE_EMBED_EXPORTED int ireeCompilerGetAPIVersion(void);
IREE_EMBED_EXPORTED const char* ireeCompilerGetRevision(void);

IREE_EMBED_EXPORTED const char* ireeCompilerErrorGetMessage(iree_compiler_error_t* error);
IREE_EMBED_EXPORTED void ireeCompilerErrorDestroy(iree_compiler_error_t* error);

// Calls back with the id of every plugin that is linked in.
IREE_EMBED_EXPORTED void ireeCompilerEnumeratePlugins(void (*callback)(const char* id, void* user),
                                                      void* user);
// Calls back with the name of every target back-end.
IREE_EMBED_EXPORTED void ireeCompilerEnumerateRegisteredHALTargetBackends(
    void (*callback)(const char* name, void* user), void* user);

IREE_EMBED_EXPORTED iree_compiler_session_t* ireeCompilerSessionCreate(void);
IREE_EMBED_EXPORTED void ireeCompilerSessionDestroy(iree_compiler_session_t* session);
// Understands --iree-hal-target-backends=NAME.
IREE_EMBED_EXPORTED iree_compiler_error_t* ireeCompilerSessionSetFlag(
    iree_compiler_session_t* session, const char* flag);

// Compiles a program's text; the caller destroys the output.
IREE_EMBED_EXPORTED iree_compiler_error_t* ireeCompilerInvokePipeline(
    iree_compiler_session_t* session, const char* text, iree_compiler_output_t** output);
IREE_EMBED_EXPORTED const void* ireeCompilerOutputGetData(iree_compiler_output_t* output,
                                                          size_t* size);
IREE_EMBED_EXPORTED void ireeCompilerOutputDestroy(iree_compiler_output_t* output);

#endif  // IREE_COMPILER_EMBEDDING_API_H_
