# The language, the warnings and the sanitizers: how our own code is compiled.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT CMAKE_BUILD_TYPE AND NOT multi_config)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# Linked by every target of ours and by nothing else: third parties may warn as they like.
add_library(zoom_mock_warnings INTERFACE)
target_compile_options(zoom_mock_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  $<$<BOOL:${ZOOM_MOCK_WERROR}>:-Werror>
  # GCC 12 sees an overlap in `"literal" + std::string` that is not there (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)

add_compile_definitions($<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

# For everything that is compiled here, fetched third parties included: a data race does not stop at
# a library's border.
if(ZOOM_MOCK_SANITIZE)
  set(sanitize -fsanitize=${ZOOM_MOCK_SANITIZE} -fno-sanitize-recover=all)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND ZOOM_MOCK_SANITIZE MATCHES undefined)
    # Clang 14 cannot assemble coroutines that carry this check.
    list(APPEND sanitize -fno-sanitize=function)
  endif()
  add_compile_options(${sanitize} -fno-omit-frame-pointer -O1)
  add_link_options(${sanitize})
endif()
