#pragma once
#include <jansson.h>

// json_typeof is a macro, which Swift cannot import:
// https://jansson.readthedocs.io/en/latest/apiref.html#c.json_typeof
static inline json_type cjansson_typeof(const json_t *value) { return json_typeof(value); }

// json_incref is a static inline in jansson's header with a compiler-specific body; this name is
// stable: https://jansson.readthedocs.io/en/latest/apiref.html#reference-count
static inline void cjansson_decref(json_t *value) { json_decref(value); }
