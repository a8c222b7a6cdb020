#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/base/violation.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

struct AdminRequest;

/// Which exchanges are asked for. All that is set must hold.
struct ExchangeFilter {
  bool lets_pass(const Exchange& exchange) const;

  std::optional<std::uint64_t> status;
  std::optional<std::string> operation;
  std::optional<std::string> outcome;  ///< "stub" is every stub's
  std::optional<std::string> method;
  std::optional<std::string> path;
  std::optional<std::string> token;    ///< its alias
  std::optional<std::string> meeting;  ///< its id, however it is written
  std::optional<std::int64_t> code;    ///< Zoom's, in the answer's body
  std::optional<Violation> violation;
};

/// By the query parameters of these names; `refusal` says which of them cannot be.
ExchangeFilter filter_of(const AdminRequest& request, std::optional<Response>& refusal);

/// A query parameter that is a whole number; `refusal` says why it cannot be.
std::optional<std::uint64_t> number_of(const AdminRequest& request, std::string_view name,
                                       std::optional<Response>& refusal);

}  // namespace zoom_mock
