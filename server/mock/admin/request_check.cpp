#include "server/mock/admin/request_check.h"

#include <algorithm>
#include <map>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"

namespace zoom_mock {

std::vector<std::string> parameters_of(const Endpoint& endpoint) {
  auto parameters = endpoint.parameters;
  std::vector<std::string> names;
  while (!parameters.empty()) {
    const auto name = parameters.substr(0, parameters.find(' '));
    names.emplace_back(name);
    parameters.remove_prefix(std::min(name.size() + 1, parameters.size()));
  }
  return names;
}

std::optional<Response> refuse_parameters(const Endpoint& endpoint, const Target& target) {
  const auto known = parameters_of(endpoint);
  std::map<std::string, int> counts;
  for (const auto& [name, value] : query_parameters(target)) {
    if (std::ranges::find(known, name) == known.end()) {
      return admin_error(400, "unknown query parameter " + masked(name) + "; " +
                                  std::string(endpoint.path) + " takes " +
                                  (known.empty() ? "none" : listed(known)) + ". Nothing was done");
    }
    ++counts[name];
  }
  for (const auto& [name, count] : counts) {
    if (count == 1) continue;
    return admin_error(400, "the query parameter " + quote(name) + " occurs " +
                                std::to_string(count) + " times; send it once. Nothing was done");
  }
  return std::nullopt;
}

std::optional<Response> refuse_body(const Endpoint& endpoint, const Request& request) {
  const auto sent = request.headers.find("Content-Type");
  if (endpoint.takes.empty() || request.body.empty() || !sent) return std::nullopt;
  const auto type = media_type(*sent);
  if (iequals(type, endpoint.takes)) return std::nullopt;
  return admin_error(415, std::string(endpoint.path) + " takes a body of the Content-Type " +
                              std::string(endpoint.takes) + ", not " +
                              known_or_masked(type, usual_media_types()) + ". Nothing was done");
}

}  // namespace zoom_mock
