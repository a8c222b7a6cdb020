#pragma once

#include "server/base/clock.h"
#include "server/contract/answer_check.h"
#include "server/http/message.h"
#include "server/mock/mock.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// A mock in the world of kContractScenario, which answers the contract's requests without a port.
/// Its time stands still.
class ContractWorld {
 public:
  explicit ContractWorld(Profile profile);

  /// The request's target stands behind /v2.
  ContractAnswer send(Request request);

 private:
  ManualClock clock_;
  Mock mock_;
};

}  // namespace zoom_mock
