#include "iree/integrations/pjrt/device.h"

const pjrt_device_t pjrt_device = {
    .platform_name = "iree_cuda",
    .compiler_flag = "--iree-hal-target-backends=cuda",
    .runtime_device = "cuda",
};
