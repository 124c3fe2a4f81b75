// The form of a module that this runtime reads; the compiler has its own copy.
#ifndef IREE_RUNTIME_BYTECODE_FORMAT_H_
#define IREE_RUNTIME_BYTECODE_FORMAT_H_

#define IREE_VM_BYTECODE_MAGIC "IREEVM\1\0"
#define IREE_VM_BYTECODE_VERSION 12

#endif  // IREE_RUNTIME_BYTECODE_FORMAT_H_
