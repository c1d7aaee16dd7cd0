# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#[[
Finds nvcc of a CUDA toolkit, installed or unpacked from its Python wheels (packaging/setup/cuda_wheels.sh). Not through
enable_language(CUDA): CMake 3.25 knows no C++20 for nvcc and links its trials with libraries that the wheels don't have.

  CudaCompiler_ROOT      the folder that holds bin/nvcc; else CUDA_HOME, CUDA_PATH, the path and /usr/local/cuda are searched

  CudaCompiler_nvcc      the compiler
  CudaCompiler_INCLUDE_DIR  its own headers, crt/ among them, which the runtime's headers include
  croquis_cuda_object(<variable> <file.cu> ARCHITECTURES <75>... INCLUDES <folder>...)
                         compiles one file for these architectures and, of the last, PTX for later ones; sets the variable to the object
]]
include(FindPackageHandleStandardArgs)

set(_cc_default_search)
if(CudaCompiler_ROOT)
  set(_cc_default_search NO_DEFAULT_PATH)
endif()
find_program(CudaCompiler_nvcc nvcc
  HINTS "${CudaCompiler_ROOT}" ENV CUDA_HOME ENV CUDA_PATH PATH_SUFFIXES bin
  PATHS /usr/local/cuda
  ${_cc_default_search})
mark_as_advanced(CudaCompiler_nvcc)
if(CudaCompiler_nvcc)
  file(REAL_PATH "${CudaCompiler_nvcc}" _cc_nvcc) # it finds its parts beside itself, not beside a link to it
  execute_process(COMMAND "${_cc_nvcc}" --version OUTPUT_VARIABLE _cc_words ERROR_QUIET)
  string(REGEX MATCH "release ([0-9]+[.][0-9]+)" _cc_words "${_cc_words}")
  set(CudaCompiler_VERSION "${CMAKE_MATCH_1}")
  cmake_path(SET _cc_include NORMALIZE "${_cc_nvcc}/../../include")
  set(CudaCompiler_INCLUDE_DIR "${_cc_include}" CACHE INTERNAL "")
endif()
find_package_handle_standard_args(CudaCompiler
  REQUIRED_VARS CudaCompiler_nvcc CudaCompiler_VERSION
  VERSION_VAR CudaCompiler_VERSION HANDLE_VERSION_RANGE)

function(croquis_cuda_object variable source)
  cmake_parse_arguments(arg "" "" "ARCHITECTURES;INCLUDES" ${ARGN})
  file(REAL_PATH "${CudaCompiler_nvcc}" nvcc)
  set(object "${CMAKE_CURRENT_BINARY_DIR}/${source}.o")
  cmake_path(GET object PARENT_PATH folder)
  file(MAKE_DIRECTORY "${folder}")
  foreach(architecture IN LISTS arg_ARCHITECTURES)
    list(APPEND codes -gencode arch=compute_${architecture},code=sm_${architecture})
  endforeach()
  list(GET arg_ARCHITECTURES -1 newest)
  list(APPEND codes -gencode arch=compute_${newest},code=compute_${newest})
  list(TRANSFORM arg_INCLUDES PREPEND -I)
  # --fmad=false: products and sums are rounded as on the processor, which the tests compare with.
  add_custom_command(OUTPUT "${object}"
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} "${nvcc}" -c "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${object}" -std=c++20 -O3 --fmad=false
            -ccbin "${CMAKE_CXX_COMPILER}" -Xcompiler=-fPIC,-fvisibility=hidden,-Wall,-Wextra ${codes} ${arg_INCLUDES} -MD -MF "${object}.d"
    DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" "${nvcc}"
    DEPFILE "${object}.d"
    COMMENT "Compiling ${source} for CUDA ${arg_ARCHITECTURES}"
    VERBATIM)
  set(${variable} "${object}" PARENT_SCOPE)
endfunction()
