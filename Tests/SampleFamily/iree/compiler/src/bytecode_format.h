// The form of a compiled module. The runtime has its own copy of the version and refuses any other.
#ifndef IREE_COMPILER_BYTECODE_FORMAT_H_
#define IREE_COMPILER_BYTECODE_FORMAT_H_

#define IREE_VM_BYTECODE_MAGIC "IREEVM\1\0"
#define IREE_VM_BYTECODE_VERSION 12

#endif  // IREE_COMPILER_BYTECODE_FORMAT_H_
