#include <dlfcn.h>
#include <string.h>

#include "module.h"

#define MAX_PLUGINS 16

static const iree_runtime_plugin_t* plugins[MAX_PLUGINS];
static size_t plugin_count;

int iree_runtime_load_plugin(const char* path) {
  if (plugin_count == MAX_PLUGINS) return iree_fail("too many plugins");
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return iree_fail("%s", dlerror());
  iree_runtime_plugin_query_fn_t query =
      (iree_runtime_plugin_query_fn_t)dlsym(library, "iree_runtime_plugin_query");
  const iree_runtime_plugin_t* plugin = query ? query() : NULL;
  if (!plugin || plugin->abi != IREE_RUNTIME_PLUGIN_ABI) {
    int failed = iree_fail("%s: expected plugin ABI %d, found %d", path, IREE_RUNTIME_PLUGIN_ABI,
                           plugin ? (int)plugin->abi : -1);
    dlclose(library);
    return failed;
  }
  plugins[plugin_count++] = plugin;
  return 0;
}

const iree_runtime_custom_call_t* iree_find_custom_call(const char* symbol) {
  for (size_t i = 0; i < plugin_count; ++i) {
    for (size_t j = 0; j < plugins[i]->call_count; ++j) {
      if (strcmp(plugins[i]->calls[j].symbol, symbol) == 0) return &plugins[i]->calls[j];
    }
  }
  return NULL;
}
