#include "server/scenario/load/verify_order_loader.h"

#include <utility>

#include "server/base/json_source.h"
#include "server/base/violation.h"
#include "server/scenario/load/assertion_loader.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostValues = 100'000;
constexpr std::int64_t kLongestSettleMs = 60'000;
constexpr std::int64_t kLongestWaitMs = 600'000;
/// What problems call the text: it comes from no file that we know.
constexpr const char* kName = "assertions";

void read_allowed(ObjectReader& object, Violations& allowed, ProblemSink& sink) {
  const auto* const member = object.find("violations");
  if (member == nullptr) return;
  if (member->value.text == "allowed") {
    allowed = Violations::all();
    return;
  }
  if (!member->value.is_array()) {
    sink.error(member->value.span,
               R"("violations" must be "allowed" or a list of names, not )" +
                   std::string(sink.written(member->value.span)),
               R"("violations": ["field-unknown"])");
    return;
  }
  for (const auto& item : member->value.items) {
    const auto name = read_known(item, "violation", violation_names(), sink);
    if (name) allowed.add(*find_violation(*name));
  }
}

AssertionDrafts read_object(const JsonNode& root, VerifyOrder& order, ProblemSink& sink,
                            Secrets secrets) {
  ObjectReader object(root, "key", sink);
  const auto* const assertions = object.find("assertions");
  if (const auto ms = object.integer("settle_ms", 0, kLongestSettleMs)) {
    order.settle = std::chrono::milliseconds(*ms);
  }
  if (const auto ms = object.integer("wait_ms", 0, kLongestWaitMs)) {
    order.wait = std::chrono::milliseconds(*ms);
  }
  read_allowed(object, order.allowed, sink);
  object.mention(R"(an assertion of "assertions")",
                 {"name", "calls", "in_order", "only", "exactly", "at_least", "at_most", "never",
                  "gap_ms", "within_ms", "before", "after", "every", "same", "different"});
  object.finish();
  return read_assertions(assertions->value, sink, secrets);
}

AssertionDrafts read_root(const JsonNode& root, VerifyOrder& order, ProblemSink& sink,
                          Secrets secrets) {
  if (root.find("assertions") != nullptr) return read_object(root, order, sink, secrets);
  for (const char* const key : {"settle_ms", "wait_ms", "violations"}) {
    const auto* const member = root.find(key);
    if (member == nullptr) continue;
    sink.error(member->key_span, '"' + std::string(key) + R"(" stands beside "assertions")",
               R"({ "assertions": [ … ], ")" + std::string(key) + "\": … }");
    return {};
  }
  return read_assertions(root, sink, secrets);
}

}  // namespace

std::optional<VerifyOrder> read_verify_order(std::string_view text,
                                             const std::vector<std::string>& aliases,
                                             const std::vector<std::string>& stubs,
                                             std::vector<Problem>& problems, Secrets secrets) {
  ProblemSink sink(kName, text, problems);
  const auto root = read_document(text, JsonComments::kIgnored, kMostValues, sink);
  if (!root) return std::nullopt;
  VerifyOrder order;
  auto drafts = read_root(*root, order, sink, secrets);
  check_names(drafts.names, aliases, stubs, sink);
  order.assertions = std::move(drafts.assertions);
  sort_problems(problems);
  if (has_errors(problems)) return std::nullopt;
  return order;
}

}  // namespace zoom_mock
