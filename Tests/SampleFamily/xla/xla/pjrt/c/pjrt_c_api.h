// The one struct of functions between a framework and a device's plugin, found by GetPjrtApi.
#ifndef XLA_PJRT_C_PJRT_C_API_H_
#define XLA_PJRT_C_PJRT_C_API_H_

#include <stddef.h>
#include <stdint.h>

// Major grows when something moves or goes, minor when something is added at the end.
#define PJRT_API_MAJOR 0
#define PJRT_API_MINOR 30

typedef struct PJRT_Error PJRT_Error;
typedef struct PJRT_Client PJRT_Client;
typedef struct PJRT_LoadedExecutable PJRT_LoadedExecutable;

typedef struct PJRT_Api {
  size_t struct_size;
  int32_t major_version;
  int32_t minor_version;

  const char* (*PJRT_Error_Message)(PJRT_Error* error);
  void (*PJRT_Error_Destroy)(PJRT_Error* error);

  // Options are pairs "NAME=VALUE".
  PJRT_Error* (*PJRT_Client_Create)(const char* const* options, size_t count, PJRT_Client** client);
  void (*PJRT_Client_Destroy)(PJRT_Client* client);
  const char* (*PJRT_Client_PlatformName)(PJRT_Client* client);
  PJRT_Error* (*PJRT_Client_Compile)(PJRT_Client* client, const char* program,
                                     PJRT_LoadedExecutable** executable);

  void (*PJRT_LoadedExecutable_Destroy)(PJRT_LoadedExecutable* executable);
  // All arguments and the result have `length` elements.
  PJRT_Error* (*PJRT_LoadedExecutable_Execute)(PJRT_LoadedExecutable* executable,
                                               const float* const* arguments, size_t count,
                                               size_t length, float* result);
} PJRT_Api;

#endif  // XLA_PJRT_C_PJRT_C_API_H_
