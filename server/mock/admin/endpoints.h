#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/admin/context.h"

namespace zoom_mock {

/// One request to the admin API, taken apart.
struct AdminRequest {
  const AdminContext& context;
  const Request& request;
  const Target& target;
  PathParameters parameters;

  std::optional<std::string> query(std::string_view name) const;
};

/// A row of the table in admin.cpp; README.md beside it has the same rows.
struct Endpoint {
  std::string_view method;
  std::string_view path;
  /// The names of the query parameters that it takes, with blanks between them.
  std::string_view parameters;
  Response (*answer)(const AdminRequest&);
};

std::span<const Endpoint> admin_endpoints();

Response json_response(int status, const nlohmann::ordered_json& body);
/// {"error": message}, which is the explanation too.
Response admin_error(int status, const std::string& message);
/// 404.
Response no_such_session(const std::string& name);
/// 204.
Response admin_done();

// One function for each endpoint; admin.cpp has the table of them.

Response show_health(const AdminRequest& request);
/// The status alone, which is nobody's secret.
Response show_readiness(const AdminRequest& request);
Response list_sessions(const AdminRequest& request);
/// A session that is not open shows what its first request would find.
Response show_meeting(const AdminRequest& request);
/// 200 when every expectation holds; 409 when one does not, when it cannot be told, and when there
/// is none.
Response show_expectations(const AdminRequest& request);
Response reset(const AdminRequest& request);
/// The journal's exchanges in order of arrival, at most 1,000 of them and 16 MiB of bodies. `next`
/// is where to go on.
Response list_requests(const AdminRequest& request);
/// One of them, by its number or its id.
Response show_request(const AdminRequest& request);
Response clear_requests(const AdminRequest& request);
/// Holds assertions against the calls of a session, or of all: 200 when all of them hold, 409 with
/// a report when one does not, 422 when what the journal does not have could change the answer, 400
/// when they do not load. Waits for what is on its way.
Response verify(const AdminRequest& request);

}  // namespace zoom_mock
