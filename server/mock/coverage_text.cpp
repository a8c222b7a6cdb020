#include "server/mock/coverage_formats.h"

namespace zoom_mock {

namespace {

/// More than that nobody reads.
constexpr std::size_t kMostNamed = 12;
constexpr std::string_view kOthersUncalled =
    "  never called: the other operations, which --format json names\n";

constexpr std::size_t kWidth = 100;

/// "  title: a, b, c", broken where it gets too long; nothing when there are no items.
std::string listing(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string text = "  " + title + ":";
  std::size_t column = text.size();
  for (const auto& item : items) {
    const auto word = item + (&item == &items.back() ? "" : ",");
    if (column + 1 + word.size() > kWidth && column > 6) {
      text += "\n     ";
      column = 5;
    }
    text += " " + word;
    column += 1 + word.size();
  }
  return text + "\n";
}

std::string answers(const OperationCoverage& operation, const std::string& title, bool documented,
                    bool seen) {
  std::vector<std::string> items;
  for (const auto& answer : operation.answers) {
    if (answer.is_documented() != documented || (answer.seen > 0) != seen) continue;
    items.push_back(answer.reply + " (" + shown_status(answer) + ")" +
                    (seen ? " " + shown_times(answer.seen) : ""));
  }
  return listing(title, items);
}

/// What came, how often, and then what never did.
std::vector<std::string> tallied(const std::vector<Count>& counts) {
  std::vector<std::string> items;
  for (const auto& [name, times] : counts) {
    if (times > 0) items.push_back(name + " " + shown_times(times));
  }
  for (const auto& [name, times] : counts) {
    if (times == 0) items.push_back(name + " never");
  }
  return items;
}

std::vector<std::string> others(const OperationCoverage& operation) {
  std::vector<std::string> items;
  for (const auto& [status, times] : operation.others) {
    items.push_back(std::to_string(status) + " " + shown_times(times));
  }
  return items;
}

std::vector<std::string> scopes(const OperationCoverage& operation) {
  std::vector<std::string> items = {operation.least_scope + " is enough"};
  for (const auto& [name, times] : operation.scopes) {
    if (times > 0) items.push_back("a token had " + name + " " + shown_times(times));
  }
  if (operation.unlimited > 0)
    items.push_back("a token had all " + shown_times(operation.unlimited));
  return items;
}

std::string paragraph(const OperationCoverage& operation) {
  auto text = operation.id + ", called " + shown_times(operation.calls) + ": " +
              shown_share(operation.documented()) + "\n" + answers(operation, "seen", true, true) +
              answers(operation, "never seen", true, false) +
              answers(operation, "seen, not documented", false, true) +
              answers(operation, "never seen, not documented", false, false) +
              listing("answers of scenarios alone", others(operation)) +
              listing("fields", tallied(operation.fields)) +
              listing("content types", tallied(operation.content_types)) +
              listing("scopes", scopes(operation));
  if (operation.spoilt > 0) {
    text += "  kept from the client by a fault: " + shown_times(operation.spoilt) + "\n";
  }
  return text;
}

}  // namespace

std::string coverage_text(const CoverageReport& report) {
  if (report.is_empty()) return "coverage: no operation was called\n";
  auto text =
      "coverage: " + shown_share(report.documented()) + " of the called operations were seen\n";
  std::vector<std::string> uncalled;
  for (const auto& operation : report.operations) {
    if (operation.calls > 0) {
      text += "\n" + paragraph(operation);
    } else {
      uncalled.push_back(operation.id);
    }
  }
  const auto least = report.least_scopes();
  const auto unneeded = report.unneeded_scopes();
  return text + "\nall together\n" +
         listing("scopes that are enough", {least.begin(), least.end()}) +
         listing("scopes of tokens that nothing needed", {unneeded.begin(), unneeded.end()}) +
         (uncalled.size() > kMostNamed ? std::string(kOthersUncalled)
                                       : listing("never called", uncalled));
}

}  // namespace zoom_mock
