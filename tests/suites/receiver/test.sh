#!/bin/sh
set -e
for source in receiver receiver_test; do
  ${CXX:-c++} -std=c++20 $(pkg-config --cflags cpp-httplib) -c -o $source.o $source.cpp
done
c++ -o receiver_test receiver.o receiver_test.o $(pkg-config --libs cpp-httplib) -lcrypto -pthread
exec ./receiver_test
