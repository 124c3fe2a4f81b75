#include <string.h>

#include "program.h"

static const iree_op_entry_t core_ops[] = {
    {{"const", 0, 1}, IREE_OP_CONST},
    {{"add", 2, 0}, IREE_OP_ADD},
    {{"sub", 2, 0}, IREE_OP_SUB},
    {{"mul", 2, 0}, IREE_OP_MUL},
    {{"max", 2, 0}, IREE_OP_MAX},
    {{"quantize", 1, 0}, IREE_OP_QUANTIZE},
};

static const iree_target_backend_t* const targets[] = {
    &iree_target_cuda,
    &iree_target_llvm_cpu,
    &iree_target_vmvx,
};

#define HANDLE_PLUGIN(id) IREE_COMPILER_PLUGIN(id);
#include "plugin_list.inc"
#undef HANDLE_PLUGIN

typedef struct search_t {
  const char* name;
  void (*callback)(const char* id, void* user);
  void* user;
  iree_op_entry_t found;
  int is_found;
} search_t;

static void visit_plugin(void* self, const char* id) {
  search_t* search = self;
  if (search->callback) search->callback(id, search->user);
}

static void visit_custom_call(void* self, const iree_op_definition_t* definition) {
  search_t* search = self;
  if (!search->name || strcmp(search->name, definition->name) != 0) return;
  search->found = (iree_op_entry_t){*definition, IREE_OP_CALL};
  search->is_found = 1;
}

static void visit_plugins(search_t* search) {
  const iree_plugin_registrar_t registrar = {search, visit_plugin, visit_custom_call};
  (void)registrar;
#define HANDLE_PLUGIN(id) iree_register_compiler_plugin_##id(&registrar);
#include "plugin_list.inc"
#undef HANDLE_PLUGIN
}

const iree_op_entry_t* iree_registry_find_op(const char* name) {
  static _Thread_local search_t search;
  for (size_t i = 0; i < sizeof(core_ops) / sizeof(core_ops[0]); ++i) {
    if (strcmp(core_ops[i].definition.name, name) == 0) return &core_ops[i];
  }
  search = (search_t){.name = name};
  visit_plugins(&search);
  return search.is_found ? &search.found : NULL;
}

const iree_target_backend_t* iree_registry_find_target(const char* name) {
  for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); ++i) {
    if (strcmp(targets[i]->name, name) == 0) return targets[i];
  }
  return NULL;
}

void iree_registry_each_plugin(void (*callback)(const char* id, void* user), void* user) {
  search_t search = {.callback = callback, .user = user};
  visit_plugins(&search);
}

void iree_registry_each_target(void (*callback)(const char* name, void* user), void* user) {
  for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); ++i) {
    callback(targets[i]->name, user);
  }
}
