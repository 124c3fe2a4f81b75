#include "iree/integrations/pjrt/device.h"

const pjrt_device_t pjrt_device = {
    .platform_name = "iree_cpu",
    .compiler_flag = "--iree-hal-target-backends=llvm-cpu",
    .runtime_device = "local-task",
};
