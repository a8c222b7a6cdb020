#include <ostream>

#include "server/app/contract_world.h"
#include "server/commands/commands.h"
#include "server/contract/openapi_document.h"
#include "server/contract/postman_export.h"

namespace zoom_mock {

int export_contract(const ExportOptions& options, std::ostream& out) {
  ContractWorld world(options.profile);
  const auto given = given_by_scenario();
  const auto rows = answered_rows(given, options.profile,
                                  [&](const Request& request) { return world.send(request); });
  out << (options.format == ExportOptions::Format::kPostman
              ? exported_collection(rows, given, options.profile)
              : openapi_document(rows, options.profile));
  return kDone;
}

}  // namespace zoom_mock
