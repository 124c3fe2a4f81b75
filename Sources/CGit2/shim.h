#pragma once
#include <git2.h>

// git_libgit2_opts is variadic, which Swift cannot call. One wrapper for each option that we set:
// https://libgit2.org/docs/reference/main/common/git_libgit2_opts.html

static inline int cgit2_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, (int)level, path);
}

static inline int cgit2_enable_fsync(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int cgit2_verify_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int cgit2_allow_extension(const char *name) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, &name, (size_t)1);
}

static inline int cgit2_set_pack_max_objects(size_t objects) {
  return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, objects);
}

// Debian's 1.5.1+ds-1+deb12u2 has this option, and with it the fix for delta bombs
// (CVE-2026-53585). An older library does not compile, which is what we want.
static inline int cgit2_set_pack_max_object_size(size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECT_SIZE, bytes);
}
