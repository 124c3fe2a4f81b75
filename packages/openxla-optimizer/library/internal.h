/* What the library's own files share. */
#ifndef OPENXLA_OPTIMIZER_INTERNAL_H_
#define OPENXLA_OPTIMIZER_INTERNAL_H_

#include "openxla_optimizer.h"
#include "pjrt_c_api.h"

#define EXPORT __attribute__((visibility("default")))

struct openxla_optimizer {
  const PJRT_Api *api;
  PJRT_Client *client;
  char *platform;
  size_t num_devices;
};

struct openxla_optimizer_program {
  const openxla_optimizer *optimizer;
  PJRT_LoadedExecutable *executable;
  char *code, *format;
  size_t code_size, num_devices, num_results;
};

/* Calls FUNCTION of the plugin; ARGS is its argument structure, made with ARGUMENTS. */
#define CALL(API, FUNCTION, ARGS) openxla_from_pjrt((API), #FUNCTION, (API)->FUNCTION(ARGS))
#define ARGUMENTS(TYPE, NAME) TYPE NAME = {.struct_size = TYPE##_STRUCT_SIZE}

/* A status with a text as by printf; when there is no memory even for that, a constant one that says so. */
openxla_optimizer_status *openxla_failed(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The status of a PJRT function, whose error is freed; NULL when there is none. */
openxla_optimizer_status *openxla_from_pjrt(const PJRT_Api *api, const char *function, PJRT_Error *error);
/* Waits for an event and frees it. */
openxla_optimizer_status *openxla_await(const PJRT_Api *api, PJRT_Event *event);
/* The first of two; the second is freed when there is a first. */
openxla_optimizer_status *openxla_first(openxla_optimizer_status *one, openxla_optimizer_status *other);
/* A copy with a final zero; NULL when there is no memory. */
char *openxla_copy(const char *text, size_t size);
/* The size of one element in bytes; 0 for a type that cannot be passed. */
size_t openxla_element_size(int type);

#endif /* OPENXLA_OPTIMIZER_INTERNAL_H_ */
