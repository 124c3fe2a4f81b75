// Operations that become calls of the neural network library.
#include "iree/compiler/plugin_api.h"

static const iree_op_definition_t operations[] = {
    {"cudnn.relu", 1, 0},
    {"cudnn.softmax", 1, 0},
};

IREE_COMPILER_PLUGIN(openxla_cudnn) {
  registrar->plugin(registrar->self, "openxla-cudnn");
  for (unsigned i = 0; i < sizeof(operations) / sizeof(operations[0]); ++i) {
    registrar->custom_call(registrar->self, &operations[i]);
  }
}
