# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#[[
Finds LibTorch in unpacked Python wheels (packaging/setup puts them into the cache), without a CUDA toolkit. The wheels' own
TorchConfig.cmake insists on one and makes everything link libtorch_cuda.

  TorchWheel_ROOT      where the wheels were unpacked: the folder that holds torch/ and nvidia/ (CMake or environment variable)
  TorchCuda_ROOT       where LibTorch's CUDA libraries were unpacked, if they were: the same, without what TorchWheel_ROOT has

  TorchWheel::cpu      libtorch_cpu and libc10, with their headers as system headers
  TorchWheel::cuda     libtorch_cuda and what it needs, without headers, where TorchCuda_ROOT has it
  TorchWheel_CUDA_INCLUDE_DIR   the CUDA runtime's headers

libtorch_cpu finds libcudart and libcupti, which it needs to load even without a GPU, beside it through its own RPATH.
]]
include(FindPackageHandleStandardArgs)

find_path(TorchWheel_INCLUDE_DIR ATen/ATen.h
  HINTS ${TorchWheel_ROOT} ENV TorchWheel_ROOT
  PATH_SUFFIXES torch/include
  NO_DEFAULT_PATH)

if(TorchWheel_INCLUDE_DIR)
  cmake_path(SET _tw_torch NORMALIZE "${TorchWheel_INCLUDE_DIR}/..")
  cmake_path(SET _tw_root NORMALIZE "${_tw_torch}/..")
  file(STRINGS "${TorchWheel_INCLUDE_DIR}/torch/headeronly/version.h" _tw_version REGEX "TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]")
  list(TRANSFORM _tw_version REPLACE "[^0-9]+([0-9]+).*" "\\1")
  list(JOIN _tw_version "." TorchWheel_VERSION)

  set(_tw_library_dirs "${_tw_torch}/lib" "${_tw_root}/nvidia/cu13/lib")
  if(TorchCuda_ROOT)
    list(APPEND _tw_library_dirs "${TorchCuda_ROOT}/torch/lib")
    foreach(_tw_package IN ITEMS cu13 cudnn nccl cusparselt nvshmem)
      list(APPEND _tw_library_dirs "${TorchCuda_ROOT}/nvidia/${_tw_package}/lib")
    endforeach()
  endif()
  set(TorchWheel_CUDA_INCLUDE_DIR "${_tw_root}/nvidia/cu13/include")
endif()

# Makes TorchWheel::<name> of one library file, if it is there.
function(_tw_import name file)
  find_file(TorchWheel_${name}_LIBRARY ${file} PATHS ${_tw_library_dirs} NO_DEFAULT_PATH)
  mark_as_advanced(TorchWheel_${name}_LIBRARY)
  if(TorchWheel_${name}_LIBRARY AND NOT TARGET TorchWheel::${name})
    add_library(TorchWheel::${name} SHARED IMPORTED)
    set_target_properties(TorchWheel::${name} PROPERTIES
      IMPORTED_LOCATION "${TorchWheel_${name}_LIBRARY}"
      IMPORTED_SONAME ${file})
  endif()
endfunction()

if(TorchWheel_INCLUDE_DIR)
  _tw_import(c10 libc10.so)
  _tw_import(torch_cpu libtorch_cpu.so)
  _tw_import(gomp libgomp.so.1)
  _tw_import(cudart libcudart.so.13)
  _tw_import(c10_cuda libc10_cuda.so)
  _tw_import(torch_cuda libtorch_cuda.so)
endif()

find_package_handle_standard_args(TorchWheel
  REQUIRED_VARS TorchWheel_torch_cpu_LIBRARY TorchWheel_c10_LIBRARY TorchWheel_gomp_LIBRARY TorchWheel_cudart_LIBRARY TorchWheel_INCLUDE_DIR
  VERSION_VAR TorchWheel_VERSION
  REASON_FAILURE_MESSAGE "Set TorchWheel_ROOT to the folder of the unpacked wheels, as packaging/run does.")
mark_as_advanced(TorchWheel_INCLUDE_DIR)

if(TorchWheel_FOUND AND NOT TARGET TorchWheel::cpu)
  list(JOIN _tw_library_dirs ":" _tw_rpath_link)
  add_library(TorchWheel::cpu INTERFACE IMPORTED)
  set_target_properties(TorchWheel::cpu PROPERTIES
    INTERFACE_COMPILE_FEATURES cxx_std_17
    INTERFACE_COMPILE_OPTIONS "$<$<COMPILE_LANGUAGE:CXX>:-fopenmp>" # at::parallel_for is serial in files built without it
    INTERFACE_LINK_OPTIONS "LINKER:-rpath-link,${_tw_rpath_link}"
    INTERFACE_LINK_LIBRARIES "-Wl,--push-state,--no-as-needed;TorchWheel::torch_cpu;TorchWheel::c10;-Wl,--pop-state;TorchWheel::gomp")
  target_include_directories(TorchWheel::cpu SYSTEM INTERFACE
    "${TorchWheel_INCLUDE_DIR}" "${TorchWheel_INCLUDE_DIR}/torch/csrc/api/include")

  if(TARGET TorchWheel::torch_cuda AND TARGET TorchWheel::c10_cuda)
    add_library(TorchWheel::cuda INTERFACE IMPORTED)
    # Not through TorchWheel::cpu: CMake drops the second of two equal flags, and with it what it is said of.
    set_target_properties(TorchWheel::cuda PROPERTIES
      INTERFACE_LINK_OPTIONS "LINKER:-rpath-link,${_tw_rpath_link}"
      INTERFACE_LINK_LIBRARIES "-Wl,--push-state,--no-as-needed;TorchWheel::torch_cpu;TorchWheel::c10;TorchWheel::torch_cuda;TorchWheel::c10_cuda;TorchWheel::cudart;-Wl,--pop-state")
  endif()
endif()
