#include "server/mock/coverage_formats.h"

namespace zoom_mock {

namespace {

/// As code in a cell of a table, where a bar would end it and a backtick the code.
std::string code(std::string_view text) {
  std::string escaped = "`";
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c == '`' ? '\'' : c;
  }
  return escaped + "`";
}

std::string row(std::string_view what, std::string_view status, std::string_view provenance,
                std::uint64_t times) {
  return "| " + std::string(what) + " | " + std::string(status) + " | " + std::string(provenance) +
         " | " + (times == 0 ? "**never**" : std::to_string(times)) + " |\n";
}

std::string rows(std::string_view kind, const std::vector<Count>& counts) {
  std::string text;
  for (const auto& [name, times] : counts) {
    text += row(std::string(kind) + " " + code(name), "", "", times);
  }
  return text;
}

std::string section(const OperationCoverage& operation) {
  auto text = "\n## " + code(operation.id) + "\n\n" + code(operation.method + " " + operation.path);
  if (operation.calls == 0) return text + " was never called.\n";
  text += " was called " + shown_times(operation.calls) + ": " +
          shown_share(operation.documented()) + ".\n\n" +
          "| what | status / code | provenance | times |\n|---|---|---|---|\n";
  for (const auto& answer : operation.answers) {
    text += row("answer " + code(answer.reply), shown_status(answer),
                provenance_name(answer.provenance), answer.seen);
  }
  for (const auto& [status, times] : operation.others) {
    text += row("answer of a scenario alone", std::to_string(status), "", times);
  }
  if (operation.spoilt > 0) text += row("answer spoilt by a fault", "", "", operation.spoilt);
  text += rows("field", operation.fields) + rows("content type", operation.content_types);
  for (const auto& [name, times] : operation.scopes) {
    if (times > 0) text += row("token with scope " + code(name), "", "", times);
  }
  if (operation.unlimited > 0) text += row("token with all scopes", "", "", operation.unlimited);
  return text + "\nThe scope " + code(operation.least_scope) + " is enough.\n";
}

std::string scope_line(const std::string& title, const std::set<std::string>& scopes) {
  if (scopes.empty()) return {};
  std::string text;
  for (const auto& scope : scopes) text += (text.empty() ? "" : ", ") + code(scope);
  return "\n" + title + ": " + text + "\n";
}

}  // namespace

std::string coverage_markdown(const CoverageReport& report) {
  std::string text = "# Coverage of documented answers\n\n";
  text += report.is_empty()
              ? "No operation was called.\n"
              : shown_share(report.documented()) + " of the called operations were seen.\n";
  text += scope_line("Scopes that are enough", report.least_scopes()) +
          scope_line("Scopes of tokens that nothing needed", report.unneeded_scopes());
  for (const auto& operation : report.operations) text += section(operation);
  return text;
}

}  // namespace zoom_mock
