#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"
#include "server/zoom/grant_types.h"

namespace zoom_mock {

// What is asked of a client below /oauth/, once its session is known. A client whose id names that
// session or its scenario may have any secret and any grant, and so may every client of a scenario
// that lists none.
//
// Source: observed, zoom-laravel #3, for the refusal of a client; assumed: that one which may not
// use a grant is told that the grant is unsupported.

/// What is wrong with a parameter.
struct Defect {
  Violation violation;
  std::string why;
};

/// Refuses a parameter's value. One that is absent may stand in a body that nobody can read: then
/// that is why.
Verdict refused_parameter(const Call& call, const TokenRequest& request, std::string_view reply,
                          const std::string& value, const Defect& defect);

/// It has an id and a secret, by one Authorization header or two parameters.
std::optional<Verdict> check_client_named(const Call& call, const TokenRequest& request);

/// It has an id, and the scenario lists it; its secret is not asked for. `reply`: what refuses it.
std::optional<Verdict> check_client_id(const Call& call, const std::string& id,
                                       std::string_view reply);

/// The scenario lists its id and that secret. For one that is named.
std::optional<Verdict> check_client_listed(const Call& call, const TokenRequest& request);

/// It may use that grant.
std::optional<Verdict> check_client_grant(const Call& call, const TokenRequest& request,
                                          GrantType grant);

}  // namespace zoom_mock
