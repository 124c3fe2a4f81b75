// What differs between the plugins.
#ifndef IREE_INTEGRATIONS_PJRT_DEVICE_H_
#define IREE_INTEGRATIONS_PJRT_DEVICE_H_

typedef struct pjrt_device_t {
  const char* platform_name;
  // A flag of the compiler, and a device of the runtime.
  const char* compiler_flag;
  const char* runtime_device;
} pjrt_device_t;

extern const pjrt_device_t pjrt_device;

#endif  // IREE_INTEGRATIONS_PJRT_DEVICE_H_
