#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/base/json_node.h"
#include "server/base/problem.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/session.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

/// What `act` answers, given the session that a request is about, which is opened if it is not; or
/// why there is none.
Response with_session(const AdminRequest& request,
                      const std::function<Response(const std::shared_ptr<Session>&)>& act);

/// 413 for a body that is longer than 1 MiB.
std::optional<Response> refuse_length(const Request& request);
/// 400 for what takes no body: it may have an empty object.
std::optional<Response> refuse_any_body(const Request& request);

/// Reads the body, which must be an object, by `read`; what that reports as errors is a refusal.
std::optional<Response> read_body(const Request& request,
                                  const std::function<void(const JsonNode&, ProblemSink&)>& read);

/// 400 with every problem and its place.
Response does_not_load(const std::vector<Problem>& problems);
/// As answers list them.
nlohmann::ordered_json to_json(const std::vector<Problem>& problems);

}  // namespace zoom_mock
