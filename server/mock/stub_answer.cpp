#include "server/mock/stub_answer.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/draw.h"
#include "server/mock/match.h"

namespace zoom_mock {

namespace {

/// What is refused although a stub would let it succeed: a request that Zoom refuses for its form
/// and, if the stub wants that, one that the facts about the meeting forbid.
std::optional<Verdict> refuse_success(const Stub& stub, const std::optional<std::string>& meeting,
                                      const Call& call) {
  const bool may_succeed = std::ranges::any_of(
      stub.replies, [&](const Reply& reply) { return is_success(reply, call.profile); });
  if (!may_succeed) return std::nullopt;
  if (!stub.even_if_invalid) {
    if (auto refusal = check_form(call)) {
      refusal->explanation.notes.push_back(
          "stub " + quote(stub.name) +
          R"( does not make such a request succeed; "even_if_invalid": true would)");
      return refusal;
    }
  }
  if (!stub.heeds_world || !meeting) return std::nullopt;
  auto refusal = check_meeting_id(call, "meetingId", *meeting);
  if (!refusal) refusal = check_meeting(call, *meeting, *call.session);
  if (!refusal) return std::nullopt;
  refusal->facts.emplace_back("meeting_id", *meeting);
  refusal->facts.emplace_back("user_id", call.session->meeting(*meeting).host.id);
  if (call.route.operation == nullptr) {
    refusal->explanation.outcome = Outcome::kStub;
    refusal->explanation.subject = stub.name;
  }
  return refusal;
}

/// What a stub that matches answers; nothing when it lets the call pass.
std::optional<Verdict> give_turn(std::size_t place, Call& call, std::uint64_t seed,
                                 Delivery& delivery) {
  auto& session = *call.session;
  const auto& stub = stubs_in_force(call)[place];
  const auto number = number_in_session(call, place);
  const auto meeting = meeting_id_of(stub.when, call);
  auto refusal = refuse_success(stub, meeting, call);
  const auto turn = session.take_turn(number, refusal.has_value());
  if (turn.passes()) {
    call.stubs.passed.emplace_back(place, turn);
    return std::nullopt;
  }
  if (turn.kind == Session::Turn::Kind::kRefused) {
    call.stubs.is_kept_back = true;
    return refusal;
  }
  const auto& reply = stub.replies[turn.reply];
  const DrawKey key{seed, session.name(), stub.name, turn.call};
  if (reply.delay) delivery.delay += draw_delay(*reply.delay, key);
  if (const auto& rule = reply.fault; rule && draw_fault(*rule, key)) {
    if (!rule->times || session.take_fault(number, *rule->times)) delivery.fault = rule->fault;
  }
  if (reply.hold) {
    delivery.hold = session.holds().join(reply.hold->empty() ? stub.name : *reply.hold);
  }
  if (!reply.answers()) return std::nullopt;
  Verdict verdict{.reply = reply, .explanation = {.outcome = Outcome::kStub, .subject = stub.name}};
  if (meeting) verdict.facts.emplace_back("meeting_id", *meeting);
  return verdict;
}

}  // namespace

std::optional<Verdict> answer_by_stub(Call& call, std::uint64_t seed, Delivery& delivery) {
  call.stubs.begun = true;
  call.stubs.run_time = call.session->run_time_stubs();
  PatternWork work;
  const auto& stubs = stubs_in_force(call);
  for (std::size_t i = 0; i < stubs.size(); ++i) {
    if (!matches(stubs[i].when, call, work)) continue;
    if (auto verdict = give_turn(i, call, seed, delivery)) {
      call.stubs.last = i;
      return verdict;
    }
  }
  return std::nullopt;
}

}  // namespace zoom_mock
