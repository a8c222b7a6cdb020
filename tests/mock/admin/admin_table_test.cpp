#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "server/mock/admin/endpoints.h"
#include "tests/golden.h"

using namespace zoom_mock;

namespace {

using Rows = std::set<std::string>;

Rows rows_in_code() {
  Rows rows;
  for (const auto& endpoint : admin_endpoints()) {
    rows.insert(std::string(endpoint.method) + " " + std::string(endpoint.path) + " ? " +
                std::string(endpoint.parameters));
  }
  return rows;
}

/// What stands between two bars of a table's line, without back quotes and the blanks around it.
std::string cell(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    if (c != '`') plain += c;
  }
  const auto begin = plain.find_first_not_of(' ');
  if (begin == plain.npos) return {};
  return plain.substr(begin, plain.find_last_not_of(' ') - begin + 1);
}

Rows rows_in_papers() {
  std::ifstream file(tests_folder() / "../server/mock/admin/README.md");
  Rows rows;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("| `", 0) != 0 || line.find(" /") == line.npos) continue;
    std::istringstream cells(line.substr(1));
    std::string request;
    std::string parameters;
    std::getline(cells, request, '|');
    std::getline(cells, parameters, '|');
    rows.insert(cell(request) + " ? " + cell(parameters));
  }
  return rows;
}

}  // namespace

TEST_CASE("admin_table: code and papers have the same endpoints with the same parameters") {
  CHECK(rows_in_code() == rows_in_papers());
}
