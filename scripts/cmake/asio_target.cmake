# Defines asio::asio, standalone and header-only. Asio brings no CMake files of its own.
function(zoom_mock_add_asio include_directory)
  add_library(asio::asio INTERFACE IMPORTED)
  target_include_directories(asio::asio INTERFACE ${include_directory})
  # Whether Asio takes memory by aligned_alloc depends on what was included before it: then one file
  # would free in another way what another one took.
  target_compile_definitions(asio::asio INTERFACE
    ASIO_STANDALONE ASIO_NO_DEPRECATED ASIO_DISABLE_STD_ALIGNED_ALLOC)
  find_package(Threads REQUIRED)
  target_link_libraries(asio::asio INTERFACE Threads::Threads)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 17)
    # Clang has C++20 coroutines but says so by no macro until version 17, and without the macro
    # neither libstdc++'s <coroutine> nor Asio believes it.
    target_compile_definitions(asio::asio INTERFACE
      __cpp_impl_coroutine=201902L ASIO_HAS_CO_AWAIT ASIO_HAS_STD_COROUTINE)
  endif()
endfunction()
