# cmake -DSCENARIOS=<a.json;b.json> -DOUTPUT=<file.cpp> -P embed_scenarios.cmake
#
# Writes the definition of what server/scenario/load/scenario_file.h declares, in the order given.

list(LENGTH SCENARIOS count)
set(entries "")
foreach(path IN LISTS SCENARIOS)
  cmake_path(GET path STEM LAST_ONLY name)
  file(READ ${path} text)
  string(FIND "${text}" ")scenario\"" delimiter)
  if(NOT delimiter EQUAL -1)
    message(FATAL_ERROR "${path}: holds )scenario\", which ends the literal it is embedded in")
  endif()
  string(APPEND entries "    {\"${name}\", R\"scenario(${text})scenario\"},\n")
endforeach()

file(WRITE ${OUTPUT} "// Generated from scenarios/*.json.
#include \"server/scenario/load/scenario_file.h\"

#include <array>

namespace zoom_mock {

namespace {

constexpr std::array<EmbeddedScenario, ${count}> kEmbedded{{
${entries}}};

}  // namespace

std::span<const EmbeddedScenario> embedded_scenarios() { return kEmbedded; }

}  // namespace zoom_mock
")
