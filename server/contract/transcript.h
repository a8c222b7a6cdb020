#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/contract/answer_check.h"
#include "server/contract/row.h"
#include "server/http/message.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// What became of one row.
struct TranscriptEntry {
  enum class State {
    kAnswered,
    kUnreachable,  ///< it needs what is not given, or nobody answers
    kWithheld,     ///< it could change something, and may not
  };

  std::string operation;
  std::string reply;     ///< that is due, by its name in the catalogue
  std::string sentence;  ///< of the row
  std::string request;   ///< "PATCH /meetings/{meeting}/livestream"
  State state = State::kAnswered;
  std::string why_not = {};    ///< there is no answer
  int status = 0;              ///< of the answer
  std::string body = {};       ///< by normal_body()
  std::string departure = {};  ///< from the catalogue, by departure_of()
};

/// A run of the contract against one server. Nothing in it differs from one server to the next
/// but what the servers do differently: no id, no token, no time.
struct Transcript {
  std::string server;  ///< its URL, or what else it is called
  Profile profile = Profile::kDocumented;
  std::vector<TranscriptEntry> entries;
};

/// Sends a request, whose target lies behind the base URL, and gives what came back.
using ContractSend = std::function<ContractAnswer(const Request&)>;

/// With what a run is made.
struct ContractRun {
  Given given;
  Profile profile = Profile::kDocumented;  ///< in which the catalogue is compared
  bool may_write = false;                  ///< else rows that could change something are withheld
};

/// The request that a row sends.
Request request_of(const ContractRow& row, const Given& given);

/// Sends a row as often as it says. The last answer, or the first failure.
ContractAnswer answer_to(const ContractRow& row, const Given& given, const ContractSend& send);

/// Sends the rows in order.
std::vector<TranscriptEntry> run_contract(const std::vector<ContractRow>& rows,
                                          const ContractRun& run, const ContractSend& send);

}  // namespace zoom_mock
