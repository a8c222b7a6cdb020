#pragma once

#include "server/commands/commands.h"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}  // namespace CLI

namespace zoom_mock {

/// Says which options `contract` takes; they are read into `options`.
void describe_contract(CLI::App& command, ContractOptions& options);

/// The same of `export`.
void describe_export(CLI::App& command, ExportOptions& options);

}  // namespace zoom_mock
