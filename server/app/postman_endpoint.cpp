#include "server/app/postman_endpoint.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "server/app/postman_reply.h"
#include "server/base/explanation.h"
#include "server/http/target.h"
#include "server/wire/request_head.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

/// A scenario of more stubs is of no use to a test.
constexpr std::size_t kMostAnswers = 1000;

/// The path with what varies left open: the names of parameters tell no endpoints apart.
std::string shape_of(const std::string& path) {
  std::string shape;
  for (std::size_t at = 0; at < path.size(); ++at) {
    shape += path[at];
    if (path[at] == '{') at = std::min(path.find('}', at), path.size()) - 1;
  }
  return shape;
}

std::string objection_to(const SavedExample& example) {
  const auto& [method, url, is_graphql] = example.request;
  if (is_graphql) return "GraphQL tells its requests apart by the body alone";
  const auto usual = usual_methods();
  if (std::ranges::find(usual, method) == usual.end()) return "an unusual method";
  if (url.path.starts_with("/__admin") || url.path == "/health") return "zoom-mock's own path";
  if (find_route(method, url.path).site != nullptr) return "OAuth grants by rules of its own";
  if (url.path.size() > FramingLimits{}.target_bytes) {
    return "its path has " + std::to_string(url.path.size()) + " bytes, more than " +
           std::to_string(FramingLimits{}.target_bytes);
  }
  return objection_to_answer(example);
}

/// What a path of Zoom's that the table does not have may answer.
std::vector<CatalogueReply> replies_elsewhere() {
  std::vector<CatalogueReply> replies;
  std::ranges::copy_if(catalogue(), std::back_inserter(replies), [](const CatalogueReply& reply) {
    return reply.code != 0 && reply.origin != Origin::kConsentPage;
  });
  return replies;
}

PostmanEndpoint endpoint_of(const CollectionRequest& request) {
  PostmanEndpoint endpoint;
  endpoint.method = request.method;
  endpoint.path = request.url.path;
  endpoint.values = request.url.values;
  const auto route = find_route(endpoint.method, endpoint.path);
  endpoint.operation = route.operation;
  if (route.operation == nullptr) {
    endpoint.replies = replies_elsewhere();
    return endpoint;
  }
  endpoint.path = route.operation->path;
  endpoint.replies = answers_of(*route.operation);
  if (is_meeting_id(route.id)) {
    endpoint.values = {{std::string(route.operation->id_name()), route.id}};
  }
  return endpoint;
}

/// By method and the shape of the path, where an endpoint is in the list.
using Places = std::map<std::string, std::size_t>;

/// Gives an endpoint other values where its own lead to another endpoint: /v2/users/{userId} with
/// "me".
void choose_values(const Places& places, PostmanEndpoint& endpoint) {
  const auto leads_elsewhere = [&] {
    const auto path = endpoint.sample_path(endpoint.sample_meeting());
    return path != endpoint.path && places.contains(endpoint.method + " " + shape_of(path));
  };
  if (leads_elsewhere()) endpoint.values.clear();
  for (std::size_t number = 2; number <= places.size() + 1 && leads_elsewhere(); ++number) {
    endpoint.values = match_path(endpoint.path, endpoint.path).value_or(PathParameters());
    for (auto& value : endpoint.values) value.second = std::to_string(number);
  }
}

}  // namespace

std::size_t PostmanEndpoint::parameters() const {
  return static_cast<std::size_t>(std::ranges::count(path, '{'));
}

bool PostmanEndpoint::names_meeting() const {
  if (operation != nullptr) return is_of_meeting(operation->id_kind);
  const auto parameters = match_path(path, path);
  return parameters && std::ranges::any_of(*parameters, [](const auto& parameter) {
           return is_meeting_parameter(parameter.first);
         });
}

std::string PostmanEndpoint::sample_meeting() const {
  if (!names_meeting()) return {};
  const auto known = std::ranges::find_if(values, [](const auto& value) {
    return is_meeting_parameter(value.first) && is_meeting_id(value.second);
  });
  if (known != values.end()) return known->second;
  const auto& sampled = operation != nullptr ? *operation : *find_operation(kExampleOperation);
  return std::string(sampled.sample_id);
}

std::string PostmanEndpoint::sample_path(const std::string& meeting) const {
  std::string text;
  std::string_view rest = path;
  for (auto open = rest.find('{'); open != rest.npos; open = rest.find('{')) {
    const auto end = rest.find('}', open);
    const auto name = rest.substr(open + 1, end - open - 1);
    const auto value = std::ranges::find(values, name, &PathParameters::value_type::first);
    text += rest.substr(0, open);
    text += is_meeting_parameter(name) ? meeting : value == values.end() ? "1" : value->second;
    rest.remove_prefix(end + 1);
  }
  return text.append(rest);
}

PostmanEndpoints endpoints_of(const PostmanCollection& collection) {
  PostmanEndpoints result;
  auto& endpoints = result.endpoints;
  Places places;
  std::size_t count = 0;
  for (const auto& example : collection.examples) {
    auto objection = objection_to(example);
    auto answers = objection.empty() ? answers_in(example) : std::vector<PostmanAnswer>();
    if (count + answers.size() > kMostAnswers) {
      objection =
          "there are more than " + std::to_string(kMostAnswers) + " answers; choose by --item";
    }
    if (!objection.empty()) {
      result.left_out.push_back(label_of({&example, example.status}) + ": " + objection);
      continue;
    }
    count += answers.size();
    auto told = endpoint_of(example.request);
    const auto [place, is_new] =
        places.emplace(told.method + " " + shape_of(told.path), endpoints.size());
    if (is_new) endpoints.push_back(std::move(told));
    auto& endpoint = endpoints[place->second];
    std::ranges::move(answers, std::back_inserter(endpoint.answers));
  }
  for (auto& endpoint : endpoints) {
    auto& answers = endpoint.answers;
    std::stable_partition(answers.begin(), answers.end(),
                          [](const PostmanAnswer& answer) { return answer.is_success(); });
    choose_values(places, endpoint);
  }
  std::ranges::stable_sort(endpoints, {}, &PostmanEndpoint::parameters);
  return result;
}

}  // namespace zoom_mock
