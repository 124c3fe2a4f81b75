/* A PJRT plugin that computes nothing, counts every object that it lends, and fails where it is told to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pjrt_c_api.h"

/* The call, from 1, that fails; 0 for none. And what was called and not given back so far. */
int fake_fails_at, fake_calls, fake_living;

static char words[64];

static PJRT_Error *answer(const char *function) {
  if (++fake_calls != fake_fails_at) return NULL;
  snprintf(words, sizeof words, "%s was told to fail", function);
  fake_living++;
  return (PJRT_Error *)words;
}

static void *lend(void) {
  fake_living++;
  return malloc(1);
}

static PJRT_Error *take(void *object, const char *function) {
  fake_living--;
  free(object);
  return answer(function);
}

#define FAKE(FUNCTION) static PJRT_Error *fake_##FUNCTION(FUNCTION##_Args *args)
#define BEGIN(FUNCTION)                                            \
  if (args->struct_size != FUNCTION##_Args_STRUCT_SIZE) abort();   \
  PJRT_Error *error = answer(#FUNCTION);                           \
  if (error != NULL) return error

static void fake_PJRT_Error_Destroy(PJRT_Error_Destroy_Args *args) {
  if (args->error != NULL) fake_living--;
}

static void fake_PJRT_Error_Message(PJRT_Error_Message_Args *args) {
  args->message = (const char *)args->error;
  args->message_size = strlen(args->message);
}

FAKE(PJRT_Error_GetCode) {
  args->code = PJRT_Error_Code_DATA_LOSS;
  return NULL;
}

FAKE(PJRT_Plugin_Initialize) {
  BEGIN(PJRT_Plugin_Initialize);
  return NULL;
}

FAKE(PJRT_Event_Await) {
  BEGIN(PJRT_Event_Await);
  return NULL;
}

FAKE(PJRT_Event_Destroy) { return take(args->event, "PJRT_Event_Destroy"); }

FAKE(PJRT_Client_Create) {
  BEGIN(PJRT_Client_Create);
  args->client = lend();
  return NULL;
}

FAKE(PJRT_Client_Destroy) { return take(args->client, "PJRT_Client_Destroy"); }

FAKE(PJRT_Client_PlatformName) {
  BEGIN(PJRT_Client_PlatformName);
  args->platform_name = "fake and more";
  args->platform_name_size = 4;
  return NULL;
}

static PJRT_Device *const devices[3];

FAKE(PJRT_Client_AddressableDevices) {
  BEGIN(PJRT_Client_AddressableDevices);
  args->addressable_devices = devices;
  args->num_addressable_devices = 3;
  return NULL;
}

FAKE(PJRT_Client_Compile) {
  BEGIN(PJRT_Client_Compile);
  args->executable = lend();
  return NULL;
}

FAKE(PJRT_LoadedExecutable_Destroy) { return take(args->executable, "PJRT_LoadedExecutable_Destroy"); }

FAKE(PJRT_LoadedExecutable_AddressableDevices) {
  BEGIN(PJRT_LoadedExecutable_AddressableDevices);
  args->addressable_devices = devices;
  args->num_addressable_devices = 2;
  return NULL;
}

FAKE(PJRT_LoadedExecutable_GetExecutable) {
  BEGIN(PJRT_LoadedExecutable_GetExecutable);
  args->executable = lend();
  return NULL;
}

FAKE(PJRT_Executable_Destroy) { return take(args->executable, "PJRT_Executable_Destroy"); }

FAKE(PJRT_Executable_NumOutputs) {
  BEGIN(PJRT_Executable_NumOutputs);
  args->num_outputs = 2;
  return NULL;
}

FAKE(PJRT_Executable_OptimizedProgram) {
  BEGIN(PJRT_Executable_OptimizedProgram);
  args->program->format = "hlo";
  args->program->format_size = 3;
  args->program->code_size = 5;
  if (args->program->code != NULL) memcpy(args->program->code, "whole", 5);
  return NULL;
}

FAKE(PJRT_Client_BufferFromHostBuffer) {
  BEGIN(PJRT_Client_BufferFromHostBuffer);
  args->buffer = lend();
  args->done_with_host_buffer = lend();
  return NULL;
}

FAKE(PJRT_Buffer_Destroy) { return take(args->buffer, "PJRT_Buffer_Destroy"); }

FAKE(PJRT_LoadedExecutable_Execute) {
  BEGIN(PJRT_LoadedExecutable_Execute);
  for (size_t device = 0; device < args->num_devices; device++) {
    for (int result = 0; result < 2; result++) args->output_lists[device][result] = lend();
    args->device_complete_events[device] = lend();
  }
  return NULL;
}

FAKE(PJRT_Buffer_ElementType) {
  BEGIN(PJRT_Buffer_ElementType);
  args->type = PJRT_Buffer_Type_S32;
  return NULL;
}

FAKE(PJRT_Buffer_Dimensions) {
  static const int64_t dims[] = {2, 1};
  BEGIN(PJRT_Buffer_Dimensions);
  args->dims = dims;
  args->num_dims = 2;
  return NULL;
}

FAKE(PJRT_Buffer_ToHostBuffer) {
  BEGIN(PJRT_Buffer_ToHostBuffer);
  if (args->host_layout == NULL || args->host_layout->tiled.minor_to_major[0] != 1) abort();
  if (args->dst != NULL) {
    memcpy(args->dst, (int32_t[]){7, 8}, 8);
    args->event = lend();
  }
  args->dst_size = 8;
  return NULL;
}

const PJRT_Api *GetPjrtApi(void);

const PJRT_Api *GetPjrtApi(void) {
#define HAS(FUNCTION) .FUNCTION = fake_##FUNCTION
  static const PJRT_Api api = {
      .struct_size = PJRT_Api_STRUCT_SIZE,
#ifdef FAKE_MAJOR
      .pjrt_api_version = {.major_version = FAKE_MAJOR, .minor_version = 3},
#else
      .pjrt_api_version = {.major_version = PJRT_API_MAJOR, .minor_version = PJRT_API_MINOR},
#endif
      HAS(PJRT_Error_Destroy), HAS(PJRT_Error_Message), HAS(PJRT_Error_GetCode), HAS(PJRT_Plugin_Initialize),
      HAS(PJRT_Event_Destroy), HAS(PJRT_Event_Await), HAS(PJRT_Client_Create), HAS(PJRT_Client_Destroy),
      HAS(PJRT_Client_PlatformName), HAS(PJRT_Client_AddressableDevices), HAS(PJRT_Client_Compile),
      HAS(PJRT_LoadedExecutable_Destroy), HAS(PJRT_LoadedExecutable_AddressableDevices),
      HAS(PJRT_LoadedExecutable_GetExecutable), HAS(PJRT_Executable_Destroy), HAS(PJRT_Executable_NumOutputs),
      HAS(PJRT_Executable_OptimizedProgram), HAS(PJRT_Client_BufferFromHostBuffer), HAS(PJRT_Buffer_Destroy),
      HAS(PJRT_LoadedExecutable_Execute), HAS(PJRT_Buffer_ElementType), HAS(PJRT_Buffer_Dimensions),
      HAS(PJRT_Buffer_ToHostBuffer)};
  return &api;
}
