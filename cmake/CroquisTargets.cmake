# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Warnings and sanitizers, in one place.
add_library(croquis_flags INTERFACE)
target_compile_options(croquis_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                               -ffp-contract=off)
if(CROQUIS_WERROR)
  target_compile_options(croquis_flags INTERFACE -Werror)
endif()
if(CROQUIS_SANITIZE)
  # Undefined behaviour is looked for in what is tested and not in the tests' own sources, which compile in half the time without.
  string(REPLACE "," ";" croquis_sanitizers "${CROQUIS_SANITIZE}")
  foreach(sanitizer IN LISTS croquis_sanitizers)
    if(sanitizer STREQUAL "undefined")
      set(sanitizer_option "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:CROQUIS_TEST_SOURCES>>>:-fsanitize=undefined>")
    else()
      set(sanitizer_option -fsanitize=${sanitizer})
    endif()
    target_compile_options(croquis_flags INTERFACE ${sanitizer_option})
  endforeach()
  target_compile_options(croquis_flags INTERFACE -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(croquis_flags INTERFACE -fsanitize=${CROQUIS_SANITIZE})
endif()

# croquis_add_module(<name> SOURCES <file>... [PUBLIC <library>...] [PRIVATE <library>...])
# One folder of core/ as the static library croquis::<name>; include its headers as "<name>/<header>.hpp".
function(croquis_add_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(croquis_${name} STATIC ${arg_SOURCES})
  add_library(croquis::${name} ALIAS croquis_${name})
  target_include_directories(croquis_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
  target_link_libraries(croquis_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} croquis_flags)
endfunction()

# croquis_test_target(<name>): what every test and what tests share is compiled with. One set of macros for all: GCC takes a precompiled
# header only where the macros are those that it was made with, so Qt Test's two that differ by folder are taken away.
function(croquis_test_target name)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS CROQUIS_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
                             CROQUIS_TEST_SUPPORT="${PROJECT_SOURCE_DIR}/tests/support"
                             CROQUIS_SAMPLES="${PROJECT_SOURCE_DIR}/resources/samples"
                             CROQUIS_CLI="${PROJECT_BINARY_DIR}/bin/croquis-cli")
  target_compile_options(${name} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
  target_link_libraries(${name} PRIVATE croquis_flags)
  set_target_properties(${name} PROPERTIES CROQUIS_TEST_SOURCES ON)
endfunction()

# croquis_add_test_headers(<name> HEADERS <header>... LIBRARIES <library>...): headers precompiled for the tests that ask for them.
function(croquis_add_test_headers name)
  cmake_parse_arguments(arg "" "" "HEADERS;LIBRARIES" ${ARGN})
  set(target croquis_test_headers_${name})
  add_library(${target} OBJECT "${PROJECT_SOURCE_DIR}/tests/support/headers.cpp")
  target_link_libraries(${target} PRIVATE Qt6::Core Qt6::Test ${arg_LIBRARIES})
  croquis_test_target(${target})
  target_precompile_headers(${target} PRIVATE ${arg_HEADERS})
endfunction()

# Linking all tests takes the usual linker longer than ccache takes to compile them.
if(CROQUIS_BUILD_TESTS)
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=gold CROQUIS_HAS_GOLD)
endif()

# croquis_add_test(<file without .cpp> LIBRARIES <library>... [LABELS <label>...] [SOURCES <extra file>...] [HEADERS <name>] [ALONE])
# One Qt Test program; its name is the path below tests/ with dots; the source file includes its own "<file>.moc". HEADERS: which of
# tests/CMakeLists.txt's precompiled ones, its folder's CROQUIS_TEST_HEADERS if not said. ALONE: it measures time, so nothing runs
# beside it.
function(croquis_add_test file)
  cmake_parse_arguments(arg "ALONE" "HEADERS" "LIBRARIES;LABELS;SOURCES" ${ARGN})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/tests" OUTPUT_VARIABLE folder)
  string(REPLACE "/" "." name "${folder}/${file}")
  if(NOT arg_HEADERS)
    set(arg_HEADERS ${CROQUIS_TEST_HEADERS})
  endif()
  add_executable(${name} ${file}.cpp ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  # moc by itself: AUTOMOC starts CMake for each target and compiles a file more.
  set(moc_folder "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
  file(MAKE_DIRECTORY "${moc_folder}")
  qt6_generate_moc(${file}.cpp "${moc_folder}/${file}.moc")
  target_sources(${name} PRIVATE "${moc_folder}/${file}.moc")
  target_include_directories(${name} PRIVATE "${moc_folder}")
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} Qt6::Core Qt6::Test)
  croquis_test_target(${name})
  if(CROQUIS_HAS_GOLD)
    target_link_options(${name} PRIVATE -fuse-ld=gold)
  endif()
  target_precompile_headers(${name} REUSE_FROM croquis_test_headers_${arg_HEADERS})
  if(NOT slow IN_LIST arg_LABELS)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)  # what takes long in them is compiling
    add_dependencies(croquis-fast-tests ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  # Qt Test would end one function after five minutes, however busy the machine is. The spins as core/session/openmp_spins.hpp has them: read when OpenMP is loaded, in a test before main().
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 900 RUN_SERIAL "${arg_ALONE}"
                       ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=900000;GOMP_SPINCOUNT=1000;CROQUIS_BRUSHES=${PROJECT_BINARY_DIR}/no-brushes")
endfunction()
