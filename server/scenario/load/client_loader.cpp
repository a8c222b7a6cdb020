#include "server/scenario/load/client_loader.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "server/http/uri.h"

namespace zoom_mock {

namespace {

/// Fits into Basic credentials, where the first colon ends the id (RFC 7617 2).
bool is_client_id(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != ':'; });
}

bool is_client_secret(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; });
}

std::vector<std::string> read_redirect_uris(const JsonNode& list, ProblemSink& sink) {
  std::vector<std::string> uris;
  for (const auto& item : list.items) {
    if (item.is_string() && is_uri(item.text)) {
      uris.push_back(item.text);
    } else {
      sink.error(item.span,
                 (item.is_string() ? "\"" + item.text + "\" is no URI"
                                   : "a redirect URI must be a string, not " + found(item)),
                 "such as \"https://example.com/callback\"");
    }
  }
  return uris;
}

std::vector<GrantType> read_grants(const JsonNode& list, ProblemSink& sink) {
  std::vector<GrantType> grants;
  for (const auto& item : list.items) {
    const auto grant = item.is_string() ? find_grant(item.text) : std::nullopt;
    if (grant) {
      grants.push_back(*grant);
    } else if (item.is_string()) {
      sink.unknown(item.span, "there is no grant \"" + item.text + "\"", item.text, grant_names());
    } else {
      sink.error(item.span, "a grant must be its name, not " + found(item));
    }
  }
  return grants;
}

OauthClient read_client(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "client key", sink);
  OauthClient client;
  const auto text = [&](std::string_view key, bool (*fits)(std::string_view),
                        const std::string& demand) {
    const auto value = object.string(key);
    if (value && !fits(*value)) sink.error(object.find(key)->value.span, demand);
    return value.value_or("");
  };
  client.id =
      text("id", is_client_id, "a client's id must be visible ASCII without spaces and ':'");
  client.secret = text("secret", is_client_secret, "a client's secret must be printable ASCII");
  if (const auto* const uris = object.list("redirect_uris")) {
    client.redirect_uris = read_redirect_uris(*uris, sink);
  }
  if (const auto* const grants = object.list("grants")) client.grants = read_grants(*grants, sink);
  if (object.finish() && !(object.find("id") && object.find("secret"))) {
    sink.error(node.span, R"(a client needs an "id" and a "secret")");
  }
  return client;
}

}  // namespace

ClientsDraft read_clients(const JsonNode& node, ProblemSink& sink) {
  ClientsDraft draft{.own = {}, .forgets_inherited = node.is_null()};
  if (draft.forgets_inherited) return draft;
  if (!node.is_array()) {
    sink.error(node.span, "\"clients\" must be a list of clients or null, not " + found(node));
  } else if (node.items.empty()) {
    sink.error(node.span, "an empty list of clients says nothing", "null lets any client ask");
  }
  std::map<std::string, Span> named;
  for (const auto& item : node.items) {
    auto client = read_client(item, sink);
    const auto [twin, is_new] = named.emplace(client.id, item.span);
    if (!is_new && !client.id.empty()) {
      sink.error(item.span, "two clients have the id \"" + client.id + "\"",
                 "the first one is at " + sink.position(twin->second));
    }
    draft.own.push_back(std::move(client));
  }
  return draft;
}

void merge_clients(const ClientsDraft& draft, std::vector<OauthClient>& clients) {
  auto merged = draft.own;
  for (auto& theirs : clients) {
    const bool is_replaced =
        std::ranges::find(draft.own, theirs.id, &OauthClient::id) != draft.own.end();
    if (!is_replaced && !draft.forgets_inherited) merged.push_back(std::move(theirs));
  }
  clients = std::move(merged);
}

}  // namespace zoom_mock
