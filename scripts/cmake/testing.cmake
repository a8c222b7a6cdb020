# The test programs and what ctest runs. All of it runs from the repository's root.

# ---- The matching client: written as a user would, so it never links the server -----------------

add_library(zoom_mock_client STATIC
  tests/client/livestream_client.cpp)
target_include_directories(zoom_mock_client PUBLIC ${PROJECT_SOURCE_DIR})
target_link_libraries(zoom_mock_client
  PUBLIC nlohmann_json::nlohmann_json
  PRIVATE httplib::httplib OpenSSL::SSL Threads::Threads zoom_mock_warnings)

# ---- Unit tests --------------------------------------------------------------------------------

set(unit_tests
  tests/admin_test.cpp
  tests/catalogue_test.cpp
  tests/certificate_files_test.cpp
  tests/certificate_test.cpp
  tests/client_test.cpp
  tests/clock_test.cpp
  tests/command_line_test.cpp
  tests/delivery_test.cpp
  tests/draw_test.cpp
  tests/example_loader_test.cpp
  tests/explanation_test.cpp
  tests/file_limit_test.cpp
  tests/form_test.cpp
  tests/framing_test.cpp
  tests/handshake_test.cpp
  tests/head_template_test.cpp
  tests/http_server_test.cpp
  tests/http_test.cpp
  tests/json_reader_test.cpp
  tests/json_source_test.cpp
  tests/livestream_test.cpp
  tests/match_test.cpp
  tests/matcher_test.cpp
  tests/meeting_id_test.cpp
  tests/mock_test.cpp
  tests/multipart_reference_test.cpp
  tests/multipart_test.cpp
  tests/path_pattern_test.cpp
  tests/placeholder_test.cpp
  tests/problem_test.cpp
  tests/query_test.cpp
  tests/real_token_test.cpp
  tests/scenario_loader_test.cpp
  tests/scenario_mistakes_test.cpp
  tests/scenario_schema_test.cpp
  tests/scenario_watch_test.cpp
  tests/session_test.cpp
  tests/session_token_test.cpp
  tests/shell_word_test.cpp
  tests/stub_loader_test.cpp
  tests/suggestion_test.cpp
  tests/tls_context_test.cpp
  tests/tls_identity_test.cpp
  tests/tls_test.cpp
  tests/transport_limits_test.cpp
  tests/transport_test.cpp
  tests/transport_tls_test.cpp)

# A test file nobody listed would pass by never running.
file(GLOB forgotten RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS tests/*_test.cpp)
list(REMOVE_ITEM forgotten ${unit_tests} tests/contract_test.cpp)
if(forgotten)
  message(FATAL_ERROR "Not listed in scripts/cmake/testing.cmake: ${forgotten}")
endif()

add_executable(zoom_mock_tests tests/main.cpp ${unit_tests})
target_link_libraries(zoom_mock_tests PRIVATE
  zoom_mock_core zoom_mock_client doctest::doctest OpenSSL::Crypto OpenSSL::SSL spdlog::spdlog
  valijson Threads::Threads zoom_mock_warnings)
target_compile_definitions(zoom_mock_tests PRIVATE
  ZOOM_MOCK_GOLDEN_DIR="${PROJECT_SOURCE_DIR}/tests/golden")

# It validates thousands of documents by templates that crawl when nothing is inlined.
set_source_files_properties(tests/scenario_schema_test.cpp PROPERTIES COMPILE_OPTIONS -O2)

foreach(source IN LISTS unit_tests)
  cmake_path(GET source STEM module)
  string(REGEX REPLACE "_test$" "" module ${module})
  add_test(NAME unit.${module} COMMAND zoom_mock_tests "--source-file=*/${source}")
  # A filter that selects nothing is a success for doctest.
  set_property(TEST unit.${module} PROPERTY FAIL_REGULAR_EXPRESSION "test cases: +0 ")
endforeach()

# ---- Tests of the whole ------------------------------------------------------------------------

add_executable(zoom_mock_contract tests/contract_rows.cpp tests/contract_test.cpp)
target_link_libraries(zoom_mock_contract PRIVATE
  zoom_mock_core zoom_mock_client doctest::doctest httplib::httplib Threads::Threads
  zoom_mock_warnings)
add_test(NAME contract COMMAND zoom_mock_contract)
set_property(TEST contract PROPERTY FAIL_REGULAR_EXPRESSION "test cases: +0 ")

# ctest replays what the fuzz targets once found; `make fuzz` looks for more.
if(ZOOM_MOCK_SANITIZE MATCHES address AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(zoom_mock_core PRIVATE -fsanitize=fuzzer-no-link)
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
  TIMEOUT 120)
