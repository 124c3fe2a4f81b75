#include <stdlib.h>
#include <string.h>

#include "internal.h"

_Static_assert((int)OPENXLA_OPTIMIZER_PRED == (int)PJRT_Buffer_Type_PRED, "types are PJRT's");
_Static_assert((int)OPENXLA_OPTIMIZER_S64 == (int)PJRT_Buffer_Type_S64, "types are PJRT's");
_Static_assert((int)OPENXLA_OPTIMIZER_U8 == (int)PJRT_Buffer_Type_U8, "types are PJRT's");
_Static_assert((int)OPENXLA_OPTIMIZER_F32 == (int)PJRT_Buffer_Type_F32, "types are PJRT's");
_Static_assert((int)OPENXLA_OPTIMIZER_BF16 == (int)PJRT_Buffer_Type_BF16, "types are PJRT's");

struct openxla_optimizer_results {
  size_t num_devices, num_results;
  openxla_optimizer_array *arrays; /* num_devices rows of num_results; what they point to is owned */
};

/* The buffers of one run: num_devices rows of `columns`. */
typedef struct {
  const PJRT_Api *api;
  size_t rows, columns;
  PJRT_Buffer **cells, ***lists;
} Buffers;

size_t openxla_element_size(int type) {
  static const unsigned char sizes[] = {0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 2};
  return type < 0 || (size_t)type >= sizeof sizes ? 0 : sizes[type];
}

static openxla_optimizer_status *make(Buffers *it, const openxla_optimizer_program *program, size_t columns) {
  *it = (Buffers){program->optimizer->api, program->num_devices, columns, NULL, NULL};
  it->cells = calloc(it->rows * columns + 1, sizeof *it->cells);
  it->lists = calloc(it->rows + 1, sizeof *it->lists);
  if (it->cells == NULL || it->lists == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  for (size_t row = 0; row < it->rows; row++) it->lists[row] = it->cells + row * columns;
  return NULL;
}

static openxla_optimizer_status *destroy(Buffers *it) {
  openxla_optimizer_status *status = NULL;
  for (size_t index = 0; it->cells != NULL && index < it->rows * it->columns; index++) {
    if (it->cells[index] == NULL) continue;
    ARGUMENTS(PJRT_Buffer_Destroy_Args, args);
    args.buffer = it->cells[index];
    status = openxla_first(status, CALL(it->api, PJRT_Buffer_Destroy, &args));
  }
  free(it->cells);
  free(it->lists);
  return status;
}

static openxla_optimizer_status *is_whole(const openxla_optimizer_array *array, size_t device, size_t index) {
  size_t size = openxla_element_size(array->type);
  int bad = size == 0 || array->data == NULL || (array->dims == NULL && array->num_dims != 0);
  for (size_t dim = 0; !bad && dim < array->num_dims; dim++)
    bad = array->dims[dim] < 0 || __builtin_mul_overflow(size, (size_t)array->dims[dim], &size);
  if (!bad && size == array->size) return NULL;
  return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT,
                        "argument %zu of device %zu: %zu bytes of type %d are not what its dimensions take", index,
                        device, array->size, array->type);
}

static openxla_optimizer_status *to_device(const openxla_optimizer_program *program, PJRT_Device *device,
                                           const openxla_optimizer_array *array, PJRT_Buffer **buffer) {
  const PJRT_Api *api = program->optimizer->api;
  ARGUMENTS(PJRT_Client_BufferFromHostBuffer_Args, args);
  args.client = program->optimizer->client;
  args.data = array->data;
  args.type = (PJRT_Buffer_Type)array->type;
  args.dims = array->dims;
  args.num_dims = array->num_dims;
  args.host_buffer_semantics = PJRT_HostBufferSemantics_kImmutableOnlyDuringCall;
  args.device = device;
  openxla_optimizer_status *status = CALL(api, PJRT_Client_BufferFromHostBuffer, &args);
  if (status != NULL) return status;
  *buffer = args.buffer;
  return openxla_await(api, args.done_with_host_buffer);
}

static openxla_optimizer_status *send(const openxla_optimizer_program *program,
                                      const openxla_optimizer_array *arguments, Buffers *buffers) {
  ARGUMENTS(PJRT_LoadedExecutable_AddressableDevices_Args, devices);
  devices.executable = program->executable;
  openxla_optimizer_status *status = CALL(buffers->api, PJRT_LoadedExecutable_AddressableDevices, &devices);
  for (size_t row = 0; status == NULL && row < buffers->rows; row++)
    for (size_t column = 0; status == NULL && column < buffers->columns; column++) {
      const openxla_optimizer_array *array = &arguments[row * buffers->columns + column];
      status = is_whole(array, row, column);
      if (status == NULL)
        status = to_device(program, devices.addressable_devices[row], array, &buffers->lists[row][column]);
    }
  return status;
}

static openxla_optimizer_status *execute(const openxla_optimizer_program *program, const Buffers *in, Buffers *out) {
  PJRT_Event **events = calloc(in->rows + 1, sizeof *events);
  if (events == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  /* Without a launch_id: XLA then numbers the runs itself, and no two share the devices' rendezvous. */
  ARGUMENTS(PJRT_ExecuteOptions, options);
  ARGUMENTS(PJRT_LoadedExecutable_Execute_Args, args);
  args.executable = program->executable;
  args.options = &options;
  args.argument_lists = (PJRT_Buffer *const *const *)in->lists;
  args.num_devices = in->rows;
  args.num_args = in->columns;
  args.output_lists = out->lists;
  args.device_complete_events = events;
  openxla_optimizer_status *status = CALL(in->api, PJRT_LoadedExecutable_Execute, &args);
  if (status == NULL)
    for (size_t row = 0; row < in->rows; row++) status = openxla_first(status, openxla_await(in->api, events[row]));
  free(events);
  return status;
}

static openxla_optimizer_status *shape(const PJRT_Api *api, PJRT_Buffer *buffer, openxla_optimizer_array *array) {
  ARGUMENTS(PJRT_Buffer_ElementType_Args, type);
  type.buffer = buffer;
  openxla_optimizer_status *status = CALL(api, PJRT_Buffer_ElementType, &type);
  if (status != NULL) return status;
  ARGUMENTS(PJRT_Buffer_Dimensions_Args, dims);
  dims.buffer = buffer;
  status = CALL(api, PJRT_Buffer_Dimensions, &dims);
  if (status != NULL) return status;
  array->type = (int)type.type;
  array->num_dims = dims.num_dims;
  array->dims = (const int64_t *)openxla_copy((const char *)dims.dims, dims.num_dims * sizeof *dims.dims);
  if (array->dims == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  return NULL;
}

/* Asked for dense, because a device may keep another order. */
static openxla_optimizer_status *to_host(const PJRT_Api *api, PJRT_Buffer *buffer, openxla_optimizer_array *array) {
  openxla_optimizer_status *status = shape(api, buffer, array);
  if (status != NULL) return status;
  int64_t order[16];
  if (array->num_dims > sizeof order / sizeof *order)
    return openxla_failed(OPENXLA_OPTIMIZER_UNIMPLEMENTED, "a result has %zu dimensions", array->num_dims);
  for (size_t dim = 0; dim < array->num_dims; dim++) order[dim] = (int64_t)(array->num_dims - 1 - dim);
  ARGUMENTS(PJRT_Buffer_MemoryLayout, layout);
  layout.type = PJRT_Buffer_MemoryLayout_Type_Tiled;
  layout.tiled.struct_size = PJRT_Buffer_MemoryLayout_Tiled_STRUCT_SIZE;
  layout.tiled.minor_to_major = order;
  layout.tiled.minor_to_major_size = array->num_dims;
  ARGUMENTS(PJRT_Buffer_ToHostBuffer_Args, args);
  args.src = buffer;
  args.host_layout = &layout;
  status = CALL(api, PJRT_Buffer_ToHostBuffer, &args);
  if (status != NULL) return status;
  array->size = args.dst_size;
  args.dst = malloc(args.dst_size + 1);
  array->data = args.dst;
  if (args.dst == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  status = CALL(api, PJRT_Buffer_ToHostBuffer, &args);
  return status == NULL ? openxla_await(api, args.event) : status;
}

static openxla_optimizer_status *receive(const Buffers *buffers, openxla_optimizer_results **results) {
  size_t count = buffers->rows * buffers->columns;
  openxla_optimizer_results *it = calloc(1, sizeof *it);
  openxla_optimizer_array *arrays = calloc(count + 1, sizeof *arrays);
  if (it == NULL || arrays == NULL) {
    free(it);
    free(arrays);
    return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  }
  *it = (openxla_optimizer_results){buffers->rows, buffers->columns, arrays};
  openxla_optimizer_status *status = NULL;
  for (size_t index = 0; status == NULL && index < count; index++)
    status = to_host(buffers->api, buffers->cells[index], &arrays[index]);
  if (status == NULL)
    *results = it;
  else
    openxla_optimizer_results_free(it);
  return status;
}

EXPORT openxla_optimizer_status *openxla_optimizer_run(openxla_optimizer_program *program,
                                                       const openxla_optimizer_array *arguments, size_t num_arguments,
                                                       openxla_optimizer_results **results) {
  if (program == NULL || results == NULL || (arguments == NULL && num_arguments != 0))
    return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "openxla_optimizer_run: an argument is missing");
  Buffers in = {0}, out = {0};
  openxla_optimizer_results *received = NULL;
  openxla_optimizer_status *status = make(&in, program, num_arguments);
  if (status == NULL) status = make(&out, program, program->num_results);
  if (status == NULL) status = send(program, arguments, &in);
  if (status == NULL) status = execute(program, &in, &out);
  if (status == NULL) status = receive(&out, &received);
  status = openxla_first(status, destroy(&out));
  status = openxla_first(status, destroy(&in));
  if (status == NULL)
    *results = received;
  else
    openxla_optimizer_results_free(received);
  return status;
}

EXPORT openxla_optimizer_array openxla_optimizer_result(const openxla_optimizer_results *it, size_t device,
                                                        size_t index) {
  if (device >= it->num_devices || index >= it->num_results) return (openxla_optimizer_array){0};
  return it->arrays[device * it->num_results + index];
}

EXPORT void openxla_optimizer_results_free(openxla_optimizer_results *it) {
  if (it == NULL) return;
  for (size_t index = 0; index < it->num_devices * it->num_results; index++) {
    free((void *)it->arrays[index].data);
    free((void *)it->arrays[index].dims);
  }
  free(it->arrays);
  free(it);
}
