# Compiler plugins: each folder of IREE_COMPILER_PLUGIN_PATHS registers its plugins by
# iree_compiler_register_plugin(); they are linked into libIREECompiler.

set_property(GLOBAL PROPERTY IREE_PLUGIN_IDS "")
set_property(GLOBAL PROPERTY IREE_PLUGIN_TARGETS "")

function(iree_compiler_register_plugin)
  cmake_parse_arguments(_RULE "" "PLUGIN_ID;TARGET" "" ${ARGN})
  string(REPLACE "-" "_" _id ${_RULE_PLUGIN_ID})
  set_property(GLOBAL APPEND PROPERTY IREE_PLUGIN_IDS ${_id})
  set_property(GLOBAL APPEND PROPERTY IREE_PLUGIN_TARGETS ${_RULE_TARGET})
endfunction()

function(iree_compiler_configure_plugins)
  foreach(_path IN LISTS IREE_COMPILER_PLUGIN_PATHS)
    set(_file "${_path}/iree_compiler_plugin_group.cmake")
    if(NOT EXISTS "${_file}")
      message(SEND_ERROR "Compiler plugin file not found: ${_file}")
      continue()
    endif()
    set(IREE_PLUGIN_SOURCE_DIR "${_path}")
    include("${_file}")
  endforeach()
endfunction()

# Writes the list of plugins that the compiler links in.
function(iree_compiler_write_plugin_list _file)
  get_property(_ids GLOBAL PROPERTY IREE_PLUGIN_IDS)
  set(_lines "")
  foreach(_id IN LISTS _ids)
    string(APPEND _lines "HANDLE_PLUGIN(${_id})\n")
  endforeach()
  file(CONFIGURE OUTPUT "${_file}" CONTENT "${_lines}" @ONLY)
endfunction()
