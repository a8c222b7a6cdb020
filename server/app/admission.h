#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/http/message.h"
#include "server/wire/answer.h"

namespace zoom_mock {

/// What became of bytes that a client would send.
struct Admission {
  std::optional<Request> request;  ///< nothing: the wire took them for none
  Answer answer;
  std::size_t left_over = 0;  ///< bytes behind the request, which begin the next one
};

/// Has bytes answered as a connection would, with the usual limits, but without a socket or a wait.
Admission admit(std::string_view bytes, Answerer& answerer);

}  // namespace zoom_mock
