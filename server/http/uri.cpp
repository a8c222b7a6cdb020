#include "server/http/uri.h"

#include <uriparser/Uri.h>

#include <memory>

namespace zoom_mock {

bool is_uri(const std::string& text) {
  if (text.find('\0') != std::string::npos) return false;
  UriUriA uri{};
  const char* error_position = nullptr;
  if (uriParseSingleUriA(&uri, text.c_str(), &error_position) != URI_SUCCESS) return false;
  const std::unique_ptr<UriUriA, void (*)(UriUriA*)> members(&uri, uriFreeUriMembersA);
  return uri.scheme.first != nullptr;
}

}  // namespace zoom_mock
