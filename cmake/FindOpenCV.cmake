# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#[[
Finds single OpenCV modules. Debian ships OpenCVConfig.cmake only in libopencv-dev, which brings every module there is and some
hundred other packages; the packages of the modules that are needed bring headers and libraries alone.

  find_package(OpenCV [VERSION] REQUIRED COMPONENTS core imgproc ...)

  opencv_<component>   one imported target each, as OpenCV's own configuration names them; OpenCV_LIBS lists them all
]]
include(FindPackageHandleStandardArgs)

find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
if(OpenCV_INCLUDE_DIR)
  file(STRINGS "${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp" _cv_version REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION) ")
  list(TRANSFORM _cv_version REPLACE "[^0-9]+([0-9]+).*" "\\1")
  list(JOIN _cv_version "." OpenCV_VERSION)
endif()

set(OpenCV_LIBS "")
foreach(_cv_component IN LISTS OpenCV_FIND_COMPONENTS)
  find_library(OpenCV_${_cv_component}_LIBRARY opencv_${_cv_component})
  mark_as_advanced(OpenCV_${_cv_component}_LIBRARY)
  if(OpenCV_INCLUDE_DIR AND OpenCV_${_cv_component}_LIBRARY AND EXISTS "${OpenCV_INCLUDE_DIR}/opencv2/${_cv_component}.hpp")
    set(OpenCV_${_cv_component}_FOUND TRUE)
    list(APPEND OpenCV_LIBS opencv_${_cv_component})
    if(NOT TARGET opencv_${_cv_component})
      add_library(opencv_${_cv_component} SHARED IMPORTED)
      set_target_properties(opencv_${_cv_component} PROPERTIES
        IMPORTED_LOCATION "${OpenCV_${_cv_component}_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${OpenCV_INCLUDE_DIR}")
    endif()
  endif()
endforeach()

find_package_handle_standard_args(OpenCV
  REQUIRED_VARS OpenCV_INCLUDE_DIR
  VERSION_VAR OpenCV_VERSION
  HANDLE_COMPONENTS)
mark_as_advanced(OpenCV_INCLUDE_DIR)
