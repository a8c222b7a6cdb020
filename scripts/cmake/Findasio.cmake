# Finds standalone Asio: asio::asio.

find_path(asio_INCLUDE_DIR asio.hpp)
mark_as_advanced(asio_INCLUDE_DIR)
if(asio_INCLUDE_DIR)
  # 102201 is 1.22.1
  file(STRINGS ${asio_INCLUDE_DIR}/asio/version.hpp line REGEX "#define ASIO_VERSION [0-9]+")
  string(REGEX REPLACE ".* ([0-9]+)([0-9][0-9][0-9])([0-9][0-9]).*" "\\1.\\2.\\3" asio_VERSION "${line}")
  string(REGEX REPLACE "\\.0+([0-9])" ".\\1" asio_VERSION "${asio_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(asio REQUIRED_VARS asio_INCLUDE_DIR VERSION_VAR asio_VERSION)

if(asio_FOUND AND NOT TARGET asio::asio)
  include(asio_target)
  zoom_mock_add_asio(${asio_INCLUDE_DIR})
endif()
