#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct openxla_optimizer_status {
  int code;
  char *message;
};

/* Never written to: what is returned when a status cannot be made. */
static char no_memory_message[] = "out of memory";
static openxla_optimizer_status no_memory = {OPENXLA_OPTIMIZER_OUT_OF_MEMORY, no_memory_message};

EXPORT int openxla_optimizer_status_code(const openxla_optimizer_status *status) {
  return status == NULL ? 0 : status->code;
}

EXPORT const char *openxla_optimizer_status_message(const openxla_optimizer_status *status) {
  return status == NULL ? "" : status->message;
}

EXPORT void openxla_optimizer_status_free(openxla_optimizer_status *status) {
  if (status == NULL || status == &no_memory) return;
  free(status->message);
  free(status);
}

openxla_optimizer_status *openxla_failed(int code, const char *format, ...) {
  openxla_optimizer_status *status = malloc(sizeof *status);
  va_list values, again;
  va_start(values, format);
  va_copy(again, values);
  int size = vsnprintf(NULL, 0, format, values);
  char *message = status == NULL || size < 0 ? NULL : malloc((size_t)size + 1);
  if (message != NULL) vsnprintf(message, (size_t)size + 1, format, again);
  va_end(again);
  va_end(values);
  if (message == NULL) {
    free(status);
    return &no_memory;
  }
  *status = (openxla_optimizer_status){code, message};
  return status;
}

openxla_optimizer_status *openxla_from_pjrt(const PJRT_Api *api, const char *function, PJRT_Error *error) {
  if (error == NULL) return NULL;
  ARGUMENTS(PJRT_Error_Message_Args, message);
  message.error = error;
  api->PJRT_Error_Message(&message);
  ARGUMENTS(PJRT_Error_GetCode_Args, code);
  code.error = error;
  PJRT_Error *unknown = api->PJRT_Error_GetCode(&code);
  int number = unknown == NULL && code.code != 0 ? (int)code.code : OPENXLA_OPTIMIZER_INTERNAL;
  int size = message.message_size > 1 << 20 ? 1 << 20 : (int)message.message_size;
  openxla_optimizer_status *status =
      openxla_failed(number, "%s: %.*s", function, size, message.message == NULL ? "" : message.message);
  ARGUMENTS(PJRT_Error_Destroy_Args, destroy);
  destroy.error = unknown;
  if (unknown != NULL) api->PJRT_Error_Destroy(&destroy);
  destroy.error = error;
  api->PJRT_Error_Destroy(&destroy);
  return status;
}

openxla_optimizer_status *openxla_await(const PJRT_Api *api, PJRT_Event *event) {
  if (event == NULL) return NULL;
  ARGUMENTS(PJRT_Event_Await_Args, await);
  await.event = event;
  openxla_optimizer_status *status = CALL(api, PJRT_Event_Await, &await);
  ARGUMENTS(PJRT_Event_Destroy_Args, destroy);
  destroy.event = event;
  return openxla_first(status, CALL(api, PJRT_Event_Destroy, &destroy));
}

openxla_optimizer_status *openxla_first(openxla_optimizer_status *one, openxla_optimizer_status *other) {
  if (one == NULL) return other;
  openxla_optimizer_status_free(other);
  return one;
}

char *openxla_copy(const char *text, size_t size) {
  char *copy = malloc(size + 1);
  if (copy == NULL) return NULL;
  if (size != 0) memcpy(copy, text, size);
  copy[size] = 0;
  return copy;
}
