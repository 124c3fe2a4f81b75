// Operations that become calls of the dense linear algebra library.
#include "iree/compiler/plugin_api.h"

static const iree_op_definition_t operations[] = {
    {"cublas.dot", 2, 0},
    {"cublas.scal", 1, 1},
};

IREE_COMPILER_PLUGIN(openxla_cublas) {
  registrar->plugin(registrar->self, "openxla-cublas");
  for (unsigned i = 0; i < sizeof(operations) / sizeof(operations[0]); ++i) {
    registrar->custom_call(registrar->self, &operations[i]);
  }
}
