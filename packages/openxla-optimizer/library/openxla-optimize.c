/* Partitions a StableHLO file for several devices: the library's C API as a command, and an example of its use.

     openxla-optimize xla_cpu_pjrt.so 4 in.mlir out.hlo cpu_device_count=4 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "openxla_optimizer.h"

static int fail(const char *what, const char *why) {
  fprintf(stderr, "openxla-optimize: %s: %s\n", what, why);
  return 1;
}

static int refused(openxla_optimizer_status *status) {
  int code = openxla_optimizer_status_code(status);
  fprintf(stderr, "openxla-optimize: %s (code %d)\n", openxla_optimizer_status_message(status), code);
  openxla_optimizer_status_free(status);
  return 1;
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *data = NULL;
  long end;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0) {
    rewind(file);
    *size = (size_t)end;
    data = malloc(*size + 1);
    if (data != NULL && fread(data, 1, *size, file) != *size) {
      free(data);
      data = NULL;
    }
  }
  if (file != NULL) fclose(file);
  return data;
}

static int write_file(const char *path, const char *data, size_t size) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) return fail(path, strerror(errno));
  int bad = fwrite(data, 1, size, file) != size;
  bad |= fclose(file) != 0;
  return bad ? fail(path, strerror(errno)) : 0;
}

static int optimize(openxla_optimizer *optimizer, int64_t partitions, const char *from, const char *to) {
  size_t size;
  char *stablehlo = read_file(from, &size);
  if (stablehlo == NULL) return fail(from, strerror(errno));
  openxla_optimizer_options options = {sizeof options, partitions, 1};
  openxla_optimizer_program *program = NULL;
  openxla_optimizer_status *status = openxla_optimizer_partition(optimizer, stablehlo, size, &options, &program);
  free(stablehlo);
  if (status != NULL) return refused(status);
  const char *code = openxla_optimizer_program_code(program, &size);
  int bad = write_file(to, code, size);
  if (!bad)
    printf("PJRT %d.%d on %s: %zu devices, %zu results, %zu bytes of %s\n", openxla_optimizer_pjrt_major(optimizer),
           openxla_optimizer_pjrt_minor(optimizer), openxla_optimizer_platform(optimizer),
           openxla_optimizer_program_num_devices(program), openxla_optimizer_program_num_results(program), size,
           openxla_optimizer_program_format(program));
  openxla_optimizer_program_free(program);
  return bad;
}

/* NAME=NUMBER or NAME=TEXT; the argument is cut at its '='. */
static int option(char *argument, openxla_optimizer_option *to) {
  char *value = strchr(argument, '='), *end;
  if (value == NULL) return fail(argument, "expected NAME=VALUE");
  *value++ = 0;
  long long number = strtoll(value, &end, 10);
  *to = (openxla_optimizer_option){sizeof *to, argument, *value == 0 || *end != 0 ? value : NULL, number};
  return 0;
}

int main(int count, char **words) {
  if (count < 5) {
    fputs("usage: openxla-optimize PLUGIN PARTITIONS IN.mlir OUT.hlo [OPTION=VALUE]...\n", stderr);
    return 2;
  }
  size_t num_options = (size_t)count - 5;
  openxla_optimizer_option *options = calloc(num_options + 1, sizeof *options);
  int bad = options == NULL;
  for (size_t index = 0; !bad && index < num_options; index++) bad = option(words[5 + index], &options[index]);
  openxla_optimizer *optimizer = NULL;
  if (!bad) {
    openxla_optimizer_status *status = openxla_optimizer_open(words[1], options, num_options, &optimizer);
    if (status != NULL) bad = refused(status);
  }
  free(options);
  if (!bad) bad = optimize(optimizer, strtoll(words[2], NULL, 10), words[3], words[4]);
  openxla_optimizer_close(optimizer);
  return bad;
}
