# One target per room of the house.
#
#   tandem_room(calendar_busy SOURCES busy_set.cpp DEPENDS calendar_time [PRIVATE_LIBRARIES PkgConfig::LIBICAL]
#               [PUBLIC_LIBRARIES ...])
#   tandem_program(tandem-server SOURCES main.cpp DEPENDS sync_server)
#   tandem_test(calendar_busy SOURCES busy_set_test.cpp DEPENDS calendar_busy)
#   tandem_fuzzer(ics_parse SOURCES ics_parse_fuzz.cpp DEPENDS calendar_ics)
#
# DEPENDS names other rooms; a room without sources is header-only.

function(tandem_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPENDS;PUBLIC_LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  list(TRANSFORM ROOM_DEPENDS PREPEND tandem_)
  if(ROOM_SOURCES)
    add_library(tandem_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(tandem_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
    target_link_libraries(tandem_${name} PUBLIC ${ROOM_DEPENDS} ${ROOM_PUBLIC_LIBRARIES}
                          PRIVATE tandem_warnings ${ROOM_PRIVATE_LIBRARIES})
  else()
    add_library(tandem_${name} INTERFACE)
    target_include_directories(tandem_${name} INTERFACE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(tandem_${name} INTERFACE ${ROOM_DEPENDS} ${ROOM_PUBLIC_LIBRARIES})
  endif()
endfunction()

function(tandem_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;DEPENDS;PRIVATE_LIBRARIES" ${ARGN})
  list(TRANSFORM PROGRAM_DEPENDS PREPEND tandem_)
  add_executable(${name} ${PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE ${PROGRAM_DEPENDS} ${PROGRAM_PRIVATE_LIBRARIES} tandem_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
endfunction()

# TANDEM_SOURCE_DIR and TANDEM_BINARY_DIR, for the files that mention them only: every other object is the same in each
# clone, and so found in the compiler cache.
function(tandem_test_paths)
  foreach(source ${ARGN})
    file(STRINGS "${source}" mentions REGEX "TANDEM_(SOURCE|BINARY)_DIR" LIMIT_COUNT 1)
    if(mentions)
      set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_DEFINITIONS
                   "TANDEM_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"" "TANDEM_BINARY_DIR=\"${CMAKE_BINARY_DIR}\"")
    endif()
  endforeach()
endfunction()

function(tandem_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;DEPENDS;PRIVATE_LIBRARIES;ARGUMENTS" ${ARGN})
  if(NOT TANDEM_TESTS)
    return()
  endif()
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  list(TRANSFORM TEST_DEPENDS PREPEND tandem_)
  add_executable(test_${name} ${TEST_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${TEST_DEPENDS} ${TEST_PRIVATE_LIBRARIES} tandem_warnings
                        GTest::gtest GTest::gmock GTest::gtest_main)
  tandem_test_paths(${TEST_SOURCES})
  set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/test")
  add_test(NAME ${name} COMMAND test_${name} ${TEST_ARGUMENTS})
  # The folder under tests/ is the label, and tests_<folder> builds all of its programs.
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REGEX REPLACE "/.*" "" folder "${folder}")
  set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${folder}")
  if(NOT TARGET tests_${folder})
    add_custom_target(tests_${folder})
  endif()
  add_dependencies(tests_${folder} test_${name})
endfunction()

function(tandem_fuzzer name)
  cmake_parse_arguments(FUZZ "" "" "SOURCES;DEPENDS" ${ARGN})
  if(NOT TANDEM_FUZZ)
    return()
  endif()
  list(TRANSFORM FUZZ_DEPENDS PREPEND tandem_)
  add_executable(fuzz_${name} ${FUZZ_SOURCES})
  target_link_libraries(fuzz_${name} PRIVATE ${FUZZ_DEPENDS} -fsanitize=fuzzer)
  set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
endfunction()
