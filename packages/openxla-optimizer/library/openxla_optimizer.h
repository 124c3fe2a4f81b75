/* Partitions and optimizes a StableHLO program for several devices, by a PJRT plugin that is loaded at run time.

       openxla_optimizer *optimizer = NULL;
       openxla_optimizer_option devices = {sizeof devices, "cpu_device_count", NULL, 4};
       openxla_optimizer_status *status = openxla_optimizer_open("xla_cpu_pjrt.so", &devices, 1, &optimizer);
       if (status != NULL) puts(openxla_optimizer_status_message(status));

   In:  StableHLO, as text or as a portable artifact, whose arguments and results have shardings (Shardy's `sdy`,
        or `mhlo.sharding`).
   Out: one program that every device runs on its own part of the data, with collectives, optimized by the plugin for
        its devices. It is HLO, not StableHLO: that is what PJRT's C API gives back
        (PJRT_Executable_OptimizedProgram). For StableHLO use `openxla.optimizer.partition` in Python.

   Errors. A function that can fail returns a status: NULL when it succeeded, else an object with a code and the
   plugin's own words, which the caller frees. After an error every output is as it was, and nothing is left allocated.

   Memory. What a function makes, the caller frees with the function of its type; NULL may be freed. A plugin, once
   loaded, stays in the process: XLA's plugins cannot be unloaded.

   Threads. The library has no state of its own. Different optimizers can be used at the same time. Of one, several
   threads can make programs at the same time, but only one may run a program: its devices wait for each other, and two
   runs could each have some of them. What is being used must not be freed.
   openxla_optimizer_open calls the plugin's PJRT_Plugin_Initialize: do not open one plugin twice at the same moment. */
#ifndef OPENXLA_OPTIMIZER_H_
#define OPENXLA_OPTIMIZER_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OPENXLA_OPTIMIZER_API_VERSION 1

typedef struct openxla_optimizer_status openxla_optimizer_status;
typedef struct openxla_optimizer openxla_optimizer;
typedef struct openxla_optimizer_program openxla_optimizer_program;
typedef struct openxla_optimizer_results openxla_optimizer_results;

/* The OPENXLA_OPTIMIZER_API_VERSION that the library was built with. */
int openxla_optimizer_api_version(void);

/* ---- Status. Codes are those of https://abseil.io/docs/cpp/guides/status-codes, as in PJRT. */

enum {
  OPENXLA_OPTIMIZER_INVALID_ARGUMENT = 3,
  OPENXLA_OPTIMIZER_NOT_FOUND = 5,
  OPENXLA_OPTIMIZER_OUT_OF_MEMORY = 8,
  OPENXLA_OPTIMIZER_UNIMPLEMENTED = 12,
  OPENXLA_OPTIMIZER_INTERNAL = 13
};

/* 0 for NULL. */
int openxla_optimizer_status_code(const openxla_optimizer_status *status);
/* "PJRT_Client_Compile: …", which lives as long as the status; "" for NULL. */
const char *openxla_optimizer_status_message(const openxla_optimizer_status *status);
void openxla_optimizer_status_free(openxla_optimizer_status *status);

/* ---- A plugin and a client of it. */

/* An option of the plugin's client: text when `text` is not NULL, else a number. xla_cpu_pjrt.so knows
   `cpu_device_count`, and ignores what it does not know; others may refuse that. */
typedef struct openxla_optimizer_option {
  size_t struct_size; /* sizeof(openxla_optimizer_option) */
  const char *name;
  const char *text;
  int64_t number;
} openxla_optimizer_option;

/* Loads the plugin at a path, and makes a client with these options. */
openxla_optimizer_status *openxla_optimizer_open(const char *plugin, const openxla_optimizer_option *options,
                                                 size_t num_options, openxla_optimizer **optimizer);
/* The version of PJRT's C API that the plugin speaks. */
int openxla_optimizer_pjrt_major(const openxla_optimizer *optimizer);
int openxla_optimizer_pjrt_minor(const openxla_optimizer *optimizer);
/* What the plugin calls its platform, such as "cpu"; lives as long as the optimizer. */
const char *openxla_optimizer_platform(const openxla_optimizer *optimizer);
/* How many devices programs can be made for. */
size_t openxla_optimizer_num_devices(const openxla_optimizer *optimizer);
/* Free its programs first. */
void openxla_optimizer_close(openxla_optimizer *optimizer);

/* ---- Partitioning. */

typedef struct openxla_optimizer_options {
  size_t struct_size; /* sizeof(openxla_optimizer_options) */
  int64_t partitions; /* the devices that the program is divided among */
  int use_shardy;     /* whether the shardings are Shardy's; 0 for GSPMD's `mhlo.sharding` */
} openxla_optimizer_options;

/* Partitions and optimizes a StableHLO module, given as text or portable artifact. */
openxla_optimizer_status *openxla_optimizer_partition(openxla_optimizer *optimizer, const char *stablehlo, size_t size,
                                                      const openxla_optimizer_options *options,
                                                      openxla_optimizer_program **program);
/* The serialized program; lives as long as `program`. */
const char *openxla_optimizer_program_code(const openxla_optimizer_program *program, size_t *size);
/* What the plugin calls the code's format: "hlo" for xla.HloModuleProto, "hlo_with_config" for
   xla.HloModuleProtoWithConfig, whose field 1 is an HloModuleProto. */
const char *openxla_optimizer_program_format(const openxla_optimizer_program *program);
/* The devices that it runs on, and what each of them returns. */
size_t openxla_optimizer_program_num_devices(const openxla_optimizer_program *program);
size_t openxla_optimizer_program_num_results(const openxla_optimizer_program *program);
void openxla_optimizer_program_free(openxla_optimizer_program *program);

/* ---- Running, to see that a partitioned program computes what it should. */

/* PJRT_Buffer_Type of each element type that can be passed. */
enum {
  OPENXLA_OPTIMIZER_PRED = 1,
  OPENXLA_OPTIMIZER_S8 = 2,
  OPENXLA_OPTIMIZER_S16 = 3,
  OPENXLA_OPTIMIZER_S32 = 4,
  OPENXLA_OPTIMIZER_S64 = 5,
  OPENXLA_OPTIMIZER_U8 = 6,
  OPENXLA_OPTIMIZER_U16 = 7,
  OPENXLA_OPTIMIZER_U32 = 8,
  OPENXLA_OPTIMIZER_U64 = 9,
  OPENXLA_OPTIMIZER_F16 = 10,
  OPENXLA_OPTIMIZER_F32 = 11,
  OPENXLA_OPTIMIZER_F64 = 12,
  OPENXLA_OPTIMIZER_BF16 = 13
};

/* A dense array, the last dimension the fastest. */
typedef struct openxla_optimizer_array {
  const void *data;
  size_t size; /* bytes */
  int type;
  const int64_t *dims;
  size_t num_dims;
} openxla_optimizer_array;

/* Runs the program that was made from these bytes on the plugin's devices, once, and waits for it. `arguments` has
   num_devices rows, in the order of the partitions, each of num_arguments arrays: what lies on that device. Their
   number and shapes must be those of the partitioned program; the plugin is not asked to run anything else. */
openxla_optimizer_status *openxla_optimizer_run(openxla_optimizer_program *program,
                                                const openxla_optimizer_array *arguments, size_t num_arguments,
                                                openxla_optimizer_results **results);
/* One device's result, which lives as long as `results`; `data` is NULL when there is no such. */
openxla_optimizer_array openxla_optimizer_result(const openxla_optimizer_results *results, size_t device, size_t index);
void openxla_optimizer_results_free(openxla_optimizer_results *results);

#ifdef __cplusplus
}
#endif

#endif /* OPENXLA_OPTIMIZER_H_ */
