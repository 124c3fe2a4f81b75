// One operation: a kernel's text, which the runtime compiles when it is called.
#include "iree/compiler/plugin_api.h"

static const iree_op_definition_t call = {"triton.call", 1, 1};

IREE_COMPILER_PLUGIN(openxla_triton) {
  registrar->plugin(registrar->self, "openxla-triton");
  registrar->custom_call(registrar->self, &call);
}
