# The benchmarks' programs: -DZOOM_MOCK_BUILD_BENCH=ON. What they measure: `make help`.

add_executable(zoom_mock_hot_path tests/bench/hot_path.cpp)
target_link_libraries(zoom_mock_hot_path PRIVATE zoom_mock_core zoom_mock_warnings)

add_executable(zoom_mock_stock_server tests/bench/stock_server.cpp)
target_link_libraries(zoom_mock_stock_server PRIVATE
  httplib::httplib Threads::Threads zoom_mock_warnings)

add_executable(zoom_mock_hostile_bench tests/bench/hostile_bench.cpp)
target_link_libraries(zoom_mock_hostile_bench PRIVATE zoom_mock_core zoom_mock_warnings)

# Google Benchmark; Debian: libbenchmark-dev.
find_package(benchmark QUIET)
if(benchmark_FOUND)
  add_executable(zoom_mock_match_bench tests/bench/match_bench.cpp)
  target_link_libraries(zoom_mock_match_bench PRIVATE
    zoom_mock_core benchmark::benchmark zoom_mock_warnings)
endif()
