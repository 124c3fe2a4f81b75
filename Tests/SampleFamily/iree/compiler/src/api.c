#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode_format.h"
#include "iree/compiler/embedding_api.h"
#include "program.h"

struct iree_compiler_error_t {
  char message[256];
};

struct iree_compiler_session_t {
  const iree_target_backend_t* target;
};

struct iree_compiler_output_t {
  iree_buffer_t buffer;
};

static iree_compiler_error_t* make_error(const char* what, const char* detail) {
  iree_compiler_error_t* error = malloc(sizeof(*error));
  if (error) snprintf(error->message, sizeof(error->message), "%s%s", what, detail);
  return error;
}

int ireeCompilerGetAPIVersion(void) { return (1 << 16) | 0; }

const char* ireeCompilerGetRevision(void) {
#ifdef IREE_RELEASE_REVISION
  return IREE_RELEASE_REVISION;
#else
  return "";
#endif
}

const char* ireeCompilerErrorGetMessage(iree_compiler_error_t* error) { return error->message; }

void ireeCompilerErrorDestroy(iree_compiler_error_t* error) { free(error); }

void ireeCompilerEnumeratePlugins(void (*callback)(const char* id, void* user), void* user) {
  iree_registry_each_plugin(callback, user);
}

void ireeCompilerEnumerateRegisteredHALTargetBackends(
    void (*callback)(const char* name, void* user), void* user) {
  iree_registry_each_target(callback, user);
}

iree_compiler_session_t* ireeCompilerSessionCreate(void) {
  return calloc(1, sizeof(iree_compiler_session_t));
}

void ireeCompilerSessionDestroy(iree_compiler_session_t* session) { free(session); }

iree_compiler_error_t* ireeCompilerSessionSetFlag(iree_compiler_session_t* session,
                                                  const char* flag) {
  static const char prefix[] = "--iree-hal-target-backends=";
  if (strncmp(flag, prefix, sizeof(prefix) - 1) != 0) return make_error("unknown flag ", flag);
  session->target = iree_registry_find_target(flag + sizeof(prefix) - 1);
  return session->target ? NULL : make_error("unknown target back-end in ", flag);
}

static void append_module(const iree_program_t* program, const iree_target_backend_t* target,
                          const iree_buffer_t* payload, iree_buffer_t* module) {
  iree_buffer_append(module, IREE_VM_BYTECODE_MAGIC, 8);
  iree_buffer_append_u32(module, IREE_VM_BYTECODE_VERSION);
  iree_buffer_append_name(module, target->name, IREE_MAX_NAME);
  iree_buffer_append_name(module, program->name, IREE_MAX_NAME);
  iree_buffer_append_u32(module, program->argument_count);
  iree_buffer_append_u32(module, program->value_count);
  iree_buffer_append_u32(module, program->result);
  iree_buffer_append_u32(module, payload->size);
  iree_buffer_append(module, payload->data, payload->size);
}

iree_compiler_error_t* ireeCompilerInvokePipeline(iree_compiler_session_t* session,
                                                  const char* text,
                                                  iree_compiler_output_t** output) {
  char message[200];
  if (!session->target) return make_error("no target back-end was chosen", "");
  iree_program_t* program = malloc(sizeof(*program));
  *output = calloc(1, sizeof(**output));
  iree_buffer_t payload = {0};
  iree_compiler_error_t* error = NULL;
  if (!program || !*output) {
    error = make_error("out of memory", "");
  } else if (iree_parse_program(text, program, message, sizeof(message))) {
    error = make_error(message, "");
  } else {
    session->target->translate(program, &payload);
    append_module(program, session->target, &payload, &(*output)->buffer);
    if (payload.failed || (*output)->buffer.failed) error = make_error("out of memory", "");
  }
  free(payload.data);
  free(program);
  if (error && *output) {
    ireeCompilerOutputDestroy(*output);
    *output = NULL;
  }
  return error;
}

const void* ireeCompilerOutputGetData(iree_compiler_output_t* output, size_t* size) {
  *size = output->buffer.size;
  return output->buffer.data;
}

void ireeCompilerOutputDestroy(iree_compiler_output_t* output) {
  free(output->buffer.data);
  free(output);
}
