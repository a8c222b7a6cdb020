#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/mock/evidence.h"
#include "server/mock/judgement.h"
#include "server/scenario/assertion.h"

namespace zoom_mock {

/// What came of a verification, fit to be the message of a failing test.
class VerificationReport {
 public:
  /// `session`: whose calls are the evidence; nothing: everybody's. `notes`: what else a reader
  /// should know, and no assertion is about.
  VerificationReport(const VerifyOrder& order, const Evidence& evidence,
                     const std::optional<std::string>& session, std::vector<std::string> notes);

  /// Violated when one of the assertions is; else unclear when one cannot be told.
  Verification verification() const;
  /// Of all that hold a line; else each that does not, and the calls. Then the notes.
  std::string text() const;
  /// The same for machines, the text included.
  nlohmann::ordered_json json() const;

 private:
  std::string headline() const;
  std::string failures() const;

  const Evidence& evidence_;
  const std::string whose_;
  const std::vector<std::string> notes_;
  std::vector<Judgement> judgements_;
};

/// true, false, or null when it cannot be told.
nlohmann::ordered_json verification_json(Verification verification);

}  // namespace zoom_mock
