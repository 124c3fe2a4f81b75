# Read by iree when this folder is in IREE_COMPILER_PLUGIN_PATHS.
foreach(_plugin cublas cudnn triton)
  add_library(openxla_${_plugin} STATIC ${IREE_PLUGIN_SOURCE_DIR}/${_plugin}.c)
  target_link_libraries(openxla_${_plugin} PRIVATE iree_compiler_plugin_api)
  iree_compiler_register_plugin(PLUGIN_ID openxla-${_plugin} TARGET openxla_${_plugin})
endforeach()
