#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/form_data.h"
#include "server/mock/admin/shown.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

/// A recorded request, ready to be sent again by another program.
struct RequestCopy {
  std::string method;
  std::string url;
  std::vector<Header> headers;  ///< but those that every client writes by itself
  /// Set: the body is multipart/form-data with these fields, and `headers` has no Content-Type.
  std::optional<FieldList> fields;
  std::string body;                  ///< else
  std::string content_type;          ///< as sent
  std::vector<std::string> remarks;  ///< in what it is no copy
};

/// `base_url` has no slash at its end. What has the name of a secret is masked, wherever it stands.
RequestCopy copy_of(const Exchange& exchange, const std::string& base_url, Secrets secrets);

}  // namespace zoom_mock
