#include <ostream>

#include "server/app/postman_collection.h"
#include "server/app/postman_trial.h"
#include "server/base/explanation.h"
#include "server/base/file.h"
#include "server/commands/commands.h"
#include "server/commands/scenario_output.h"

namespace zoom_mock {

namespace {

/// Zoom's whole API has a quarter of that.
constexpr std::size_t kMostCollectionBytes = 32UL * 1024 * 1024;

}  // namespace

int import_postman(const ImportOptions& options, std::ostream& out, std::ostream& err) {
  if (options.out) {
    const auto objection = objection_to_scenario_file(*options.out);
    if (!objection.empty()) {
      err << objection << "\n";
      return kUsage;
    }
  }
  const auto name = options.file.string();
  const auto collection =
      read_postman_collection(name, read_file(options.file, kMostCollectionBytes), options.item);
  for (const auto& problem : collection.problems) err << render(problem);
  if (!collection.problems.empty()) return kUsage;
  const auto scenario = tried_scenario_of(collection);
  if (!scenario.problems.empty()) {
    for (const auto& problem : scenario.problems) err << render(problem);
    err << "This is a bug in zoom-mock: what it made of " << name << " is not right. "
        << "Nothing was written; --item chooses one request.\n";
    return kWrong;
  }
  for (const auto& line : scenario.left_out) err << "left out: " << line << "\n";
  if (scenario.answers == 0) {
    err << name << ": no example is left\n";
    return kWrong;
  }
  if (options.out) return write_scenario_file(*options.out, scenario.text, out);
  out << scenario.text;
  return kDone;
}

}  // namespace zoom_mock
