# Third parties: the system's package when there is one that is new enough, else a pinned release
# from its origin. -DFETCHCONTENT_SOURCE_DIR_<NAME>=<checkout> wins over both.

include(FetchContent)
include(asio_target)

# Packages that scripts/install-deps.sh unpacks rather than installs.
list(APPEND CMAKE_PREFIX_PATH ${PROJECT_SOURCE_DIR}/build/packages/usr)

# What a fetched project would build beyond the library we link.
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(HTTPLIB_INSTALL OFF)
set(HTTPLIB_REQUIRE_OPENSSL ON)
set(HTTPLIB_USE_BROTLI_IF_AVAILABLE OFF)
set(HTTPLIB_USE_ZSTD_IF_AVAILABLE OFF)
set(CLI11_BUILD_DOCS OFF)
set(CLI11_BUILD_EXAMPLES OFF)
set(CLI11_BUILD_TESTS OFF)
set(DOCTEST_WITH_TESTS OFF)
set(JSON_BuildTests OFF)
set(RE2_BUILD_TESTING OFF)
set(URIPARSER_BUILD_DOCS OFF)
set(URIPARSER_BUILD_TESTS OFF)
set(URIPARSER_BUILD_TOOLS OFF)
set(valijson_BUILD_TESTS OFF)

# Declares one dependency and notes it as missing when neither a checkout nor a package is at hand.
# `floor` is the oldest version that will do, "" for packages that do not tell their version.
function(zoom_mock_declare name floor package repository tag)
  FetchContent_Declare(${name}
    GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON GIT_SUBMODULES ""
    FIND_PACKAGE_ARGS ${floor} QUIET)
  set_property(GLOBAL APPEND PROPERTY zoom_mock_declared ${name})

  string(TOUPPER ${name} upper)
  string(TOLOWER ${name} lower)
  if(FETCHCONTENT_SOURCE_DIR_${upper})
    message(STATUS "${name}: ${FETCHCONTENT_SOURCE_DIR_${upper}}")
    return()
  endif()
  if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
    find_package(${name} ${floor} QUIET)
    if(${name}_FOUND)
      message(STATUS "${name}: the system's ${${name}_VERSION}")
      return()
    endif()
  endif()
  message(STATUS "${name}: ${tag} of ${repository}")
  if(NOT EXISTS ${PROJECT_BINARY_DIR}/_deps/${lower}-src/.git)
    set_property(GLOBAL APPEND PROPERTY zoom_mock_missing "${name}|${package}|${repository}|${tag}")
  endif()
endfunction()

# Ends the configuration with advice when what is missing cannot be fetched either: FetchContent
# itself would end it with forty lines about a sub-build.
function(zoom_mock_require_origin)
  get_property(missing GLOBAL PROPERTY zoom_mock_missing)
  if(NOT missing)
    return()
  endif()
  set(reason "")
  foreach(entry IN LISTS missing)
    string(REPLACE "|" ";" entry ${entry})
    list(POP_FRONT entry name package repository tag)
    list(APPEND packages ${package})
    string(TOUPPER ${name} upper)
    string(APPEND checkouts "\n      -DFETCHCONTENT_SOURCE_DIR_${upper}=<checkout of ${tag}>")
    if(NOT reason)
      zoom_mock_try_origin(${repository} ${tag} reason)
    endif()
  endforeach()
  if(reason)
    list(JOIN packages " " packages)
    message(FATAL_ERROR
      "zoom-mock lacks third-party libraries, and they cannot be fetched:\n    ${reason}\n"
      "  Either install the packages (scripts/install-deps.sh does it on Debian and Ubuntu):\n"
      "      sudo apt-get install ${packages}\n"
      "  or name directories that hold their sources:${checkouts}")
  endif()
endfunction()

# Sets `reason` to why `tag` cannot be fetched from `repository`, or leaves it empty.
function(zoom_mock_try_origin repository tag reason)
  if(FETCHCONTENT_FULLY_DISCONNECTED)
    set(${reason} "FETCHCONTENT_FULLY_DISCONNECTED is set" PARENT_SCOPE)
    return()
  endif()
  find_program(GIT_EXECUTABLE git)
  mark_as_advanced(GIT_EXECUTABLE)
  if(NOT GIT_EXECUTABLE)
    set(${reason} "git is not installed" PARENT_SCOPE)
    return()
  endif()
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env GIT_TERMINAL_PROMPT=0
            ${GIT_EXECUTABLE} ls-remote --exit-code ${repository} refs/tags/${tag}
    TIMEOUT 20 RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE error)
  if(result EQUAL 2)
    set(${reason} "${repository} has no tag ${tag}" PARENT_SCOPE)
  elseif(result)
    string(STRIP "${error}" error)
    set(${reason} "${repository} ${tag}: ${error} (${result})" PARENT_SCOPE)
  endif()
endfunction()

set(github https://github.com)
zoom_mock_declare(asio 1.22 libasio-dev ${github}/chriskohlhoff/asio.git asio-1-36-0)
zoom_mock_declare(CLI11 2.1 libcli11-dev ${github}/CLIUtils/CLI11.git v2.5.0)
zoom_mock_declare(httplib 0.11 libcpp-httplib-dev ${github}/yhirose/cpp-httplib.git v0.53.1)
zoom_mock_declare(nlohmann_json 3.11 nlohmann-json3-dev ${github}/nlohmann/json.git v3.11.3)
# The last release of RE2 that does not need Abseil.
zoom_mock_declare(re2 "" libre2-dev ${github}/google/re2.git 2023-03-01)
zoom_mock_declare(spdlog 1.10 libspdlog-dev ${github}/gabime/spdlog.git v1.13.0)
zoom_mock_declare(uriparser 0.9.7 liburiparser-dev ${github}/uriparser/uriparser.git uriparser-0.9.9)
if(ZOOM_MOCK_BUILD_TESTS)
  zoom_mock_declare(doctest 2.4.9 doctest-dev ${github}/doctest/doctest.git v2.4.12)
  zoom_mock_declare(valijson "" libvalijson-dev ${github}/tristanpenman/valijson.git v1.0.6)
endif()
zoom_mock_require_origin()

find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 QUIET)
if(NOT OpenSSL_FOUND)
  message(FATAL_ERROR "zoom-mock needs OpenSSL 3.0 or newer and its headers: sudo apt-get install libssl-dev")
endif()

get_property(declared GLOBAL PROPERTY zoom_mock_declared)
FetchContent_MakeAvailable(${declared})
if(NOT TARGET asio::asio)  # a checkout of Asio has no CMakeLists.txt
  zoom_mock_add_asio(${asio_SOURCE_DIR}/asio/include)
endif()

# Headers of a fetched project are as foreign as those of a package.
foreach(library IN ITEMS asio::asio CLI11::CLI11 doctest::doctest httplib::httplib
        nlohmann_json::nlohmann_json re2::re2 spdlog::spdlog uriparser::uriparser valijson)
  if(TARGET ${library})
    get_target_property(aliased ${library} ALIASED_TARGET)
    if(aliased)
      set(library ${aliased})
    endif()
    get_target_property(includes ${library} INTERFACE_INCLUDE_DIRECTORIES)
    if(includes)
      set_property(TARGET ${library} PROPERTY INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${includes})
    endif()
  endif()
endforeach()
