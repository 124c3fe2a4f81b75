#include <stdlib.h>
#include <string.h>

#include "program.h"

void iree_buffer_append(iree_buffer_t* buffer, const void* data, size_t size) {
  if (buffer->failed) return;
  if (buffer->size + size > buffer->capacity) {
    size_t capacity = 2 * (buffer->size + size) + 256;
    uint8_t* grown = realloc(buffer->data, capacity);
    if (!grown) {
      buffer->failed = 1;
      return;
    }
    buffer->data = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->data + buffer->size, data, size);
  buffer->size += size;
}

void iree_buffer_append_u32(iree_buffer_t* buffer, uint32_t value) {
  const uint8_t bytes[4] = {value & 255, (value >> 8) & 255, (value >> 16) & 255, value >> 24};
  iree_buffer_append(buffer, bytes, sizeof(bytes));
}

void iree_buffer_append_name(iree_buffer_t* buffer, const char* name, size_t width) {
  char padded[IREE_MAX_ATTRIBUTE] = {0};
  strncpy(padded, name, width - 1);
  iree_buffer_append(buffer, padded, width);
}
