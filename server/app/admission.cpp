#include "server/app/admission.h"

#include <string>
#include <utility>

#include "server/wire/framing.h"

namespace zoom_mock {

namespace {

/// What a server answers when it has waited for the rest in vain.
FramingError unfinished(RequestFramer::State state) {
  const std::string part = state == RequestFramer::State::kBody ? "body" : "head";
  return {408, "the " + part + " does not end: more bytes were to come"};
}

}  // namespace

Admission admit(std::string_view bytes, Answerer& answerer) {
  RequestFramer framer;
  const auto consumed = framer.feed(bytes);
  if (framer.state() == RequestFramer::State::kComplete) {
    auto framed = framer.take();
    auto answer = answerer.answer(framed);
    return {std::move(framed.request), std::move(answer), bytes.size() - consumed};
  }
  const bool is_wrong = framer.state() == RequestFramer::State::kFailed;
  return {std::nullopt, answerer.refuse(is_wrong ? framer.error() : unfinished(framer.state())), 0};
}

}  // namespace zoom_mock
