// What a compiler plugin may add: operations that become custom calls of the runtime.
#ifndef IREE_COMPILER_PLUGIN_API_H_
#define IREE_COMPILER_PLUGIN_API_H_

typedef struct iree_op_definition_t {
  const char* name;
  int operand_count;
  int has_attribute;
} iree_op_definition_t;

typedef struct iree_plugin_registrar_t {
  void* self;
  // The name that ireeCompilerEnumeratePlugins tells.
  void (*plugin)(void* self, const char* id);
  void (*custom_call)(void* self, const iree_op_definition_t* definition);
} iree_plugin_registrar_t;

// A plugin "openxla-cublas" defines iree_register_compiler_plugin_openxla_cublas.
#define IREE_COMPILER_PLUGIN(id) \
  void iree_register_compiler_plugin_##id(const iree_plugin_registrar_t* registrar)

#endif  // IREE_COMPILER_PLUGIN_API_H_
