# The test programs and what ctest runs. All of it runs from the repository's root.

# ---- The matching client: written as a user would, so it never links the server -----------------

add_library(zoom_mock_client STATIC
  tests/client/livestream_client.cpp tests/client/livestream_request.cpp)
target_include_directories(zoom_mock_client PUBLIC ${PROJECT_SOURCE_DIR})
target_link_libraries(zoom_mock_client
  PUBLIC nlohmann_json::nlohmann_json
  PRIVATE httplib::httplib OpenSSL::SSL Threads::Threads zoom_mock_warnings)

# ---- Unit tests: one program for each floor, with what lies below it and no more ----------------

add_library(zoom_mock_test_main OBJECT tests/main.cpp)
target_link_libraries(zoom_mock_test_main PUBLIC doctest::doctest PRIVATE zoom_mock_warnings)

# The thread sanitizer has nothing to find where there are no threads.
set(tested_floors ${floors})
if(ZOOM_MOCK_SANITIZE STREQUAL "thread")
  list(REMOVE_ITEM tested_floors base http zoom scenario contract)
endif()

foreach(floor IN LISTS tested_floors)
  file(GLOB unit_tests RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
    tests/${floor}/*_test.cpp tests/${floor}/*/*_test.cpp)
  if(ZOOM_MOCK_SANITIZE)  # the schema's tests are of a document, and take the longest to compile
    list(FILTER unit_tests EXCLUDE REGEX "/scenario_schema_test\\.cpp$")
  endif()
  set(program zoom_mock_${floor}_tests)
  add_executable(${program} ${unit_tests})
  # A few at once: half the time from nothing, and little more after a change.
  set_target_properties(${program} PROPERTIES UNITY_BUILD ON)
  if(NOT ZOOM_MOCK_UNITY)
    set_target_properties(${program} PROPERTIES UNITY_BUILD_BATCH_SIZE 4)
  endif()
  list(TRANSFORM floors_up_to_${floor} PREPEND zoom_mock_ OUTPUT_VARIABLE linked)
  target_link_libraries(${program} PRIVATE
    ${linked} zoom_mock_test_main doctest::doctest Threads::Threads zoom_mock_warnings)
  target_compile_definitions(${program} PRIVATE
    ZOOM_MOCK_TESTS_DIR="${PROJECT_SOURCE_DIR}/tests")
  if(ZOOM_MOCK_SANITIZE)  # what they call is optimized; they themselves would take half of the build
    target_compile_options(${program} PRIVATE -O0)
  endif()
  foreach(source IN LISTS unit_tests)
    cmake_path(GET source STEM module)
    string(REGEX REPLACE "_test$" "" module ${module})
    add_test(NAME unit.${floor}.${module} COMMAND ${program} "--source-file=*/${source}")
    # A filter that selects nothing is a success for doctest.
    set_property(TEST unit.${floor}.${module} PROPERTY FAIL_REGULAR_EXPRESSION "test cases: +0 ")
  endforeach()
endforeach()
if(TARGET zoom_mock_scenario_tests)
  target_link_libraries(zoom_mock_scenario_tests PRIVATE valijson)
endif()
target_link_libraries(zoom_mock_app_tests PRIVATE zoom_mock_client)

# It validates thousands of documents by templates that crawl when nothing is inlined.
set_source_files_properties(tests/scenario/load/scenario_schema_test.cpp PROPERTIES
  COMPILE_OPTIONS -O2)

# ---- Tests of the whole ------------------------------------------------------------------------

# ctest replays what the fuzz targets once found; `make fuzz` looks for more.
if(ZOOM_MOCK_SANITIZE MATCHES address AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  foreach(floor IN LISTS floors)
    target_compile_options(zoom_mock_${floor} PRIVATE -fsanitize=fuzzer-no-link)
  endforeach()
  add_custom_target(fuzz_targets)
  file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*_fuzz.cpp)
  foreach(source IN LISTS fuzz_sources)
    cmake_path(GET source STEM target)
    string(REGEX REPLACE "_fuzz$" "" module ${target})
    add_executable(${target} ${source})
    target_link_libraries(${target} PRIVATE zoom_mock_core zoom_mock_warnings)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_targets ${target})
    add_test(NAME fuzz.${module}
      COMMAND ${target} -runs=0 ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${module})
  endforeach()
endif()

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(scripts ${PROJECT_SOURCE_DIR}/scripts)
add_test(NAME end_to_end
  COMMAND bash ${PROJECT_SOURCE_DIR}/tests/end_to_end/run.sh $<TARGET_FILE:zoom-mock>)
add_test(NAME layers COMMAND Python3::Interpreter ${scripts}/check-layers.py)
add_test(NAME layers.self_test COMMAND Python3::Interpreter ${scripts}/check-layers.py --self-test)
add_test(NAME linear.self_test COMMAND Python3::Interpreter ${scripts}/bench/linear.py --self-test)
add_test(NAME scenarios COMMAND zoom-mock check ${PROJECT_SOURCE_DIR}/scenarios)
add_test(NAME readme.scenarios COMMAND Python3::Interpreter ${scripts}/scenario-table.py)
add_test(NAME readme COMMAND Python3::Interpreter ${scripts}/check-readme.py $<TARGET_FILE:zoom-mock>)
add_test(NAME readme.self_test COMMAND Python3::Interpreter ${scripts}/check-readme.py --self-test)
add_test(NAME bench.self_test COMMAND Python3::Interpreter ${scripts}/bench/run.py --self-test)
add_test(NAME bench_check.self_test COMMAND Python3::Interpreter ${scripts}/bench/instructions.py --self-test)

get_property(tests DIRECTORY PROPERTY TESTS)
set_tests_properties(${tests} PROPERTIES
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  TIMEOUT 300)
