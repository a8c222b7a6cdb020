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
  /// Where the client reaches this server, without a slash at its end.
  std::string base_url() const;
  /// A named segment of the path; empty when there is none of that name.
  std::string segment(std::string_view name) const;
  /// The session that the path or else the query names.
  std::optional<std::string> session() const;
};

/// A row of the table in admin.cpp; README.md beside it has the same rows.
struct Endpoint {
  std::string_view method;
  std::string_view path;
  /// The names of the query parameters that it takes, with blanks between them.
  std::string_view parameters;
  Response (*answer)(const AdminRequest&);
  /// What it does, in a few words.
  std::string_view summary = {};
  /// The media type of the body that it takes; empty: what the body is does not matter.
  std::string_view takes = {};
};

std::span<const Endpoint> admin_endpoints();

Response json_response(int status, const nlohmann::ordered_json& body);
Response text_response(std::string content_type, std::string body, int status = 200);
/// {"error": message}, which is the explanation too.
Response admin_error(int status, const std::string& message);
/// 404.
Response no_such_session(const std::string& name);
/// Whether there is a session, or could be one, of that name: an empty list must not be a typing
/// mistake's.
bool is_session(const std::string& name, const AdminContext& context);
/// 204.
Response admin_done();

// One function for each endpoint; admin.cpp has the table of them.

Response show_health(const AdminRequest& request);
/// The status alone, which is nobody's secret.
Response show_readiness(const AdminRequest& request);
/// What to export and to paste, for a shell.
Response show_quickstart(const AdminRequest& request);
Response list_scenarios(const AdminRequest& request);
Response show_scenario(const AdminRequest& request);
/// In the text format of Prometheus.
Response show_metrics(const AdminRequest& request);
/// Each exchange as it is recorded, as server-sent events.
Response show_events(const AdminRequest& request);
/// This table, as OpenAPI 3.0.
Response show_openapi(const AdminRequest& request);
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
/// One of them, by its number or its id; as a command or a file that sends it again too.
Response show_request(const AdminRequest& request);
/// The smallest scenario that answers it so again.
Response show_request_as_scenario(const AdminRequest& request);
Response clear_requests(const AdminRequest& request);
/// What was exercised in all sessions since the start, in one of the coverage_format_names().
Response show_coverage(const AdminRequest& request);
/// Holds assertions against the calls of a session, or of all: 200 when all of them hold, 409 with
/// a report when one does not, 422 when what the journal does not have could change the answer, 400
/// when they do not load. Waits for what is on its way.
Response verify(const AdminRequest& request);

// Run-time control: each changes one session, which is opened if it is not, and no other.

/// 201: a session with a scenario of its own, which comes in the body.
Response create_session(const AdminRequest& request);
/// 204 also when it was not open, if requests could have opened it.
Response delete_session(const AdminRequest& request);
Response list_stubs(const AdminRequest& request);
Response replace_stubs(const AdminRequest& request);
Response add_stubs(const AdminRequest& request);
Response change_meeting(const AdminRequest& request);
/// 201: what was recorded of a meeting, which webhooks are told.
Response finish_recording(const AdminRequest& request);
/// Lets people leave a meeting in progress, and join it; 409 when that cannot be.
Response change_participants(const AdminRequest& request);
Response expire_tokens(const AdminRequest& request);
Response advance_clock(const AdminRequest& request);
/// What was sent to a session's webhooks, or to those of all, and what came of it.
Response list_webhooks(const AdminRequest& request);
/// 202, and with wait_ms 200 once it was tried; 409 when no webhook of the session hears it.
Response send_webhook(const AdminRequest& request);
/// What is held; with wait_ms not before something is, unless that time is over.
Response list_holds(const AdminRequest& request);
/// 409 when a hold that is named holds nothing.
Response release_holds(const AdminRequest& request);

}  // namespace zoom_mock
