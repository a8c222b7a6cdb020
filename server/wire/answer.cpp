#include "server/wire/answer.h"

#include <utility>

#include "server/base/json_text.h"
#include "server/http/grammar.h"
#include "server/http/waiting.h"

namespace zoom_mock {

namespace {

/// What the wire found wrong. That it has no room, or that somebody wants to go elsewhere through
/// the proxy, is no mistake in a request to Zoom.
Violations violations_of(const FramingError& error) {
  if (error.violation) return Violations(*error.violation);
  if (error.status == 408) return Violations(Violation::kRequestUnfinished);
  if (error.status == 413) return Violations(Violation::kBodyTooLarge);
  if (error.status == 414 || error.status == 431) return Violations(Violation::kHeadTooLarge);
  const bool is_none = error.status == 403 || error.status == 503;
  return is_none ? Violations() : Violations(Violation::kNotHttp);
}

}  // namespace

Answerer::Answerer(Handler handler, std::size_t number)
    : handler_(std::move(handler)), number_(number) {}

Answer Answerer::answer(const FramedRequest& framed) {
  try {
    return compose(handler_(framed.request), framed);
  } catch (...) {
    return compose(bug("the handler threw"), framed);
  }
}

std::optional<Answer> Answerer::ask(const Waiting::Question& question,
                                    const FramedRequest& framed) {
  if (question == nullptr) return std::nullopt;
  try {
    auto response = question();
    if (!response) return std::nullopt;
    return compose(std::move(*response), framed);
  } catch (...) {
    return compose(bug("what an answer waits for threw"), framed);
  }
}

Answer Answerer::refuse(const FramingError& error) {
  FramedRequest unread;
  unread.keep_alive = false;
  return compose(explained(error.status, {.outcome = Outcome::kRefused,
                                          .why = error.why,
                                          .violations = violations_of(error)}),
                 unread);
}

Response Answerer::explained(int status, Explanation explanation) {
  Response response;
  response.status = status;
  response.body = R"({"code":)" + std::to_string(status) + R"(,"message":)" +
                  json_string(explanation.why) + "}";
  response.headers = {{"Content-Type", "application/json"}};
  response.explanation = std::move(explanation);
  write_explanation(response,
                    "wire-" + std::to_string(number_) + "-" + std::to_string(++explained_));
  return response;
}

Response Answerer::bug(std::string_view what) {
  return explained(500, {.outcome = Outcome::kInternalError,
                         .why = "this is a bug in zoom-mock: " + std::string(what)});
}

Answer Answerer::compose(Response response, const FramedRequest& framed) {
  if (response.status < 200 || response.status > 999) response = bug("an impossible status");
  Answer answer;
  const bool to_head = framed.request.method == "HEAD";  // the only method that is answered apart
  answer.keep_alive = framed.keep_alive && response.feed == nullptr &&
                      !iequals(response.headers.find("Connection").value_or(""), "close");
  const auto* const connection = !answer.keep_alive          ? "close"
                                 : framed.minor_version == 0 ? "keep-alive"
                                                             : "";
  answer.bytes = writer_.write(response, to_head, connection);
  answer.status = response.status;
  answer.explanation = std::move(response.explanation);
  answer.delivery = response.delivery;
  answer.number = response.number;
  answer.session = std::move(response.session);
  answer.waiting = std::move(response.waiting);
  if (!to_head) answer.feed = std::move(response.feed);
  return answer;
}

}  // namespace zoom_mock
