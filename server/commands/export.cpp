#include <ostream>

#include "server/app/contract_world.h"
#include "server/commands/commands.h"
#include "server/contract/openapi_document.h"
#include "server/contract/postman_export.h"

namespace zoom_mock {

int export_contract(const ExportOptions& options, std::ostream& out) {
  ContractWorld world(options.profile);
  const ContractRun run{given_by_scenario(), options.profile, true};
  const auto rows = answered_rows(run, [&](const Request& request) { return world.send(request); });
  out << (options.format == ExportOptions::Format::kPostman
              ? postman_collection(rows, run)
              : openapi_document(rows, options.profile));
  return kDone;
}

}  // namespace zoom_mock
