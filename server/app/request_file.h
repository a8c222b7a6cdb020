#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/app/written_request.h"
#include "server/base/problem.h"

namespace zoom_mock {

/// The requests of one file, in order.
struct RequestFile {
  std::vector<WrittenRequest> requests;
  std::vector<Problem> problems;  ///< errors all; then the requests are not complete
};

/// Reads a HAR file, or else requests as REST clients write them: a request line, headers, an empty
/// line and a body; ### between two. What makes such text HTTP is added: the version, Host,
/// Content-Length, CRLF. All else stays as it is, {{variables}} and mistakes too.
///
/// Source of both notations: documented, the HTTP Archive format 1.2 and the .http files of the
/// editors that send them.
RequestFile read_requests(const std::string& name, std::string_view text);

}  // namespace zoom_mock
