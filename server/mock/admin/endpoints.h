#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
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
  /// A named segment of the path; empty when there is none of that name.
  std::string segment(std::string_view name) const;
  /// The session that the path or else the query names.
  std::optional<std::string> session() const;
};

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

// Run-time control: each changes one session, which is opened if it is not, and no other.

/// 201: a session with a scenario of its own, which comes in the body.
Response create_session(const AdminRequest& request);
/// 204 also when it was not open, if requests could have opened it.
Response delete_session(const AdminRequest& request);
Response list_stubs(const AdminRequest& request);
Response replace_stubs(const AdminRequest& request);
Response add_stubs(const AdminRequest& request);
Response change_meeting(const AdminRequest& request);
Response expire_tokens(const AdminRequest& request);
Response advance_clock(const AdminRequest& request);
/// What is held; with wait_ms not before something is, unless that time is over.
Response list_holds(const AdminRequest& request);
/// 409 when a hold that is named holds nothing.
Response release_holds(const AdminRequest& request);

}  // namespace zoom_mock
