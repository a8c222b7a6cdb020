#include <iostream>

#include "server/commands/command_line.h"

int main(int argc, char** argv) {
  return zoom_mock::run_main({argv + 1, argv + argc}, std::cout, std::cerr);
}
