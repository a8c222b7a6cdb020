#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <stdexcept>

#include "server/app/example_runner.h"
#include "server/commands/commands.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// The scenario files that the arguments name, and what cannot be checked.
struct Found {
  std::vector<ScenarioFile> files;
  std::vector<ScenarioFile> siblings = {};  ///< that they extend
  std::vector<Problem> unreadable = {};
};

/// The files beside those that are checked that these extend, and the ones that those extend.
/// Errors: throws std::runtime_error naming the path when one cannot be read.
std::vector<ScenarioFile> extended_siblings(const std::vector<ScenarioFile>& files) {
  std::set<std::string> known;
  for (const auto& file : files) known.insert(file.name);
  auto chain = files;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto base = extended_by(chain[i]);
    if (!base || !is_scenario_name(*base) || known.contains(*base)) continue;
    const auto path = *chain[i].folder / (*base + ".json");
    if (!fs::exists(path)) continue;
    chain.push_back(read_scenario_file(path));
    known.insert(*base);
  }
  chain.erase(chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(files.size()));
  return chain;
}

Found find_files(const std::vector<fs::path>& paths) {
  Found found;
  for (const auto& path : paths) {
    try {
      auto files = fs::is_directory(path) ? read_scenario_folder(path)
                                          : std::vector{read_scenario_file(path)};
      if (files.empty()) {
        found.unreadable.push_back(file_problem(path.string(), "holds no scenario"));
      }
      for (auto& file : files) found.files.push_back(std::move(file));
    } catch (const std::runtime_error& error) {
      found.unreadable.push_back(file_problem(path.string(), error.what()));
    }
  }
  try {
    found.siblings = extended_siblings(found.files);
  } catch (const std::runtime_error& error) {
    found.unreadable.push_back(file_problem("zoom-mock", error.what()));
  }
  return found;
}

/// The problems of the files, and of their siblings that they extend, beside the built-in
/// scenarios.
std::vector<Problem> problems_of(const std::vector<ScenarioFile>& files,
                                 const std::vector<ScenarioFile>& siblings) {
  auto all = embedded_scenario_files();
  all.insert(all.end(), siblings.begin(), siblings.end());
  all.insert(all.end(), files.begin(), files.end());
  auto [scenarios, problems, bodies] = load_scenarios(all);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto twin = std::ranges::find(files.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                        files.end(), files[i].name, &ScenarioFile::name);
    if (twin == files.end()) continue;
    problems.push_back(file_problem(files[i].path,
                                    "was not checked: " + twin->path + " has the same name",
                                    "check them one after the other"));
  }
  if (has_errors(problems)) return problems;
  for (const auto& file : files) {
    const auto& scenario = *scenarios.at(file.name);
    for (auto& problem : run_examples(scenario, {scenarios, file.name})) {
      problems.push_back(std::move(problem));
    }
  }
  sort_problems(problems);
  return problems;
}

void print_text(const std::vector<Problem>& problems, std::size_t checked, std::ostream& out,
                std::ostream& err) {
  for (const auto& problem : problems) err << render(problem);
  if (!problems.empty()) err << count_problems(problems) << ".\n";
  if (has_errors(problems)) return;
  out << checked << (checked == 1 ? " scenario is" : " scenarios are") << " right.\n";
}

void print_json(const std::vector<Problem>& problems, std::size_t checked, std::ostream& out) {
  nlohmann::ordered_json report = {{"checked", checked},
                                   {"problems", nlohmann::ordered_json::array()}};
  for (const auto& [severity, file, place, message, hint] : problems) {
    report["problems"].push_back({{"severity", severity == Severity::kError ? "error" : "warning"},
                                  {"file", file},
                                  {"line", place.line},
                                  {"column", place.column},
                                  {"length", place.length},
                                  {"message", message},
                                  {"hint", hint}});
  }
  out << report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

/// GitHub's workflow commands escape these in a message; properties escape ':' and ',' too.
std::string escaped(std::string_view text, bool is_property) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '%':
        result += "%25";
        break;
      case '\r':
        result += "%0D";
        break;
      case '\n':
        result += "%0A";
        break;
      case ':':
        result += is_property ? "%3A" : ":";
        break;
      case ',':
        result += is_property ? "%2C" : ",";
        break;
      default:
        result += c;
    }
  }
  return result;
}

void print_github(const std::vector<Problem>& problems, std::ostream& out) {
  for (const auto& [severity, file, place, message, hint] : problems) {
    out << (severity == Severity::kError ? "::error" : "::warning")
        << " file=" << escaped(terminal_line(file), true) << ",line=" << place.line
        << ",col=" << place.column << ",endColumn=" << place.column + place.length
        << "::" << escaped(terminal_line(hint.empty() ? message : message + "; " + hint), false)
        << "\n";
  }
}

}  // namespace

int check(const std::vector<fs::path>& paths, CheckFormat format, std::ostream& out,
          std::ostream& err) {
  const auto [files, siblings, unreadable] = find_files(paths);
  auto problems = problems_of(files, siblings);
  problems.insert(problems.end(), unreadable.begin(), unreadable.end());
  sort_problems(problems);
  switch (format) {
    case CheckFormat::kText:
      print_text(problems, files.size(), out, err);
      break;
    case CheckFormat::kJson:
      print_json(problems, files.size(), out);
      break;
    case CheckFormat::kGithub:
      print_github(problems, out);
      break;
  }
  if (!unreadable.empty()) return kEnvironment;
  return has_errors(problems) ? kWrong : kDone;
}

}  // namespace zoom_mock
