#pragma once

#include <string>
#include <vector>

#include "server/http/secret.h"
#include "server/scenario/assertion.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/load/selector_loader.h"

namespace zoom_mock {

/// Assertions, and what they name that only a scenario can have.
struct AssertionDrafts {
  std::vector<Assertion> assertions;
  AssertionNames names;
};

/// Reads a list of assertions, or one. `secrets`: in their texts.
AssertionDrafts read_assertions(const JsonNode& node, ProblemSink& sink,
                                Secrets secrets = Secrets::kMasked);

/// Adds ours to those that are inherited; one of ours replaces theirs of the same name.
void merge_assertions(const AssertionDrafts& ours, std::vector<Assertion>& inherited);

/// Reports the aliases and stubs that nothing has: what selects nothing must not be a typing
/// mistake's.
void check_names(const AssertionNames& names, const std::vector<std::string>& aliases,
                 const std::vector<std::string>& stubs, ProblemSink& sink);

}  // namespace zoom_mock
