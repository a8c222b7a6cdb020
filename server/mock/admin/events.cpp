#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/http/waiting.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/exchange_filter.h"
#include "server/mock/admin/exchange_json.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// What a reader is handed at once; the journal keeps the rest for it.
constexpr std::size_t kMostAtOnce = 100;

/// What one reader has yet to be told. The journal is its queue, and so a slow one keeps nothing.
class Reader {
 public:
  Reader(const Journal& journal, Secrets secrets, std::optional<std::string> session,
         std::uint64_t after)
      : journal_(journal), secrets_(secrets) {
    query_.session = std::move(session);
    query_.after = after;
    query_.most = 0;
    passed_ = query_.session ? journal.read(query_).passed : after;
    query_.most = kMostAtOnce;
  }

  /// Empty: nothing has come since.
  std::string next() {
    const auto extract = journal_.read(query_);
    std::string text;
    const auto known = passed_ + extract.exchanges.size();
    if (extract.passed > known) {
      text = "event: missed\ndata: " + std::to_string(extract.passed - known) + "\n\n";
    }
    passed_ = extract.passed;
    for (const auto& exchange : extract.exchanges) {
      const auto number = std::to_string(exchange.number);
      const auto json = exchange_json(exchange, secrets_);
      text += "id: " + number + "\nevent: request\ndata: " +
              json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n\n";
      query_.after = exchange.number;
    }
    return text;
  }

 private:
  const Journal& journal_;
  const Secrets secrets_;
  JournalQuery query_;
  std::uint64_t passed_ = 0;  ///< the exchanges before the next one, told or missed
};

/// Where to go on: after what the client had last, or else after what is there already.
std::uint64_t beginning_of(const AdminRequest& request, std::optional<Response>& refusal) {
  if (const auto last = request.request.headers.find("Last-Event-ID")) {
    if (const auto number = whole_number_in(*last)) return *number;
    refusal = admin_error(400, "Last-Event-ID must be the id of an event, not " + masked(*last));
  }
  return number_of(request, "after", refusal).value_or(request.context.journal.size().last);
}

}  // namespace

Response show_events(const AdminRequest& request) {
  const auto& context = request.context;
  std::optional<Response> refusal;
  const auto after = beginning_of(request, refusal);
  if (refusal) return *std::move(refusal);
  auto session = request.query("session");
  if (session && !is_session(*session, context)) return no_such_session(*session);
  auto response = text_response("text/event-stream", ": zoom-mock tells of each request\n\n");
  response.headers.add("Cache-Control", "no-store");
  const auto reader =
      std::make_shared<Reader>(context.journal, context.secrets, std::move(session), after);
  response.feed = std::make_shared<Feed>();
  response.feed->bell = context.journal.changes();
  response.feed->next = [reader] { return reader->next(); };
  return response;
}

}  // namespace zoom_mock
