#pragma once

#include <cstddef>
#include <string>

#include "server/base/violation.h"
#include "server/mock/call.h"

namespace zoom_mock {

/// What a client says below /oauth/, however it says it.
struct TokenRequest {
  std::string grant_type;
  std::string account_id;
  std::string client_id;
  std::string client_secret;
  std::string code = {};
  std::string redirect_uri = {};
  std::string code_verifier = {};
  std::string refresh_token = {};
  std::string token = {};          ///< to be revoked
  std::size_t authorizations = 0;  ///< how many such headers there are; the first one counts
  std::string defect = {};     ///< why the body's parameters could not be read; empty: they could
  Violations violations = {};  ///< what is wrong with the body, then
};

/// Of a call whose form is read. Parameters come in the body, urlencoded, as a multipart form or as
/// JSON, or in the query; the client by Basic credentials or as two more parameters. What is said
/// twice counts once: the body's before the query's, the header's before both.
///
/// Source: documented, developers.zoom.us/docs/internal-apps/s2s-oauth: account_id in the query;
/// observed, in public clients: the query with an empty body and a JSON content type, the client in
/// the form, base64 of the URL alphabet. JSON and multipart: assumed.
TokenRequest read_token_request(const Call& call);

}  // namespace zoom_mock
