# Finds RE2: re2::re2. Upstream installs a CMake package, Debian 12 only a pkg-config file.

find_package(re2 CONFIG QUIET)
if(re2_FOUND)
  set(re2_FOUND_AS ${re2_CONFIG})
else()
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(RE2_PC QUIET IMPORTED_TARGET re2)
  endif()
  if(RE2_PC_FOUND)
    set(re2_FOUND_AS pkg-config)
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(re2 REQUIRED_VARS re2_FOUND_AS)

if(re2_FOUND AND NOT TARGET re2::re2)
  add_library(re2::re2 INTERFACE IMPORTED)
  target_link_libraries(re2::re2 INTERFACE PkgConfig::RE2_PC)
endif()
