#include <stdlib.h>
#include <string.h>

#include "compile_options.h"
#include "internal.h"

static openxla_optimizer_status *compile(openxla_optimizer_program *it, const char *stablehlo, size_t size,
                                         const openxla_optimizer_options *options) {
  static const char format[] = "mlir";
  unsigned char encoded[OPENXLA_COMPILE_OPTIONS_SIZE];
  ARGUMENTS(PJRT_Program, program);
  program.code = (char *)stablehlo; /* only read: the structure serves both ways */
  program.code_size = size;
  program.format = format;
  program.format_size = sizeof format - 1;
  ARGUMENTS(PJRT_Client_Compile_Args, args);
  args.client = it->optimizer->client;
  args.program = &program;
  args.compile_options_size = openxla_compile_options(encoded, (uint64_t)options->partitions, options->use_shardy);
  args.compile_options = (const char *)encoded;
  openxla_optimizer_status *status = CALL(it->optimizer->api, PJRT_Client_Compile, &args);
  if (status == NULL) it->executable = args.executable;
  return status;
}

/* The plugin is asked twice: for the size, then for the bytes. */
static openxla_optimizer_status *read_code(openxla_optimizer_program *it, PJRT_Executable *executable) {
  ARGUMENTS(PJRT_Program, program);
  ARGUMENTS(PJRT_Executable_OptimizedProgram_Args, args);
  args.executable = executable;
  args.program = &program;
  openxla_optimizer_status *status = CALL(it->optimizer->api, PJRT_Executable_OptimizedProgram, &args);
  if (status != NULL) return status;
  it->code_size = program.code_size;
  it->code = malloc(it->code_size + 1);
  it->format = openxla_copy(program.format, program.format_size);
  if (it->code == NULL || it->format == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  program.code = it->code;
  return CALL(it->optimizer->api, PJRT_Executable_OptimizedProgram, &args);
}

static openxla_optimizer_status *describe(openxla_optimizer_program *it) {
  const PJRT_Api *api = it->optimizer->api;
  ARGUMENTS(PJRT_LoadedExecutable_AddressableDevices_Args, devices);
  devices.executable = it->executable;
  openxla_optimizer_status *status = CALL(api, PJRT_LoadedExecutable_AddressableDevices, &devices);
  if (status != NULL) return status;
  it->num_devices = devices.num_addressable_devices;
  ARGUMENTS(PJRT_LoadedExecutable_GetExecutable_Args, get);
  get.loaded_executable = it->executable;
  status = CALL(api, PJRT_LoadedExecutable_GetExecutable, &get);
  if (status != NULL) return status;
  ARGUMENTS(PJRT_Executable_NumOutputs_Args, outputs);
  outputs.executable = get.executable;
  status = CALL(api, PJRT_Executable_NumOutputs, &outputs);
  it->num_results = outputs.num_outputs;
  if (status == NULL) status = read_code(it, get.executable);
  ARGUMENTS(PJRT_Executable_Destroy_Args, destroy);
  destroy.executable = get.executable;
  return openxla_first(status, CALL(api, PJRT_Executable_Destroy, &destroy));
}

EXPORT openxla_optimizer_status *openxla_optimizer_partition(openxla_optimizer *optimizer, const char *stablehlo,
                                                             size_t size, const openxla_optimizer_options *options,
                                                             openxla_optimizer_program **program) {
  if (optimizer == NULL || stablehlo == NULL || size == 0 || options == NULL || program == NULL)
    return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "openxla_optimizer_partition: an argument is missing");
  if (options->struct_size != sizeof *options)
    return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "the options have %zu bytes, expected %zu",
                          options->struct_size, sizeof *options);
  if (options->partitions < 1 || (uint64_t)options->partitions > optimizer->num_devices)
    return openxla_failed(OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "%lld partitions asked for, but %s has %zu devices",
                          (long long)options->partitions, optimizer->platform, optimizer->num_devices);
  openxla_optimizer_program *it = calloc(1, sizeof *it);
  if (it == NULL) return openxla_failed(OPENXLA_OPTIMIZER_OUT_OF_MEMORY, "out of memory");
  it->optimizer = optimizer;
  openxla_optimizer_status *status = compile(it, stablehlo, size, options);
  if (status == NULL) status = describe(it);
  if (status == NULL)
    *program = it;
  else
    openxla_optimizer_program_free(it);
  return status;
}

EXPORT const char *openxla_optimizer_program_code(const openxla_optimizer_program *it, size_t *size) {
  if (size != NULL) *size = it->code_size;
  return it->code;
}

EXPORT const char *openxla_optimizer_program_format(const openxla_optimizer_program *it) { return it->format; }

EXPORT size_t openxla_optimizer_program_num_devices(const openxla_optimizer_program *it) { return it->num_devices; }

EXPORT size_t openxla_optimizer_program_num_results(const openxla_optimizer_program *it) { return it->num_results; }

EXPORT void openxla_optimizer_program_free(openxla_optimizer_program *it) {
  if (it == NULL) return;
  if (it->executable != NULL) {
    ARGUMENTS(PJRT_LoadedExecutable_Destroy_Args, args);
    args.executable = it->executable;
    openxla_optimizer_status_free(CALL(it->optimizer->api, PJRT_LoadedExecutable_Destroy, &args));
  }
  free(it->code);
  free(it->format);
  free(it);
}
