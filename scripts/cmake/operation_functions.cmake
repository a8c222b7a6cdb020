# Writes the table of server/mock/operation_functions.h: a row for each file of
# server/mock/operations/, whose name is the operation's id in snake_case.

file(GLOB operation_files CONFIGURE_DEPENDS server/mock/operations/*.cpp)
list(LENGTH operation_files operation_count)
set(operation_declarations "")
set(operation_rows "")
foreach(path IN LISTS operation_files)
  cmake_path(GET path STEM function)
  string(REPLACE "_" ";" words ${function})
  list(POP_FRONT words id)
  foreach(word IN LISTS words)
    string(SUBSTRING ${word} 0 1 initial)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${initial} initial)
    string(APPEND id ${initial}${rest})
  endforeach()
  string(APPEND operation_declarations "Verdict ${function}(const Call& call, Session& session);\n")
  string(APPEND operation_rows "    {\"${id}\", ${function}},\n")
endforeach()

set(operation_functions ${PROJECT_BINARY_DIR}/operation_functions.cpp)
file(CONFIGURE OUTPUT ${operation_functions} @ONLY CONTENT
"// Generated from the names of server/mock/operations/*.cpp.
#include \"server/mock/operation_functions.h\"

#include <array>

namespace zoom_mock {

@operation_declarations@
namespace {

constexpr std::array<OperationFunction, @operation_count@> kFunctions{{
@operation_rows@}};

}  // namespace

std::span<const OperationFunction> operation_functions() { return kFunctions; }

}  // namespace zoom_mock
")
