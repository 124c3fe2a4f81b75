#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* The last function that is called here: a plugin whose table ends before it is too old. */
#define LAST_FUNCTION PJRT_Buffer_ToHostBuffer
#define NEEDED_SIZE (offsetof(PJRT_Api, LAST_FUNCTION) + sizeof(void *))

EXPORT int openxla_optimizer_api_version(void) { return OPENXLA_OPTIMIZER_API_VERSION; }

static openxla_optimizer_status *load(const char *plugin, const PJRT_Api **api) {
  /* It is never unloaded: XLA leaves threads and at-exit handlers behind. */
  void *library = dlopen(plugin, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == NULL) return openxla_failed(OPENXLA_OPTIMIZER_NOT_FOUND, "dlopen: %s", dlerror());
  const PJRT_Api *(*get)(void);
  /* POSIX's way to a function: https://pubs.opengroup.org/onlinepubs/9799919799/functions/dlsym.html */
  *(void **)&get = dlsym(library, "GetPjrtApi");
  openxla_optimizer_status *status = NULL;
  const PJRT_Api *found = get == NULL ? NULL : get();
  if (found == NULL)
    status = openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "%s is not a PJRT plugin: %s", plugin,
                            get == NULL ? "it has no function GetPjrtApi" : "GetPjrtApi returned no table");
  else if (found->pjrt_api_version.major_version != PJRT_API_MAJOR || found->struct_size < NEEDED_SIZE)
    status = openxla_failed(OPENXLA_OPTIMIZER_UNIMPLEMENTED,
                            "%s speaks PJRT %d.%d in %zu bytes; this library was built for %d.%d and needs %zu bytes",
                            plugin, found->pjrt_api_version.major_version, found->pjrt_api_version.minor_version,
                            found->struct_size, PJRT_API_MAJOR, PJRT_API_MINOR, (size_t)NEEDED_SIZE);
  else
    *api = found;
  dlclose(library);
  return status;
}

static openxla_optimizer_status *create(openxla_optimizer *it, const openxla_optimizer_option *options, size_t count) {
  PJRT_NamedValue *named = calloc(count + 1, sizeof *named);
  if (named == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  for (size_t index = 0; index < count; index++) {
    const openxla_optimizer_option *option = &options[index];
    PJRT_NamedValue *value = &named[index];
    value->struct_size = PJRT_NamedValue_STRUCT_SIZE;
    value->name = option->name;
    value->name_size = strlen(option->name);
    value->type = option->text == NULL ? PJRT_NamedValue_kInt64 : PJRT_NamedValue_kString;
    value->value_size = option->text == NULL ? 1 : strlen(option->text);
    if (option->text == NULL)
      value->int64_value = option->number;
    else
      value->string_value = option->text;
  }
  ARGUMENTS(PJRT_Client_Create_Args, args);
  args.create_options = named;
  args.num_options = count;
  openxla_optimizer_status *status = CALL(it->api, PJRT_Client_Create, &args);
  free(named);
  if (status == NULL) it->client = args.client;
  return status;
}

static openxla_optimizer_status *describe(openxla_optimizer *it) {
  ARGUMENTS(PJRT_Client_PlatformName_Args, name);
  name.client = it->client;
  openxla_optimizer_status *status = CALL(it->api, PJRT_Client_PlatformName, &name);
  if (status != NULL) return status;
  it->platform = openxla_copy(name.platform_name, name.platform_name_size);
  if (it->platform == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  ARGUMENTS(PJRT_Client_AddressableDevices_Args, devices);
  devices.client = it->client;
  status = CALL(it->api, PJRT_Client_AddressableDevices, &devices);
  if (status == NULL) it->num_devices = devices.num_addressable_devices;
  return status;
}

static openxla_optimizer_status *begin(openxla_optimizer *it, const char *plugin,
                                       const openxla_optimizer_option *options, size_t count) {
  openxla_optimizer_status *status = load(plugin, &it->api);
  if (status != NULL) return status;
  ARGUMENTS(PJRT_Plugin_Initialize_Args, initialize);
  status = CALL(it->api, PJRT_Plugin_Initialize, &initialize);
  if (status == NULL) status = create(it, options, count);
  if (status == NULL) status = describe(it);
  return status;
}

EXPORT openxla_optimizer_status *openxla_optimizer_open(const char *plugin, const openxla_optimizer_option *options,
                                                        size_t num_options, openxla_optimizer **optimizer) {
  if (plugin == NULL || optimizer == NULL || (options == NULL && num_options != 0) || num_options > 1000)
    return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT,
                          "openxla_optimizer_open: no plugin, no options, or no place for the optimizer");
  for (size_t index = 0; index < num_options; index++)
    if (options[index].struct_size != sizeof *options || options[index].name == NULL)
      return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "option %zu has no name, or another size: %zu bytes",
                            index, options[index].struct_size);
  openxla_optimizer *it = calloc(1, sizeof *it);
  if (it == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  openxla_optimizer_status *status = begin(it, plugin, options, num_options);
  if (status == NULL)
    *optimizer = it;
  else
    openxla_optimizer_close(it);
  return status;
}

EXPORT int openxla_optimizer_pjrt_major(const openxla_optimizer *it) { return it->api->pjrt_api_version.major_version; }

EXPORT int openxla_optimizer_pjrt_minor(const openxla_optimizer *it) { return it->api->pjrt_api_version.minor_version; }

EXPORT const char *openxla_optimizer_platform(const openxla_optimizer *it) { return it->platform; }

EXPORT size_t openxla_optimizer_num_devices(const openxla_optimizer *it) { return it->num_devices; }

EXPORT void openxla_optimizer_close(openxla_optimizer *it) {
  if (it == NULL) return;
  if (it->client != NULL) {
    ARGUMENTS(PJRT_Client_Destroy_Args, args);
    args.client = it->client;
    openxla_optimizer_status_free(CALL(it->api, PJRT_Client_Destroy, &args));
  }
  free(it->platform);
  free(it);
}
