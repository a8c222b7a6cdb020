#pragma once

#include <string>
#include <vector>

#include "server/contract/answered_row.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// The operations in OpenAPI 3.0, as JSON: what requests may say, every answer with its wording,
/// provenance and source, and the answers of `rows` as examples. In the current profile bodies are
/// JSON alone.
std::string openapi_document(const std::vector<AnsweredRow>& rows, Profile profile);

}  // namespace zoom_mock
