/* Tests the library against the fake plugin, built with the sanitizers: test_library FAKE.so OTHER-MAJOR.so */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "openxla_optimizer.h"

#define EXPECT(CONDITION)                                                      \
  do {                                                                         \
    if (!(CONDITION)) {                                                        \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #CONDITION); \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static const char *fake;
static int *fails_at, *calls, *living;

static openxla_optimizer_status *compute(openxla_optimizer_program *program) {
  const float data[] = {1, 2, 3, 4, 5, 6};
  const int64_t dims[] = {2, 3};
  openxla_optimizer_array row = {data, sizeof data, OPENXLA_OPTIMIZER_F32, dims, 2};
  openxla_optimizer_array both[] = {row, row};
  openxla_optimizer_results *results = NULL;
  openxla_optimizer_status *status = openxla_optimizer_run(program, both, 1, &results);
  EXPECT((status == NULL) == (results != NULL));
  if (status == NULL) {
    openxla_optimizer_array last = openxla_optimizer_result(results, 1, 1);
    EXPECT(last.size == 8 && last.num_dims == 2 && last.dims[0] == 2 && ((const int32_t *)last.data)[1] == 8);
    EXPECT(openxla_optimizer_result(results, 2, 0).data == NULL);
    EXPECT(openxla_optimizer_result(results, 0, 2).data == NULL);
  }
  openxla_optimizer_results_free(results);
  return status;
}

/* Everything, once; returns the first error. */
static openxla_optimizer_status *everything(void) {
  openxla_optimizer_option options[] = {{sizeof *options, "number", NULL, 3}, {sizeof *options, "text", "words", 0}};
  openxla_optimizer *optimizer = NULL;
  openxla_optimizer_status *status = openxla_optimizer_open(fake, options, 2, &optimizer);
  if (status != NULL) {
    EXPECT(optimizer == NULL);
    return status;
  }
  EXPECT(strcmp(openxla_optimizer_platform(optimizer), "fake") == 0 && openxla_optimizer_num_devices(optimizer) == 3);
  openxla_optimizer_options wanted = {sizeof wanted, 2, 1};
  openxla_optimizer_program *program = NULL;
  status = openxla_optimizer_partition(optimizer, "module {}", 9, &wanted, &program);
  EXPECT((status == NULL) == (program != NULL));
  if (status == NULL) {
    size_t size = 0;
    const char *code = openxla_optimizer_program_code(program, &size);
    EXPECT(size == 5 && memcmp(code, "whole", 5) == 0);
    EXPECT(strcmp(openxla_optimizer_program_format(program), "hlo") == 0);
    EXPECT(openxla_optimizer_program_num_devices(program) == 2 && openxla_optimizer_program_num_results(program) == 2);
    status = compute(program);
  }
  openxla_optimizer_program_free(program);
  openxla_optimizer_close(optimizer);
  return status;
}

/* Whichever call fails, its words come back and nothing stays. Errors while closing cannot be told. */
static void every_call_may_fail(void) {
  *fails_at = 0;
  EXPECT(everything() == NULL && *living == 0);
  int all = *calls, told = 0;
  EXPECT(all > 30);
  for (int call = 1; call <= all; call++) {
    *calls = 0;
    *fails_at = call;
    openxla_optimizer_status *status = everything();
    EXPECT(*living == 0);
    if (status != NULL) {
      const char *message = openxla_optimizer_status_message(status);
      EXPECT(openxla_optimizer_status_code(status) == 15 && strstr(message, "was told to fail") != NULL);
      EXPECT(strncmp(message, strstr(message, ": ") + 2, 12) == 0);
      told++;
    }
    openxla_optimizer_status_free(status);
  }
  EXPECT(told == all - 2); /* all but the destruction of client and program */
  *fails_at = 0;
}

static void refuses(openxla_optimizer_status *status, int code, const char *words) {
  EXPECT(openxla_optimizer_status_code(status) == code);
  EXPECT(strstr(openxla_optimizer_status_message(status), words) != NULL);
  openxla_optimizer_status_free(status);
}

static void what_is_wrong_is_refused(const char *other_major) {
  openxla_optimizer *it = NULL;
  refuses(openxla_optimizer_open(NULL, NULL, 0, &it), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "no plugin");
  refuses(openxla_optimizer_open("./none.so", NULL, 0, &it), OPENXLA_OPTIMIZER_NOT_FOUND, "none.so");
  refuses(openxla_optimizer_open("libm.so.6", NULL, 0, &it), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "no function");
  refuses(openxla_optimizer_open(other_major, NULL, 0, &it), OPENXLA_OPTIMIZER_UNIMPLEMENTED, "speaks PJRT 9.3");
  openxla_optimizer_option nameless = {sizeof nameless, NULL, NULL, 3};
  refuses(openxla_optimizer_open(fake, &nameless, 1, &it), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "option 0");
  EXPECT(it == NULL && openxla_optimizer_open(fake, NULL, 0, &it) == NULL);
  openxla_optimizer_program *program = NULL;
  openxla_optimizer_options options = {sizeof options, 4, 0};
  refuses(openxla_optimizer_partition(it, "x", 1, &options, &program), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "3 devices");
  options.partitions = 0;
  refuses(openxla_optimizer_partition(it, "x", 1, &options, &program), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "0 part");
  refuses(openxla_optimizer_partition(it, "", 0, &options, &program), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "missing");
  options.struct_size = 3;
  refuses(openxla_optimizer_partition(it, "x", 1, &options, &program), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "3 bytes");
  options = (openxla_optimizer_options){sizeof options, 2, 1};
  EXPECT(program == NULL && openxla_optimizer_partition(it, "x", 1, &options, &program) == NULL);
  openxla_optimizer_array array = {"1234", 4, OPENXLA_OPTIMIZER_F64, NULL, 0}, arrays[] = {array, array};
  openxla_optimizer_results *results = NULL;
  refuses(openxla_optimizer_run(program, arrays, 1, &results), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "4 bytes of type 12");
  arrays[0].type = 99;
  refuses(openxla_optimizer_run(program, arrays, 1, &results), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "argument 0 of");
  refuses(openxla_optimizer_run(program, NULL, 1, &results), OPENXLA_OPTIMIZER_INVALID_ARGUMENT, "missing");
  EXPECT(results == NULL);
  openxla_optimizer_program_free(program);
  openxla_optimizer_close(it);
  EXPECT(*living == 0);
  openxla_optimizer_close(NULL);
  openxla_optimizer_program_free(NULL);
  openxla_optimizer_results_free(NULL);
  openxla_optimizer_status_free(NULL);
  EXPECT(openxla_optimizer_status_code(NULL) == 0 && *openxla_optimizer_status_message(NULL) == 0);
}

int main(int count, char **words) {
  EXPECT(count == 3 && openxla_optimizer_api_version() == OPENXLA_OPTIMIZER_API_VERSION);
  fake = words[1];
  void *library = dlopen(fake, RTLD_NOW);
  EXPECT(library != NULL);
  fails_at = dlsym(library, "fake_fails_at");
  calls = dlsym(library, "fake_calls");
  living = dlsym(library, "fake_living");
  every_call_may_fail();
  what_is_wrong_is_refused(words[2]);
  printf("every call of %d may fail\n", *calls);
  return dlclose(library);
}
