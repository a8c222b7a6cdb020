# Finds cpp-httplib: httplib::httplib.
#
# Upstream installs a CMake package, Debian only a pkg-config file. That file's -D flags are part of
# the library's binary interface: without them its classes have other sizes than in the library.

find_package(httplib CONFIG QUIET)
if(httplib_FOUND)
  set(httplib_FOUND_AS ${httplib_CONFIG})
else()
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(HTTPLIB_PC QUIET IMPORTED_TARGET "cpp-httplib >= ${httplib_FIND_VERSION}")
  endif()
  if(HTTPLIB_PC_FOUND)
    set(httplib_FOUND_AS pkg-config)
    set(httplib_VERSION ${HTTPLIB_PC_VERSION})
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(httplib REQUIRED_VARS httplib_FOUND_AS VERSION_VAR httplib_VERSION)

if(httplib_FOUND AND NOT TARGET httplib::httplib)
  find_package(Threads REQUIRED)
  add_library(httplib::httplib INTERFACE IMPORTED)
  target_link_libraries(httplib::httplib INTERFACE PkgConfig::HTTPLIB_PC Threads::Threads)
  if(HTTPLIB_PC_CFLAGS MATCHES CPPHTTPLIB_OPENSSL_SUPPORT)
    find_package(OpenSSL REQUIRED)
    target_link_libraries(httplib::httplib INTERFACE OpenSSL::SSL OpenSSL::Crypto)
  endif()
endif()
