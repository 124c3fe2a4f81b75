// The plugin: COMPILER_LIB_PATH, PARTITIONER_LIB_PATH and RUNTIME_PLUGIN (any number) are a client's options.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "iree/integrations/pjrt/device.h"
#include "iree/integrations/pjrt/libraries.h"
#include "iree/runtime/api.h"
#include "xla/pjrt/c/pjrt_c_api.h"

struct PJRT_Error {
  char message[300];
};

struct PJRT_Client {
  pjrt_libraries_t libraries;
};

struct PJRT_LoadedExecutable {
  iree_runtime_module_t* module;
};

static PJRT_Error* make_error(const char* what, const char* detail) {
  PJRT_Error* error = malloc(sizeof(*error));
  if (error) snprintf(error->message, sizeof(error->message), "%s: %s", what, detail);
  return error;
}

static const char* error_message(PJRT_Error* error) { return error->message; }

static void error_destroy(PJRT_Error* error) { free(error); }

static void client_destroy(PJRT_Client* client) {
  pjrt_unload(&client->libraries);
  free(client);
}

// The option's value when it has this name.
static const char* value_of(const char* option, const char* name) {
  size_t size = strlen(name);
  return strncmp(option, name, size) == 0 && option[size] == '=' ? option + size + 1 : NULL;
}

static PJRT_Error* apply(PJRT_Client* client, const char* option) {
  char message[256];
  const char* path;
  if ((path = value_of(option, "COMPILER_LIB_PATH"))) {
    if (pjrt_load_compiler(&client->libraries, path, message, sizeof(message))) {
      return make_error("COMPILER_LIB_PATH", message);
    }
  } else if ((path = value_of(option, "PARTITIONER_LIB_PATH"))) {
    if (pjrt_load_optimizer(&client->libraries, path, message, sizeof(message))) {
      return make_error("PARTITIONER_LIB_PATH", message);
    }
  } else if ((path = value_of(option, "RUNTIME_PLUGIN"))) {
    if (iree_runtime_load_plugin(path)) return make_error("RUNTIME_PLUGIN", iree_runtime_last_error());
  } else {
    return make_error("unknown option", option);
  }
  return NULL;
}

static PJRT_Error* client_create(const char* const* options, size_t count, PJRT_Client** client) {
  *client = calloc(1, sizeof(**client));
  if (!*client) return make_error("PJRT_Client_Create", "out of memory");
  PJRT_Error* error = NULL;
  for (size_t i = 0; !error && i < count; ++i) error = apply(*client, options[i]);
  if (!error && !(*client)->libraries.compiler) error = make_error("COMPILER_LIB_PATH", "not given");
  if (error) {
    client_destroy(*client);
    *client = NULL;
  }
  return error;
}

static const char* client_platform_name(PJRT_Client* client) {
  (void)client;
  return pjrt_device.platform_name;
}

static PJRT_Error* load(pjrt_libraries_t* libraries, iree_compiler_output_t* output,
                        PJRT_LoadedExecutable** executable) {
  size_t size = 0;
  const void* data = libraries->ireeCompilerOutputGetData(output, &size);
  *executable = calloc(1, sizeof(**executable));
  if (!*executable) return make_error("PJRT_Client_Compile", "out of memory");
  (*executable)->module = iree_runtime_module_load(data, size, pjrt_device.runtime_device);
  if ((*executable)->module) return NULL;
  free(*executable);
  *executable = NULL;
  return make_error("the runtime refuses the module", iree_runtime_last_error());
}

static PJRT_Error* compile(pjrt_libraries_t* libraries, const char* program,
                           PJRT_LoadedExecutable** executable) {
  iree_compiler_session_t* session = libraries->ireeCompilerSessionCreate();
  iree_compiler_output_t* output = NULL;
  iree_compiler_error_t* failure =
      libraries->ireeCompilerSessionSetFlag(session, pjrt_device.compiler_flag);
  if (!failure) failure = libraries->ireeCompilerInvokePipeline(session, program, &output);
  PJRT_Error* error = NULL;
  if (failure) {
    error = make_error("the compiler", libraries->ireeCompilerErrorGetMessage(failure));
    libraries->ireeCompilerErrorDestroy(failure);
  } else {
    error = load(libraries, output, executable);
    libraries->ireeCompilerOutputDestroy(output);
  }
  libraries->ireeCompilerSessionDestroy(session);
  return error;
}

static PJRT_Error* client_compile(PJRT_Client* client, const char* program,
                                  PJRT_LoadedExecutable** executable) {
  pjrt_libraries_t* libraries = &client->libraries;
  if (!libraries->optimizer) return compile(libraries, program, executable);
  char* optimized = libraries->openxlaPartitionerRun(program, 1);
  if (!optimized) return make_error("the optimizer", "it does not understand the program");
  PJRT_Error* error = compile(libraries, optimized, executable);
  libraries->openxlaPartitionerFree(optimized);
  return error;
}

static void executable_destroy(PJRT_LoadedExecutable* executable) {
  iree_runtime_module_destroy(executable->module);
  free(executable);
}

static PJRT_Error* executable_execute(PJRT_LoadedExecutable* executable,
                                      const float* const* arguments, size_t count, size_t length,
                                      float* result) {
  if ((int)count != iree_runtime_module_argument_count(executable->module)) {
    return make_error("PJRT_LoadedExecutable_Execute", "wrong number of arguments");
  }
  if (iree_runtime_module_invoke(executable->module, arguments, length, result)) {
    return make_error("the runtime", iree_runtime_last_error());
  }
  return NULL;
}

__attribute__((visibility("default"))) const PJRT_Api* GetPjrtApi(void) {
  static const PJRT_Api api = {
      .struct_size = sizeof(PJRT_Api),
      .major_version = PJRT_API_MAJOR,
      .minor_version = PJRT_API_MINOR,
      .PJRT_Error_Message = error_message,
      .PJRT_Error_Destroy = error_destroy,
      .PJRT_Client_Create = client_create,
      .PJRT_Client_Destroy = client_destroy,
      .PJRT_Client_PlatformName = client_platform_name,
      .PJRT_Client_Compile = client_compile,
      .PJRT_LoadedExecutable_Destroy = executable_destroy,
      .PJRT_LoadedExecutable_Execute = executable_execute,
  };
  return &api;
}
